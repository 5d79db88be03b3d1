import { fromAmount } from '../amounts.ts';
import { formatTimestamp } from '../timestamp.ts';
import type { UsageItem } from '../usage-item.ts';
import type { Integers } from './integers.ts';
import type { UsageRow } from './snapshot.ts';

/** Texts of a few rows, by row: sparse, and empty where no row has one. */
export type SparseTexts = readonly (string | undefined)[];

/** Usage items by column: row `i` is the value at `i` in each. */
export interface ColumnStore {
  readonly length: number;
  /** 0 for a row whose id is a text. */
  readonly ids: Integers;
  readonly textIds: SparseTexts;
  /** Milliseconds since 1970. */
  readonly instants: Integers;
  /** How many digits the fraction of a timestamp has. */
  readonly fractionDigits: Uint8Array;
  /** The timestamps that instant and digits do not tell as they were written. */
  readonly timestamps: SparseTexts;
  readonly amounts: Integers;
  /** 0 for a row without a name, else one more than the place in `names`. */
  readonly nameCodes: Integers;
  /** Each name once, in the order of its first row. */
  readonly names: readonly string[];
  readonly totalAmount: number;
}

export function idAt({ ids, textIds }: ColumnStore, row: number): number | string {
  return textIds[row] ?? ids.at(row);
}

/** As the upstream wrote it. */
export function timestampAt({ timestamps, instants, fractionDigits }: ColumnStore, row: number): string {
  return timestamps[row] ?? formatTimestamp(instants.at(row), fractionDigits[row]!);
}

/** A fresh item; the row must exist. */
export function itemAt(columns: ColumnStore, row: number): UsageItem {
  const name = columns.names[columns.nameCodes.at(row) - 1];
  return {
    message_id: idAt(columns, row),
    timestamp: timestampAt(columns, row),
    ...(name !== undefined && { report_name: name }),
    credits_used: fromAmount(columns.amounts.at(row)),
  };
}

/** A fresh row; it must exist. */
export function rowAt(store: ColumnStore, row: number): UsageRow {
  const id = idAt(store, row);
  const instant = store.instants.at(row);
  const timestamp = timestampAt(store, row);
  const amount = store.amounts.at(row);
  const reportName = store.names[store.nameCodes.at(row) - 1];
  // Spread, it would take half as long again.
  return reportName === undefined
    ? { id, instant, timestamp, amount, fields: noFields }
    : { id, instant, timestamp, reportName, amount, fields: noFields };
}

/** Without a prototype: no name of a dimension is one of an object's own. */
const noFields: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);
