import type { UsageItem } from '../contract.ts';
import { fromHundredths } from '../hundredths.ts';
import { formatTimestamp } from '../timestamp.ts';
import type { Integers } from './integers.ts';

/** Texts of a few rows, by row: sparse, and empty where no row has one. */
export type SparseTexts = readonly (string | undefined)[];

/** Usage items by column: row `i` is the value at `i` in each. */
export interface UsageColumns {
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
  readonly hundredths: Integers;
  /** 0 for a row without a name, else one more than the place in `names`. */
  readonly nameCodes: Integers;
  /** Each name once, in the order of its first row. */
  readonly names: readonly string[];
  readonly totalHundredths: number;
}

export function idAt({ ids, textIds }: UsageColumns, row: number): number | string {
  return textIds[row] ?? ids.at(row);
}

/** As the upstream wrote it. */
export function timestampAt({ timestamps, instants, fractionDigits }: UsageColumns, row: number): string {
  return timestamps[row] ?? formatTimestamp(instants.at(row), fractionDigits[row]!);
}

/** A fresh item; the row must exist. */
export function itemAt(columns: UsageColumns, row: number): UsageItem {
  const name = columns.names[columns.nameCodes.at(row) - 1];
  return {
    message_id: idAt(columns, row),
    timestamp: timestampAt(columns, row),
    ...(name !== undefined && { report_name: name }),
    credits_used: fromHundredths(columns.hundredths.at(row)),
  };
}
