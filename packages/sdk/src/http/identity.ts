/** Four words that nobody outside of this process knows. */
const seeds = crypto.getRandomValues(new Uint32Array(4));

/**
 * Tells headers apart without keeping them: a digest of 128 bits, which differs from process to process. Who a request is
 * sent for stands in its headers, and nothing that was asked for with other ones is theirs.
 * @see Austin Appleby, MurmurHash3 (x86, 128 bits), which this follows in its rounds
 */
export function identityOf(headers: Headers): string {
  const text = JSON.stringify([...headers]);
  let [a, b, c, d] = seeds as unknown as [number, number, number, number];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = rotate(a ^ Math.imul(unit, 0x239b961b), 19) + b;
    b = rotate(b ^ Math.imul(unit ^ a, 0xab0e9789), 17) + c;
    c = rotate(c ^ Math.imul(unit ^ b, 0x38b34ae5), 15) + d;
    d = rotate(d ^ Math.imul(unit ^ c, 0xa1e38b93), 13) + a;
  }
  return [a, b, c, d].map((word) => mix(word ^ text.length ^ mix(a + b + c + d)).toString(36)).join('.');
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Lets each bit of a word change all others. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
