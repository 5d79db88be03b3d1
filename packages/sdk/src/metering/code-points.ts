const surrogate = /[\ud800-\udfff]/;

/** How many Unicode code points a text has. A surrogate pair is one, and so is each surrogate that stands alone. */
export function countCodePoints(text: string): number {
  const { length } = text;
  // Most texts have none, and where an engine keeps a text in bytes it knows that without a look at it.
  if (!surrogate.test(text)) return length;
  // By units: an iterator would make a string of each character.
  let count = length;
  for (let at = 1; at < length; at++) {
    const second = text.charCodeAt(at);
    if (second < 0xdc00 || second > 0xdfff) continue;
    const first = text.charCodeAt(at - 1);
    if (first >= 0xd800 && first <= 0xdbff) count--;
  }
  return count;
}
