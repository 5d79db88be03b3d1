import { unsafeCSS, type CSSResult } from 'lit';
import type { SortColumn } from '@usage/sdk';

const columns = ['message_id', 'timestamp', 'credits_used'] as const satisfies SortColumn[];
const shortest = 8;
const longest = 40;

/**
 * Where no script sets how long the longest text of a column is, on a server, a class does: a page's policy may forbid
 * style attributes.
 */
export function servedWidths(): CSSResult {
  const lengths = Array.from({ length: longest - shortest + 1 }, (_, index) => shortest + index);
  const rules = columns.flatMap((column) => lengths.map((length) => `.${column}-${length}{--_${column}:${length}ch}`));
  return unsafeCSS(rules.join(''));
}

/** @param lengths The longest text of each column, in characters. */
export function widthClasses(lengths: Partial<Record<SortColumn, number>>): string {
  return columns
    .map((column) => ` ${column}-${Math.min(Math.max((lengths[column] ?? 0) + 1, shortest), longest)}`)
    .join('');
}
