import assert from 'node:assert/strict';
import type { UsageItem } from '../src/usage-item.ts';
import type { RowView, UsageRow } from '../src/reading/snapshot.ts';
import { instantByGrammar } from './timestamp-grammar.ts';

/** The item that a row stands for, after a look at what else the row says. */
export function itemOfRow({ id, instant, timestamp, reportName, amount, fields }: UsageRow): UsageItem {
  assert.equal(instant, instantByGrammar(timestamp));
  assert.deepEqual(Object.keys(fields), []);
  return {
    message_id: id,
    timestamp,
    ...(reportName !== undefined && { report_name: reportName }),
    credits_used: amount / 100,
  };
}

/** The items of all rows, in their order. */
export const itemsOfRows = (rows: RowView): UsageItem[] =>
  Array.from({ length: rows.length }, (_, index) => itemOfRow(rows.at(index)!));
