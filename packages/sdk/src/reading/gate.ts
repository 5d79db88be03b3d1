import { parseUsageItems } from '../contract.ts';
import { addAmounts, toAmountWithNoise } from '../amounts.ts';
import { canonicalDigits, parseDate, parseTime } from '../timestamp.ts';
import { isMessageId, isOptionalName, type UsageItem } from '../usage-item.ts';
import type { ColumnStore } from './column-store.ts';
import { Integers } from './integers.ts';

/**
 * Checks usage items by the rules of the reading side and puts them into columns, in one pass. The schema of the contract
 * has the last word: at the first doubt all of them go through it.
 * @throws {ContractError} that names the first rule broken and where.
 * @throws {UsageError} `total_too_large`
 */
export function toColumns(items: unknown): ColumnStore {
  return (Array.isArray(items) && passGate(items)) || (passGate(parseUsageItems(items)) as ColumnStore);
}

/** Undefined at the first doubt. */
function passGate(items: readonly unknown[]): ColumnStore | undefined {
  const { length } = items;
  const ids = new Integers(length);
  const textIds: string[] = [];
  const instants = new Integers(length);
  const fractionDigits = new Uint8Array(length);
  const timestamps: string[] = [];
  const amounts = new Integers(length);
  const nameCodes = new Integers(length);
  const names: string[] = [];
  const codes = new Map<string, number>();
  // In an array, since a variable of this size would be a new object for every row.
  const total = new Float64Array(1);

  // A function, since engines optimise what is called often sooner than what loops long.
  const admit = (item: unknown, row: number): boolean => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    // Each is read once: what is checked is what is kept, also where a getter has other plans.
    const { message_id, timestamp, report_name, credits_used } = item as { [Key in keyof UsageItem]: unknown };
    if (!isMessageId(message_id) || typeof timestamp !== 'string') return false;
    // In two parts, since a larger number that a function returns may be a new object each time.
    const instant = parseDate(timestamp) * 86_400_000 + parseTime(timestamp);
    const credits = toAmountWithNoise(credits_used);
    if (Number.isNaN(instant) || credits === undefined) return false;
    if (!isOptionalName(report_name)) return false;
    let code = report_name ? codes.get(report_name) : 0;
    if (code === undefined) codes.set(report_name!, (code = names.push(report_name!)));

    if (typeof message_id === 'string') textIds[row] = message_id;
    ids.set(row, typeof message_id === 'string' ? 0 : message_id);
    const digits = canonicalDigits(timestamp);
    if (digits === undefined) timestamps[row] = timestamp;
    else fractionDigits[row] = digits;
    instants.set(row, instant);
    amounts.set(row, credits);
    total[0]! += credits;
    nameCodes.set(row, code);
    return true;
  };
  for (let row = 0; row < length; row++) if (!admit(items[row], row)) return undefined;
  return {
    length,
    ids: ids.narrow(),
    textIds,
    instants: instants.narrow(),
    fractionDigits,
    timestamps,
    amounts: amounts.narrow(),
    nameCodes: nameCodes.narrow(),
    names,
    // Up to 2^53 - 1 each step was exact, and a sum that passed it does not come back.
    totalAmount: addAmounts(total[0]!, 0),
  };
}
