import { UsageError } from '../errors.ts';
import { finerDigits } from '../timestamp.ts';
import type { UsageColumns } from './columns.ts';
import type { Sorting, UsageColumn } from './sorting.ts';

type Compare<T> = (a: T, b: T) => number;

/** What stands for a missing value: last in either direction. */
const missing = Infinity;

/**
 * The numbers of the rows in the order of a sorting. Rows that are equal in every key keep upstream order, in either
 * direction.
 * @param locale Orders names and textual ids; default the runtime's.
 * @throws {UsageError} `invalid_option` for a column or locale that there is not.
 */
export function orderRows(columns: UsageColumns, sorting: Sorting, locale?: string): Uint32Array {
  const compare = textOrder(locale);
  const sort = new StableSort(columns.length);
  // From the least important key to the most: each sort keeps the order of the one before where it finds equals.
  for (const { column, direction } of [...sorting].reverse()) {
    for (const values of valuesOf(columns, column, compare)) sort.by(values, direction === 'desc');
  }
  return sort.rows;
}

/** What a column is sorted by, as whole numbers; where one number is not enough, the least important comes first. */
function valuesOf(columns: UsageColumns, column: UsageColumn, compare: Compare<string>): Float64Array[] {
  switch (column) {
    case 'message_id':
      return [idValues(columns.ids, compare)];
    case 'timestamp': {
      const { instants, timestamps, hasFinerDigits } = columns;
      return hasFinerDigits ? [ranks(timestamps.map(finerDigits), byCodeUnits), instants] : [instants];
    }
    case 'report_name': {
      const { length, nameCodes, names } = columns;
      const rankOfCode = [missing, ...ranks(names, compare)];
      return [new Float64Array(length).map((_, row) => rankOfCode[nameCodes[row]!]!)];
    }
    case 'credits_used':
      return [columns.hundredths];
    default:
      throw new UsageError('invalid_option', `There is no column ${String(column)} to sort by.`);
  }
}

/** Numbers before texts. */
function idValues(ids: UsageColumns['ids'], compareTexts: Compare<string>): Float64Array {
  // A difference between safe integers of less than 2^52 is exact.
  const small = (id: number | string) => typeof id === 'number' && Math.abs(id) < 2 ** 52;
  if (ids.every(small)) return new Float64Array(ids as readonly number[]);
  return ranks(ids, (a, b) => {
    if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
    return typeof b === 'number' ? 1 : compareTexts(a, b);
  });
}

/** The place of each value among the distinct ones; values that compare as equal share a place. */
function ranks<T>(values: readonly T[], compare: Compare<T>): Float64Array {
  const rankOf = new Map<T, number>();
  let rank = 0;
  [...new Set(values)].sort(compare).forEach((value, index, sorted) => {
    if (index > 0 && compare(sorted[index - 1]!, value) !== 0) rank++;
    rankOf.set(value, rank);
  });
  return new Float64Array(values.map((value) => rankOf.get(value)!));
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOrder(locale: string | undefined): Compare<string> {
  try {
    return new Intl.Collator(locale, { numeric: true }).compare;
  } catch {
    throw new UsageError('invalid_option', `The locale must be a language tag such as en-GB; got ${locale}.`);
  }
}

/** Radix sorts over whole numbers, least significant digit first: linear in the rows, and stable. */
class StableSort {
  rows: Uint32Array;
  #spare: Uint32Array;
  readonly #keys: Float64Array;

  constructor(length: number) {
    this.rows = new Uint32Array(length).map((_, row) => row);
    this.#spare = new Uint32Array(length);
    this.#keys = new Float64Array(length);
  }

  by(values: Float64Array, descending: boolean): void {
    const keys = this.#keys;
    const greatest = toKeys(values, descending, keys);
    const bits = Math.ceil(Math.log2(greatest + 1));
    const passes = Math.ceil(bits / 11);
    const radix = 2 ** Math.ceil(bits / passes);
    for (let unit = 1; unit <= greatest; unit *= radix) {
      distribute(this.rows, this.#spare, keys, 1 / unit, radix);
      [this.rows, this.#spare] = [this.#spare, this.rows];
    }
  }
}

/** Turns values into whole numbers from 0 that ascend in the order wanted; returns a number none of them exceeds. */
function toKeys(values: Float64Array, descending: boolean, keys: Float64Array): number {
  let least = missing;
  let most = -missing;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < least) least = value;
    if (value > most && value !== missing) most = value;
  }
  const last = most - least + 1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    keys[row] = value === missing ? last : descending ? most - value : value - least;
  }
  return last;
}

/** One pass: rows from one buffer to the other, by one digit of their keys. */
function distribute(from: Uint32Array, to: Uint32Array, keys: Float64Array, scale: number, radix: number): void {
  const mask = radix - 1;
  const places = new Uint32Array(radix + 1);
  // `&` takes a double modulo 2^32, so digits above the 32nd bit are read rightly too.
  for (let row = 0; row < keys.length; row++) places[((keys[row]! * scale) & mask) + 1]!++;
  for (let digit = 1; digit < radix; digit++) places[digit]! += places[digit - 1]!;
  for (let index = 0; index < from.length; index++) {
    const row = from[index]!;
    to[places[(keys[row]! * scale) & mask]!++] = row;
  }
}
