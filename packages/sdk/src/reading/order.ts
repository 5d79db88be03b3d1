import { UsageError } from '../errors.ts';
import { finerDigits } from '../timestamp.ts';
import type { SparseTexts, ColumnStore } from './column-store.ts';
import type { Integers } from './integers.ts';
import type { Sorting } from './sorting.ts';

type Compare = (a: string, b: string) => number;

/**
 * The numbers of the rows in the order of a sorting. Rows that are equal in every key keep upstream order, in either
 * direction.
 * @param locale Orders names and textual ids; default the runtime's.
 * @throws {UsageError} `invalid_option` for a column or locale that there is not.
 */
export function orderRows(columns: ColumnStore, sorting: Sorting, locale?: string): Uint32Array {
  const compare = textOrder(locale);
  const sort = new StableSort(columns.length);
  // From the least important key to the most: each sort keeps the order of the one before where it finds equals.
  for (const { column, direction } of [...sorting].reverse()) {
    const descending = direction === 'desc';
    switch (column) {
      case 'message_id':
        // Numbers before texts.
        sort.byIntegers(columns.ids, descending);
        sort.byTexts(columns.textIds, compare, descending);
        break;
      case 'timestamp':
        sort.byTexts(
          columns.timestamps.map((text) => text && finerDigits(text)),
          undefined,
          descending,
        );
        sort.byIntegers(columns.instants, descending);
        break;
      case 'report_name':
        sort.byNames(columns, compare, descending);
        break;
      case 'credits_used':
        sort.byIntegers(columns.amounts, descending);
        break;
      default:
        throw new UsageError('invalid_option', `There is no column ${String(column)} to sort by.`);
    }
  }
  return sort.rows;
}

function textOrder(locale: string | undefined): Compare {
  try {
    return new Intl.Collator(locale, { numeric: true }).compare;
  } catch {
    throw new UsageError('invalid_option', `The locale must be a language tag such as en-GB; got ${locale}.`);
  }
}

/**
 * The place of each text among the distinct ones, from 1; texts that compare as equal share a place.
 * @param compare By code units where there is none.
 */
function ranks(texts: SparseTexts, compare: Compare | undefined): (number | undefined)[] {
  const rankOf = new Map<string | undefined, number>();
  let rank = 0;
  const distinct = [...new Set(texts.filter((text) => text !== undefined && text !== ''))] as string[];
  distinct.sort(compare).forEach((text, index, sorted) => {
    if (index === 0 || compare?.(sorted[index - 1]!, text) !== 0) rank++;
    rankOf.set(text, rank);
  });
  return texts.map((text) => rankOf.get(text));
}

/** Radix sorts over whole numbers, least significant digit first: linear in the rows, and stable. */
class StableSort {
  rows: Uint32Array;
  #spare: Uint32Array;
  readonly #keys: Uint32Array;

  constructor(length: number) {
    this.rows = new Uint32Array(length).map((_, row) => row);
    this.#spare = new Uint32Array(length);
    this.#keys = new Uint32Array(length);
  }

  byIntegers({ low, high }: Integers, descending: boolean): void {
    for (const words of high ? [low, high] : [low]) {
      this.#keys.set(words);
      this.#byKeys(descending);
    }
  }

  /** Rows without a text, or with an empty one, before those with one. */
  byTexts(texts: SparseTexts, compare: Compare | undefined, descending: boolean): void {
    this.#keys.fill(0);
    ranks(texts, compare).forEach((rank = 0, row) => (this.#keys[row] = rank));
    this.#byKeys(descending);
  }

  /** Missing names last in either direction. */
  byNames({ length, nameCodes, names }: ColumnStore, compare: Compare, descending: boolean): void {
    const keyOfCode = [descending ? 0 : names.length + 1, ...ranks(names, compare)];
    for (let row = 0; row < length; row++) this.#keys[row] = keyOfCode[nameCodes.at(row)]!;
    this.#byKeys(descending);
  }

  #byKeys(descending: boolean): void {
    const keys = this.#keys;
    let greatest = 0;
    for (const key of keys) greatest = Math.max(greatest, key);
    const bits = 32 - Math.clz32(greatest);
    const width = Math.ceil(bits / Math.ceil(bits / 11));
    for (let shift = 0; shift < bits; shift += width) this.#pass(shift, 2 ** width - 1, descending);
  }

  /** Rows from one buffer to the other, by one digit of their keys. */
  #pass(shift: number, mask: number, descending: boolean): void {
    const keys = this.#keys;
    const from = this.rows;
    const to = this.#spare;
    const flip = descending ? mask : 0;
    const digitOf = (row: number) => ((keys[row]! >>> shift) & mask) ^ flip;
    const places = new Uint32Array(mask + 2);
    for (let row = 0; row < keys.length; row++) places[digitOf(row) + 1]! += 1;
    // Nothing to do where the digit is the same in all.
    if (places[digitOf(0) + 1] === keys.length) return;
    for (let digit = 1; digit <= mask; digit++) places[digit]! += places[digit - 1]!;
    for (let index = 0; index < from.length; index++) {
      const row = from[index]!;
      const digit = digitOf(row);
      to[places[digit]!] = row;
      places[digit]! += 1;
    }
    this.rows = to;
    this.#spare = from;
  }
}
