import { UsageError } from '../errors.ts';
import { invalidOption, ownOptions } from '../options.ts';
import type { Sorting } from './sorting.ts';
import { checkTimeZone } from './zone-offsets.ts';

/** The length of a bucket: what one bar stands for. */
export type Granularity = 'hour' | 'day' | 'week' | 'month' | 'year';

/** Values of a dimension; null is none. */
export type Values = readonly (string | null)[];

/** What a person has picked. Across kinds and dimensions all of it holds. */
export interface Selection {
  /** Civil days, both included, in the query's time zone. */
  readonly days?: readonly [first: string, last: string] | undefined;
  /** By dimension; `notIn` is everything else. */
  readonly parts?: Readonly<Record<string, { readonly in: Values } | { readonly notIn: Values }>> | undefined;
  /** Ids by prefix; names and values by containing, case and accents folded. */
  readonly text?: string | undefined;
}

/** What any question is about. */
export interface Scope {
  /** An IANA name such as `Europe/London`. */
  readonly timeZone: string;
  /** Not answered yet: everything is selected. */
  readonly selection?: Selection | undefined;
}

/** What is asked of a snapshot's figures. */
export interface SummaryQuery extends Scope {
  /** `auto` is days when at most 400 reach from first to last, else months by the same rule, else years. @default auto */
  readonly granularity?: Granularity | 'auto' | undefined;
  /** 1 is Monday. @default 1 */
  readonly firstDayOfWeek?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | undefined;
  /** The dimension of the parts. @default report_name */
  readonly breakdownBy?: string | undefined;
  /** How many of its values, the largest, are parts of their own. @default 4, and 0 without `breakdownBy` */
  readonly top?: number | undefined;
}

/** What is asked of a snapshot's items. */
export interface RowsQuery extends Scope {
  /** @default upstream order */
  readonly sorting?: Sorting | undefined;
  /** Orders names. @default the runtime's */
  readonly locale?: string | undefined;
}

/** A summary query that has been checked, with its defaults. */
export interface CheckedSummaryQuery {
  readonly timeZone: string;
  readonly granularity: 'day' | 'month' | 'year' | 'auto';
  readonly breakdownBy: string;
  readonly top: number;
}

const granularities = ['hour', 'day', 'week', 'month', 'year', 'auto'];
const answered = ['day', 'month', 'year', 'auto'];

/**
 * Checks a query and fills in its defaults. What cannot be answered is an error: a figure that answers another question
 * would be a wrong one.
 * @throws {UsageError} `invalid_option`
 */
export function checkSummaryQuery(query: SummaryQuery): CheckedSummaryQuery {
  const own = known('query', query, ['timeZone', 'selection', 'granularity', 'firstDayOfWeek', 'breakdownBy', 'top']);
  checkScope(own);
  const { timeZone, granularity = 'auto', firstDayOfWeek = 1, breakdownBy, top } = own;
  if (!granularities.includes(granularity)) throw invalidOption('granularity', granularities.join(', '), granularity);
  if (!answered.includes(granularity)) throw unanswered('granularity', granularity);
  if (!(Number.isInteger(firstDayOfWeek) && firstDayOfWeek >= 1 && firstDayOfWeek <= 7)) {
    throw invalidOption('firstDayOfWeek', 'a whole number from 1 (Monday) to 7', firstDayOfWeek);
  }
  if (breakdownBy !== undefined && breakdownBy !== 'report_name') throw unanswered('breakdownBy', breakdownBy);
  if (top !== undefined && !(Number.isSafeInteger(top) && top >= 0)) {
    throw invalidOption('top', 'a whole number of at least 0', top);
  }
  return {
    timeZone,
    granularity: granularity as CheckedSummaryQuery['granularity'],
    breakdownBy: breakdownBy ?? 'report_name',
    top: top ?? (breakdownBy === undefined ? 0 : 4),
  };
}

/** @throws {UsageError} `invalid_option`; the sorting is looked at where it is done. */
export function checkRowsQuery(query: RowsQuery): RowsQuery {
  const own = known('query', query, ['timeZone', 'selection', 'sorting', 'locale']);
  checkScope(own);
  // Its rows are the same in any, but not its answer once days are selected.
  checkTimeZone(own.timeZone);
  return own;
}

function checkScope({ timeZone, selection }: Scope): void {
  if (typeof timeZone !== 'string' || timeZone === '') {
    throw invalidOption('timeZone', 'an IANA name such as Europe/London', timeZone);
  }
  if (selection === undefined) return;
  for (const [kind, value] of Object.entries(known('selection', selection, ['days', 'parts', 'text']))) {
    // Not the value: it may be a text that a person has typed.
    if (value !== undefined) throw unanswered(`selection.${kind}`);
  }
}

/** Does anything narrow it down? */
export function isSelecting({ selection = {} }: Scope): boolean {
  return Object.values(selection).some((value) => value !== undefined);
}

/** The options themselves, none of which is unknown. */
function known<T extends object>(name: string, value: T, keys: readonly string[]): T {
  const own = ownOptions(name, value);
  for (const key of Object.keys(own)) {
    if (!keys.includes(key)) {
      throw new UsageError('invalid_option', `\`${name}\` has no ${key}: it has ${keys.join(', ')}.`);
    }
  }
  return own;
}

function unanswered(name: string, value?: unknown): UsageError {
  const given = typeof value === 'string' ? ` (${value})` : '';
  return new UsageError('invalid_option', `\`${name}\`${given} is not answered by this version: leave it out.`);
}

/** One text for each different query, whatever the order of its keys. */
export function canonicalQuery(query: SummaryQuery | RowsQuery): string {
  return JSON.stringify(query, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
