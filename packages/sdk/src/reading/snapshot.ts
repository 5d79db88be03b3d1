import type { UsageError } from '../errors.ts';
import type { Granularity, RowsQuery, SummaryQuery } from './query.ts';

/** What is in memory comes as itself, never as a promise: a server and the first frame draw it at once. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * One state of the bill, which never changes: a `UsageLedger`, or one that a server holds. Amounts are whole numbers of
 * the smallest unit, 10^-scale of a credit.
 */
export interface UsageSnapshot {
  /** Equal revisions, equal figures. */
  readonly revision: string;
  /** How many decimals amounts have. */
  readonly scale: number;
  readonly unit: string;
  readonly messages: number;
  /** Of all messages; the bill is this plus the sum of `adjustments`. */
  readonly totalAmount: number;
  /** The dimensions that the endpoint names, with their labels. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly allowance?: Allowance | undefined;
  readonly adjustments: readonly Adjustment[];
  readonly price?: Price | undefined;
  /** What was withheld or odd in the answer. */
  readonly problems: readonly UsageError[];
  /** @throws {UsageError} `invalid_option` for a query that cannot be answered. */
  summary(query: SummaryQuery, signal?: AbortSignal): MaybePromise<UsageSummary>;
  /** @throws {UsageError} `invalid_option` for a query that cannot be answered. */
  rows(query: RowsQuery): UsageRows;
  /** All rows of a query in blocks, for an export. */
  blocks(query: RowsQuery, signal?: AbortSignal): Iterable<readonly UsageRow[]> | AsyncIterable<readonly UsageRow[]>;
  /** Why a message costs that much; lines that add up to its amount. */
  explain?(id: number | string, signal?: AbortSignal): MaybePromise<readonly ChargeLine[]>;
}

/** The figures that answer a query. Buckets and parts add up to each other exactly. */
export interface UsageSummary {
  readonly revision: string;
  readonly scale: number;
  /** Of all messages, whatever is selected. */
  readonly messages: number;
  readonly amount: number;
  /** Of the selection. */
  readonly selected: { readonly messages: number; readonly amount: number };
  /** The earliest and the latest instant, in milliseconds since 1970; undefined without messages. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly granularity: Granularity;
  readonly parts: readonly UsagePart[];
  /** Without a gap, in order. */
  readonly buckets: readonly UsageBucket[];
}

/** One value of the dimension that buckets are broken down by, all other values, or none. Those without messages are left out. */
export interface UsagePart {
  readonly kind: 'value' | 'none' | 'other';
  /** Empty for `none` and `other`. */
  readonly value: string;
  readonly messages: number;
  readonly amount: number;
  /** How many values are in `other`. */
  readonly values?: number | undefined;
}

/** What one bar stands for. */
export interface UsageBucket {
  /** Its first civil day: `2024-04-29`. */
  readonly start: string;
  /** Its first instant, and the first one after it, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly messages: number;
  readonly amount: number;
  /** The amount of each of the summary's `parts`, in their order. */
  readonly parts: readonly number[];
}

/** An item as numbers. */
export interface UsageRow {
  readonly id: number | string;
  /** Milliseconds since 1970. */
  readonly instant: number;
  /** As the upstream wrote it. */
  readonly timestamp: string;
  readonly reportName?: string | undefined;
  readonly amount: number;
  /** Its values of the named dimensions. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Rows to draw, in some order. A row that is still on its way, or outside, is undefined. */
export interface RowView {
  readonly length: number;
  at(index: number): UsageRow | undefined;
}

/** The items that answer a query, in order, read where they are looked at. */
export interface UsageRows {
  readonly revision: string;
  /** Undefined while a server counts. */
  readonly length: number | undefined;
  /** Undefined while it is on its way, and outside. */
  at(index: number): UsageRow | undefined;
  /** Says that rows from `first` to before `end` are looked at: fetches what is missing, ends what is not wanted any more. */
  want(first: number, end: number): void;
  subscribe(listener: (event: RowsEvent) => void): () => void;
  dispose(): void;
}

export type RowsEvent =
  | { readonly type: 'rows'; readonly first: number; readonly end: number }
  | { readonly type: 'length' }
  /** The server has moved on: the source has to be asked for a new snapshot. */
  | { readonly type: 'outdated' }
  | { readonly type: 'failed'; readonly error: UsageError; readonly retry: () => void };

/** What is included in a period. */
export interface Allowance {
  /** Null is unlimited. */
  readonly granted: number | null;
  readonly used?: number | undefined;
  /** RFC 3339. */
  readonly resetsAt?: string | undefined;
  readonly beyond?: 'billed' | 'blocked' | undefined;
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly label: string;
  readonly granted: number;
  readonly left: number;
  /** RFC 3339. */
  readonly expiresAt?: string | undefined;
}

/** A signed amount that is no message: a refund, a correction. */
export interface Adjustment {
  readonly timestamp: string;
  readonly label: string;
  readonly amount: number;
  readonly messageId?: number | string | undefined;
}

/** What a credit costs in money, as a decimal. */
export interface Price {
  readonly currency: string;
  readonly perCredit: string;
}

/** One line of an explanation. */
export interface ChargeLine {
  readonly label: string;
  readonly quantity?: number | undefined;
  readonly unit?: string | undefined;
  readonly rate?: string | undefined;
  readonly amount: number;
}
