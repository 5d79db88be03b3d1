import type { UsageItem } from '../contract.ts';
import { objectOption } from '../options.ts';
import { itemAt, type UsageColumns } from './columns.ts';
import { toCsv } from './csv.ts';
import { listDays, sumByDay, type DayUsage } from './days.ts';
import { toColumns } from './gate.ts';
import { orderRows } from './order.ts';
import { listPeriods, type UsagePeriods } from './periods.ts';
import { checkSorting, formatSorting, type Sorting } from './sorting.ts';

/** Rows to draw, in some order. A row that is still on its way, or outside, is undefined. */
export interface RowView {
  readonly length: number;
  at(index: number): UsageItem | undefined;
}

/** What an export is made of. */
export interface CsvOptions {
  /** The IANA time zone that the `day` column is in. */
  readonly timeZone: string;
  /** @default upstream order */
  readonly sorting?: Sorting;
  /** Orders names. @default the runtime's */
  readonly locale?: string | undefined;
}

/**
 * The whole bill of a customer, checked and held by column. It never changes, and all of its figures are exact: rows,
 * days, periods and export add up to `totalHundredths`.
 *
 * @example
 * const ledger = await new UsageClient({ url: '/usage' }).load();
 * ledger.days('Europe/London'); // [{ day: '2024-04-29', hundredths: 10000, messages: 7 }, ...]
 */
export class UsageLedger {
  readonly #columns: UsageColumns;
  #ordered: { readonly key: string; readonly rows: Uint32Array | undefined; readonly view: RowView } | undefined;

  private constructor(columns: UsageColumns) {
    this.#columns = columns;
  }

  /**
   * Checks a list of usage items, by the rules of the reading side, and takes them over.
   * @throws {ContractError} that names the first rule broken and where, such as `usage[3].timestamp`.
   * @throws {UsageError} `total_too_large` when the sum of credits is above 2^53 - 1 hundredths.
   */
  static from(items: unknown): UsageLedger {
    return new UsageLedger(toColumns(items));
  }

  /**
   * Of columns that have been checked.
   * @internal
   */
  static ofColumns(columns: UsageColumns): UsageLedger {
    return new UsageLedger(columns);
  }

  /** The number of items. */
  get length(): number {
    return this.#columns.length;
  }

  /** The sum of all credits, in whole hundredths. */
  get totalHundredths(): number {
    return this.#columns.totalHundredths;
  }

  /** The earliest instant, in milliseconds since 1970; undefined when there is no item. */
  get firstInstant(): number | undefined {
    return this.length > 0 ? this.#columns.instants.least : undefined;
  }

  /** The latest instant, in milliseconds since 1970; undefined when there is no item. */
  get lastInstant(): number | undefined {
    return this.length > 0 ? this.#columns.instants.most : undefined;
  }

  /**
   * The item at a place in upstream order.
   * @throws {RangeError} outside 0 to `length - 1`.
   */
  item(index: number): UsageItem {
    const item = this.#itemAt(index);
    if (!item) throw new RangeError(`There is no item ${index}: the ledger has ${this.length}.`);
    return item;
  }

  /**
   * The rows in the order of a sorting; none is upstream order. The last view is kept, so asking again is free.
   * @param options.locale Orders names. Default the runtime's.
   * @throws {UsageError} `invalid_option` for a column, direction or locale that there is not.
   */
  view(sorting: Sorting = [], options: { readonly locale?: string | undefined } = {}): RowView {
    return this.#order(sorting, objectOption('options', options).locale).view;
  }

  /**
   * Every civil date from the first day with usage to the last, days without usage included. For the years 0000 to
   * 9999 these are 3.6 million objects: `periods` is the way for long spans.
   * @param timeZone An IANA name such as `Europe/London`.
   * @throws {UsageError} `invalid_option` for a time zone that the runtime does not know.
   */
  days(timeZone: string): DayUsage[] {
    return listDays(sumByDay(this.#columns, timeZone));
  }

  /**
   * Usage over time in steps that are few enough to draw: days when there are at most `maximum`, else months by the same
   * rule, else years, however many.
   * @param timeZone An IANA name such as `Europe/London`.
   * @param options.maximum Default 400.
   * @throws {UsageError} `invalid_option` for a time zone that the runtime does not know.
   */
  periods(timeZone: string, options: { readonly maximum?: number | undefined } = {}): UsagePeriods {
    return listPeriods(sumByDay(this.#columns, timeZone), objectOption('options', options).maximum ?? 400);
  }

  /**
   * The items as CSV by RFC 4180, with the civil day and its time zone beside each timestamp. What a spreadsheet would
   * take for a formula, in a name, a textual id, or a day outside the years 0 to 9999, gets an apostrophe before its sign
   * (`=`, `+`, `-`, `@`): at the start, and after what a spreadsheet can be set to split by, which are line break, `;`, tab,
   * `|`, `:` and space. To undo it, take one apostrophe away before each such sign.
   * @throws {UsageError} `invalid_option` for a time zone, column, direction or locale that there is not.
   */
  csv(options: CsvOptions): string {
    const { timeZone, sorting = [], locale } = objectOption('options', options);
    return toCsv(this.#columns, timeZone, this.#order(sorting, locale).rows);
  }

  #order(sorting: Sorting, locale: string | undefined) {
    const key = `${locale} ${formatSorting(checkSorting(sorting))}`;
    if (this.#ordered?.key !== key) {
      const rows = sorting.length > 0 ? orderRows(this.#columns, sorting, locale) : undefined;
      const at = (index: number) => this.#itemAt(rows ? rows[index] : index);
      this.#ordered = { key, rows, view: { length: this.length, at } };
    }
    return this.#ordered;
  }

  #itemAt(row: number | undefined): UsageItem | undefined {
    const exists = row !== undefined && Number.isInteger(row) && row >= 0 && row < this.length;
    return exists ? itemAt(this.#columns, row) : undefined;
  }
}
