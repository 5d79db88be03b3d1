import { parseUsageEnvelope } from '../contract.ts';
import { defaultScale } from '../amounts.ts';
import type { UsageError } from '../errors.ts';
import { ownOptions } from '../options.ts';
import type { UsageItem } from '../usage-item.ts';
import { itemAt, type ColumnStore } from './column-store.ts';
import { toCsv } from './csv.ts';
import { listDays, type DayUsage } from './day-sums.ts';
import { toColumns } from './gate.ts';
import { LedgerRows, blocksOf } from './ledger-rows.ts';
import { orderRows } from './order.ts';
import { checkRowsQuery, checkSummaryQuery, type RowsQuery, type SummaryQuery } from './query.ts';
import { revisionOf } from './revision.ts';
import type { Adjustment, UsageRow, UsageSnapshot, UsageSummary } from './snapshot.ts';
import { checkSorting, type Sorting } from './sorting.ts';
import { summarize } from './summarize.ts';

/** What an export is made of. */
export interface CsvOptions {
  /** The IANA time zone that the `day` column is in. */
  readonly timeZone: string;
  /** @default upstream order */
  readonly sorting?: Sorting;
  /** Orders names. @default the runtime's */
  readonly locale?: string | undefined;
}

/** So many orders are remembered: those of tables that show one ledger. */
const rememberedOrders = 4;

/**
 * The whole bill of a customer, checked and held by column: a snapshot that is all in memory, so that every answer comes
 * at once. All of its figures are exact: rows, days, summary and export add up to `totalAmount`.
 *
 * @example
 * const ledger = await new UsageClient({ url: '/usage' }).load();
 * ledger.days('Europe/London'); // [{ day: '2024-04-29', amount: 10000, messages: 7 }, ...]
 */
export class UsageLedger implements UsageSnapshot {
  readonly scale = defaultScale;
  readonly unit = 'credits';
  readonly dimensions: Readonly<Record<string, string>> = Object.freeze({});
  readonly adjustments: readonly Adjustment[] = Object.freeze([]);
  readonly problems: readonly UsageError[] = Object.freeze([]);
  readonly #store: ColumnStore;
  readonly #orders = new Map<string, Uint32Array>();
  #revision: string | undefined;

  private constructor(store: ColumnStore) {
    this.#store = store;
  }

  /**
   * Checks usage by the rules of the reading side, and takes it over.
   * @param usage A list of usage items, or a whole answer of `/usage`.
   * @throws {ContractError} that names the first rule broken and where, such as `usage[3].timestamp`.
   * @throws {UsageError} `total_too_large` when the sum of credits is above 2^53 - 1 hundredths.
   */
  static from(usage: unknown): UsageLedger {
    const isBody = typeof usage === 'object' && usage !== null && !Array.isArray(usage);
    return new UsageLedger(toColumns(isBody ? parseUsageEnvelope(usage) : usage));
  }

  /**
   * Of columns that have been checked.
   * @internal
   */
  static ofColumns(store: ColumnStore): UsageLedger {
    return new UsageLedger(store);
  }

  /** The number of items. */
  get length(): number {
    return this.#store.length;
  }

  /** The number of items. */
  get messages(): number {
    return this.#store.length;
  }

  /** The sum of all credits, as an amount: a whole number of 10^-scale credits. */
  get totalAmount(): number {
    return this.#store.totalAmount;
  }

  /** A hash of all that is in it. */
  get revision(): string {
    return (this.#revision ??= revisionOf(this.#store));
  }

  /**
   * The item at a place in upstream order.
   * @throws {RangeError} outside 0 to `length - 1`.
   */
  item(index: number): UsageItem {
    const exists = Number.isInteger(index) && index >= 0 && index < this.length;
    if (!exists) throw new RangeError(`There is no item ${index}: the ledger has ${this.length}.`);
    return itemAt(this.#store, index);
  }

  /**
   * Total, parts and buckets.
   * @throws {UsageError} `invalid_option` for a query that cannot be answered, or a time zone that the runtime does not
   * know.
   */
  summary(query: SummaryQuery): UsageSummary {
    return summarize(this.#store, () => this.revision, checkSummaryQuery(query));
  }

  /**
   * The rows in the order of a sorting; none is upstream order.
   * @throws {UsageError} `invalid_option` for a query that cannot be answered, or a column, direction or locale that there
   * is not.
   */
  rows(query: RowsQuery): LedgerRows {
    const { sorting, locale } = checkRowsQuery(query);
    return new LedgerRows(this.#store, () => this.revision, this.#order(sorting, locale));
  }

  /**
   * All rows of a query, 4,096 at a time.
   * @throws {UsageError} as `rows`.
   */
  blocks(query: RowsQuery): Iterable<readonly UsageRow[]> {
    return blocksOf(this.rows(query));
  }

  /**
   * Every civil date from the first day with usage to the last, days without usage included. For the years 0000 to
   * 9999 these are 3.6 million objects: `summary` is the way for long spans.
   * @param timeZone An IANA name such as `Europe/London`.
   * @throws {UsageError} `invalid_option` for a time zone that the runtime does not know.
   */
  days(timeZone: string): DayUsage[] {
    return listDays(this.#store, timeZone);
  }

  /**
   * The items as CSV by RFC 4180, with the civil day and its time zone beside each timestamp. What a spreadsheet would
   * take for a formula, in a name, a textual id, or a day outside the years 0 to 9999, gets an apostrophe before its sign
   * (`=`, `+`, `-`, `@`): at the start, and after what a spreadsheet can be set to split by, which are line break, `;`, tab,
   * `|`, `:` and space. To undo it, take one apostrophe away before each such sign.
   * @throws {UsageError} `invalid_option` for a time zone, column, direction or locale that there is not.
   */
  csv(options: CsvOptions): string {
    const { timeZone, sorting = [], locale } = ownOptions('options', options);
    return toCsv(this.#store, timeZone, this.#order(sorting, locale));
  }

  /** Undefined is upstream order. */
  #order(sorting: Sorting = [], locale: string | undefined): Uint32Array | undefined {
    if (checkSorting(sorting).length === 0) return undefined;
    const key = JSON.stringify([locale, ...sorting.map(({ column, direction }) => [String(column), direction])]);
    const rows = this.#orders.get(key) ?? orderRows(this.#store, sorting, locale);
    // Set again, it is the one that was used last.
    this.#orders.delete(key);
    this.#orders.set(key, rows);
    if (this.#orders.size > rememberedOrders) this.#orders.delete(this.#orders.keys().next().value!);
    return rows;
  }
}
