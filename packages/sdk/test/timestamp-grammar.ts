import { Temporal } from 'temporal-polyfill';

const date = '(\\d{4})-(\\d\\d)-(\\d\\d)';
const time = '([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d|60)(?:\\.(\\d+))?';
const offset = '(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))';
const grammar = new RegExp(`^${date}[Tt]${time}${offset}$`);

/**
 * RFC 3339, 5.6, by an expression and by what Date makes of parts: the oracle of `parseTimestamp`.
 * @returns NaN for what is no timestamp.
 */
export function instantByGrammar(text: string): number {
  const parts = grammar.exec(text);
  if (!parts) return NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  date.setUTCHours(hour, minute, Math.min(second, 59), Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0')));
  const [sign, hours, minutes] = parts.slice(8);
  return date.getTime() - (sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0);
}

/** The civil day of a timestamp in a time zone, by Temporal. */
export function dayByTemporal(timestamp: string, timeZone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(instantByGrammar(timestamp));
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Compares timestamps to the last digit of their fractions. */
export function compareTimestamps(a: string, b: string): number {
  const [fractionA, fractionB] = [fractionOf(a), fractionOf(b)];
  const digits = Math.max(fractionA.length, fractionB.length);
  const finer = BigInt(fractionA.padEnd(digits, '0') || 0) - BigInt(fractionB.padEnd(digits, '0') || 0);
  return secondOf(a) - secondOf(b) || Number(finer > 0n) - Number(finer < 0n);
}

const fractionOf = (text: string) => grammar.exec(text)?.[7] ?? '';
const secondOf = (text: string) => Math.floor(instantByGrammar(text) / 1000);
