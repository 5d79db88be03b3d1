import type { UsageItem } from '../contract.ts';
import { addHundredths, fromHundredths, toHundredthsWithNoise } from '../hundredths.ts';
import { finerDigits, parseTimestamp } from '../timestamp.ts';

/** Usage items by column: row `i` is the value at `i` in each. */
export interface UsageColumns {
  readonly length: number;
  readonly ids: readonly (number | string)[];
  /** As the upstream wrote them. */
  readonly timestamps: readonly string[];
  /** Does any timestamp tell more than milliseconds? */
  readonly hasFinerDigits: boolean;
  /** Milliseconds since 1970. */
  readonly instants: Float64Array;
  readonly hundredths: Float64Array;
  /** 0 for a row without a name, else one more than the place in `names`. */
  readonly nameCodes: Uint32Array;
  /** Each name once, in the order of its first row. */
  readonly names: readonly string[];
  readonly totalHundredths: number;
}

/**
 * Puts items that passed the contract into columns.
 * @throws {UsageError} `total_too_large`
 */
export function toColumns(items: readonly UsageItem[]): UsageColumns {
  const { length } = items;
  const instants = new Float64Array(length);
  const hundredths = new Float64Array(length);
  const nameCodes = new Uint32Array(length);
  const codes = new Map<string, number>();
  let hasFinerDigits = false;
  let totalHundredths = 0;
  items.forEach(({ timestamp, report_name, credits_used }, row) => {
    const credits = toHundredthsWithNoise(credits_used) ?? NaN;
    totalHundredths = addHundredths(totalHundredths, credits);
    instants[row] = parseTimestamp(timestamp);
    // Most servers write 24 characters, as in 2024-04-29T02:08:29.375Z.
    hasFinerDigits ||= timestamp.length > 24 && finerDigits(timestamp) !== '';
    hundredths[row] = credits;
    if (report_name === undefined) return;
    const code = codes.get(report_name) ?? codes.size + 1;
    codes.set(report_name, code);
    nameCodes[row] = code;
  });
  return {
    length,
    ids: items.map((item) => item.message_id),
    timestamps: items.map((item) => item.timestamp),
    hasFinerDigits,
    instants,
    hundredths,
    nameCodes,
    names: [...codes.keys()],
    totalHundredths,
  };
}

/** The name of a row, or undefined where no report priced it. */
export function nameAt({ nameCodes, names }: UsageColumns, row: number): string | undefined {
  return names[nameCodes[row]! - 1];
}

/** A fresh item; the row must exist. */
export function itemAt(columns: UsageColumns, row: number): UsageItem {
  const name = nameAt(columns, row);
  return {
    message_id: columns.ids[row]!,
    timestamp: columns.timestamps[row]!,
    ...(name !== undefined && { report_name: name }),
    credits_used: fromHundredths(columns.hundredths[row]!),
  };
}
