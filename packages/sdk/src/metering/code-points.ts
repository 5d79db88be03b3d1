/** How many Unicode code points a text has. A surrogate pair is one, and so is each surrogate that stands alone. */
export function countCodePoints(text: string): number {
  // By units: an iterator would make a string of each character.
  const { length } = text;
  let count = length;
  for (let at = 1; at < length; at++) {
    const second = text.charCodeAt(at);
    if (second < 0xdc00 || second > 0xdfff) continue;
    const first = text.charCodeAt(at - 1);
    if (first >= 0xd800 && first <= 0xdbff) count--;
  }
  return count;
}
