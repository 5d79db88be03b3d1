import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import type { SortKey, Sorting, SortColumn } from '../src/reading/sorting.ts';
import { compareTimestamps } from './timestamp-grammar.ts';

export const usageColumnNames: readonly SortColumn[] = ['message_id', 'timestamp', 'report_name', 'credits_used'];

export const aSorting: fc.Arbitrary<SortKey[]> = fc.uniqueArray(
  fc.record(
    { column: fc.constantFrom(...usageColumnNames), direction: fc.constantFrom('asc', 'desc') },
    { noNullPrototype: true },
  ),
  { selector: (key) => key.column },
);

/** The items in the order of a sorting, by a comparator and the stable sort of arrays: the oracle of `orderRows`. */
export function sortedItems(items: readonly UsageItem[], sorting: Sorting): UsageItem[] {
  return items.toSorted((a, b) => {
    for (const { column, direction } of sorting) {
      const missing = Number(a[column] === undefined) - Number(b[column] === undefined);
      if (missing !== 0) return missing;
      const result = compareBy[column](a, b);
      if (result !== 0) return direction === 'desc' ? -result : result;
    }
    return 0;
  });
}

const { compare } = new Intl.Collator('en', { numeric: true });
const compareBy: Record<SortColumn, (a: UsageItem, b: UsageItem) => number> = {
  message_id: ({ message_id: a }, { message_id: b }) => {
    if (typeof a === 'string' && typeof b === 'string') return compare(a, b);
    return typeof a === typeof b ? Number(a) - Number(b) : typeof a === 'number' ? -1 : 1;
  },
  timestamp: (a, b) => compareTimestamps(a.timestamp, b.timestamp),
  report_name: (a, b) => (a.report_name === undefined ? 0 : compare(a.report_name, b.report_name!)),
  credits_used: (a, b) => a.credits_used - b.credits_used,
};
