import { invalidOption } from '../options.ts';

/** The columns of a usage item, by their names on the wire. */
export type SortColumn = 'message_id' | 'timestamp' | 'report_name' | 'credits_used';

/** One column to sort by. */
export interface SortKey<Column extends string = SortColumn> {
  readonly column: Column;
  readonly direction: 'asc' | 'desc';
}

/** What a table is sorted by, the first column being the most important; empty is upstream order. */
export type Sorting<Column extends string = SortColumn> = readonly SortKey<Column>[];

/**
 * Reads a sorting such as `report_name:asc;credits_used:desc`. The text is untrusted: unknown columns and pairs without
 * exactly one colon are ignored, any direction but `desc` is `asc`, and the first mention of a column counts. Case and
 * blanks matter in the name of a column, not in a direction: none is turned into its opposite. It never throws: what is no
 * text is the empty sorting.
 */
export function parseSorting<Column extends string>(
  text: string | null | undefined,
  sortableColumns: readonly Column[],
): SortKey<Column>[] {
  const keys = new Map<Column, SortKey<Column>>();
  for (const pair of typeof text === 'string' ? text.split(';') : []) {
    const [name, direction, ...more] = pair.split(':');
    const column = sortableColumns.find((sortable) => sortable === name);
    if (column === undefined || direction === undefined || more.length || keys.has(column)) continue;
    keys.set(column, { column, direction: direction.trim().toLowerCase() === 'desc' ? 'desc' : 'asc' });
  }
  return [...keys.values()];
}

/**
 * @throws {UsageError} `invalid_option` for what is no list of columns and directions; which columns there are is looked at
 * later.
 */
export function checkSorting(sorting: Sorting): Sorting {
  const list: unknown = sorting;
  // Each as an object, holes too: what is none has no direction.
  const isValid = Array.isArray(list) && Array.from(list, Object).every(({ direction }) => isDirection(direction));
  if (isValid) return sorting;
  const example = "[{ column: 'credits_used', direction: 'desc' }]";
  throw invalidOption('sorting', `a list such as ${example}, each direction 'asc' or 'desc'`, sorting);
}

function isDirection(value: unknown): boolean {
  return value === 'asc' || value === 'desc';
}

/** Writes a sorting as `report_name:asc;credits_used:desc`; the empty sorting is the empty text. */
export function formatSorting<Column extends string>(sorting: Sorting<Column>): string {
  return sorting.map(({ column, direction }) => `${column}:${direction}`).join(';');
}

/**
 * The sorting after a person's click on a column, which goes from unsorted to ascending to descending and back.
 * @param additive Keep the other columns and their ranks; a column that comes new is ranked last.
 */
export function advanceSorting<Column extends string>(
  sorting: Sorting<Column>,
  column: Column,
  additive: boolean,
): SortKey<Column>[] {
  const present = sorting.find((key) => key.column === column);
  const next: SortKey<Column>[] =
    present?.direction === 'desc' ? [] : [{ column, direction: present ? 'desc' : 'asc' }];
  if (!additive) return next;
  return present ? sorting.flatMap((key) => (key === present ? next : [key])) : [...sorting, ...next];
}
