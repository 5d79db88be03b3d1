import type { SortColumn, UsageRow } from '@usage/sdk';
import type { UsageFormat } from '../format.ts';

/** The columns, in the order in which they stand. */
export const columnNames = ['message_id', 'timestamp', 'report_name', 'credits_used'] as const satisfies SortColumn[];

/** What sorting is offered for unless the host says otherwise. */
export const defaultSortable: readonly SortColumn[] = ['report_name', 'credits_used'];

/** The text of a cell; empty for a name that is missing. */
export function cellText(row: UsageRow, column: SortColumn, format: UsageFormat): string {
  switch (column) {
    case 'message_id':
      return String(row.id);
    case 'timestamp':
      return format.instant(row.instant);
    case 'report_name':
      return row.reportName ?? '';
    case 'credits_used':
      return format.amount(row.amount);
  }
}

/** Reads a list of column names, as in `sortable="report_name credits_used"`, which is also what no list stands for. */
export function parseColumns(text: string | null): readonly SortColumn[] {
  if (text === null || text === undefined) return defaultSortable;
  const names = splitColumns(text);
  return columnNames.filter((name) => names.includes(name));
}

/** The names in a list, known or not. Scripts may set anything. */
export function splitColumns(text: unknown): string[] {
  return String(text)
    .split(/[\s,]+/)
    .filter(Boolean);
}
