import type { ColumnStore } from './column-store.ts';
import type { Integers } from './integers.ts';

/**
 * A text that differs where any figure, text or the order of a bill does, and is the same in every process: 64 bits of
 * hash over its columns. One word that is another always makes another text.
 */
export function revisionOf(store: ColumnStore): string {
  const { length, ids, textIds, instants, fractionDigits, timestamps, amounts, nameCodes, names } = store;
  const hash = new Hash();
  hash.text(JSON.stringify([length, names]));
  for (const column of [ids, instants, amounts, nameCodes]) hashIntegers(hash, column);
  hash.words(fractionDigits);
  for (const texts of [textIds, timestamps]) {
    // Where each begins: else a text of one could be taken for the same text of the other.
    hash.words(boundary);
    // Sparse: each with its row.
    texts.forEach((text, row) => hash.text(text ?? '', row));
  }
  return hash.end();
}

/** No row has this number. */
const boundary = Uint32Array.of(0xffff_ffff);

function hashIntegers(hash: Hash, { least, most, low, high }: Integers): void {
  hash.text(`${least} ${most}`);
  hash.words(low);
  if (high) hash.words(high);
}

/** Two lanes of 32 bits after FNV-1a, with different primes and shifts, each step of which can be undone. */
class Hash {
  #one = 0x811c9dc5;
  #other = 0x9747b28c;

  words(words: ArrayLike<number>): void {
    let one = this.#one;
    let other = this.#other;
    for (let at = 0; at < words.length; at++) {
      one = nextOne(one, words[at]!);
      other = nextOther(other, words[at]!);
    }
    this.#one = one;
    this.#other = other;
  }

  text(text: string, row = 0): void {
    const { length } = text;
    let one = nextOne(this.#one, row);
    let other = nextOther(this.#other, row);
    for (let at = 0; at <= length; at++) {
      // What ends it is no unit of a text.
      const word = at < length ? text.charCodeAt(at) : 0x10000;
      one = nextOne(one, word);
      other = nextOther(other, word);
    }
    this.#one = one;
    this.#other = other;
  }

  end(): string {
    const first = mixed(this.#one ^ this.#other);
    const second = mixed(this.#other ^ Math.imul(first, 0xc2b2ae35));
    return [first, second].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

function nextOne(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x01000193);
  return product ^ (product >>> 15);
}

function nextOther(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x5bd1e995);
  return product ^ (product >>> 13);
}

function mixed(word: number): number {
  const product = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return product ^ (product >>> 13);
}
