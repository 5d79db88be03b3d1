import type { SortColumn, UsageItem } from '@usage/sdk';
import type { UsageFormat } from '../format.ts';

/** The columns, in the order in which they stand. */
export const columnNames = ['message_id', 'timestamp', 'report_name', 'credits_used'] as const satisfies SortColumn[];

/** What sorting is offered for unless the host says otherwise. */
export const defaultSortable: readonly SortColumn[] = ['report_name', 'credits_used'];

/** The text of a cell; empty for a name that is missing. */
export function cellText(item: UsageItem, column: SortColumn, format: UsageFormat): string {
  switch (column) {
    case 'message_id':
      return String(item.message_id);
    case 'timestamp':
      return format.instant(item.timestamp);
    case 'report_name':
      return item.report_name ?? '';
    case 'credits_used':
      // Exact: an item's credits have two decimals at most, and stay far below 2^53 amount.
      return format.credits(Math.round(item.credits_used * 100));
  }
}

/** Reads a list of column names, as in `sortable="report_name credits_used"`, which is also what no list stands for. */
export function parseColumns(text: string | null): readonly SortColumn[] {
  if (text === null) return defaultSortable;
  const names = splitColumns(text);
  return columnNames.filter((name) => names.includes(name));
}

/** The names in a list, known or not. Scripts may set anything. */
export function splitColumns(text: unknown): string[] {
  return String(text)
    .split(/[\s,]+/)
    .filter(Boolean);
}
