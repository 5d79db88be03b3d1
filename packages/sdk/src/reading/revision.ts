import type { ColumnStore } from './column-store.ts';
import type { Integers } from './integers.ts';

/**
 * A text that differs where any figure, text or the order of a bill does, and is the same in every process: 64 bits of
 * hash over its columns.
 */
export function revisionOf(store: ColumnStore): string {
  const { length, ids, textIds, instants, fractionDigits, timestamps, amounts, nameCodes, names } = store;
  const hash = new Hash();
  hash.text(JSON.stringify([length, names]));
  for (const column of [ids, instants, amounts, nameCodes]) hashIntegers(hash, column);
  hash.words(fractionDigits);
  // Sparse: each with its row.
  for (const texts of [textIds, timestamps]) texts.forEach((text, row) => hash.text(`${row} ${text}`));
  return hash.end();
}

function hashIntegers(hash: Hash, { least, most, low, high }: Integers): void {
  hash.text(`${least} ${most}`);
  hash.words(low);
  if (high) hash.words(high);
}

/** Two FNV-1a lanes of 32 bits, with different primes and an exchange between them at the end. */
class Hash {
  #one = 0x811c9dc5;
  #other = 0x9747b28c;

  words(words: ArrayLike<number>): void {
    let one = this.#one;
    let other = this.#other;
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      one = Math.imul(one ^ word, 0x01000193);
      one ^= one >>> 15;
      other = Math.imul(other ^ word, 0x5bd1e995);
      other ^= other >>> 13;
    }
    this.#one = one;
    this.#other = other;
  }

  text(text: string): void {
    const units = new Uint16Array(text.length + 1);
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
    // What ends it is no unit of a text.
    this.words(units);
    this.words([text.length + 0x10000]);
  }

  end(): string {
    const mix = (word: number) => Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    const words = [mix(this.#one ^ this.#other), mix(this.#other + this.#one)];
    return words.map((word) => ((word ^ (word >>> 13)) >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
