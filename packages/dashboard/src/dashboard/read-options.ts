import { parseSorting, type SortColumn, type Sorting } from '@usage/sdk';
import { validLocale } from '../language.ts';
import { columnNames, parseColumns, splitColumns } from '../table/columns.ts';

/** The attributes of a dashboard that are texts or numbers, as the page has set them. */
export interface Attributes {
  readonly sorting?: string | null | undefined;
  readonly sortable?: string | null | undefined;
  readonly theme?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly refreshInterval?: number | null | undefined;
}

/** Something that cannot be used as it was given. */
export interface Problem {
  /** The attribute. */
  readonly what: string;
  readonly wanted: string;
  /** What was given; undefined where it must not be repeated. */
  readonly given?: unknown;
}

/** What a dashboard goes by. */
export interface Options {
  readonly sorting: Sorting;
  readonly sortable: readonly SortColumn[];
  /** The columns that a link may sort by. */
  readonly columns: readonly SortColumn[];
  /** Milliseconds; 0 for never. */
  readonly interval: number;
  readonly problems: readonly Problem[];
}

const leastInterval = 5;
const longestInterval = 2_147_483;
const themes = ['auto', 'light', 'dark'];
const sortingForm = `column:asc or column:desc, separated by semicolons, of the columns ${columnNames.join(', ')}`;

/** Attributes to options. What cannot be used falls back to its default, and is a problem to report. */
export function readOptions({ sorting, sortable = null, theme, locale, refreshInterval }: Attributes): Options {
  const problems: Problem[] = [];
  const check = (holds: boolean, what: string, wanted: string, given: unknown) => {
    if (!holds) problems.push({ what, wanted, given });
  };
  // The page's word: also by columns that people cannot sort by.
  const own = parseSorting(sorting, columnNames);
  const offered = parseColumns(sortable);
  const seconds = refreshInterval ?? 0;
  const isInterval = seconds >= 0 && seconds <= longestInterval;
  const areColumns = sortable === null || splitColumns(sortable).length === offered.length;
  check(areColumns, 'sortable', `names of ${columnNames.join(', ')}, once each`, sortable);
  check(!sorting || isSorting(sorting), 'sorting', sortingForm, sorting);
  check(!theme || themes.includes(theme), 'theme', themes.join(', '), theme);
  check(!locale || !!validLocale(locale), 'locale', 'a BCP 47 tag such as en-GB', locale);
  check(isInterval, 'refresh-interval', `a number of seconds from 0 to ${longestInterval}`, seconds);
  return {
    sorting: own,
    sortable: offered,
    columns: columnNames.filter((name) => offered.includes(name) || own.some(({ column }) => column === name)),
    interval: isInterval && seconds > 0 ? Math.max(seconds, leastInterval) * 1000 : 0,
    problems,
  };
}

/** Is each part of it one that is known? Scripts may set anything. */
function isSorting(text: string): boolean {
  const parts = String(text).split(';');
  return parts.every((part) => parseSorting(part, columnNames).length === 1 && /:\s*(asc|desc)\s*$/i.test(part));
}
