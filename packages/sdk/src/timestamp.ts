import { dayNumber, daysInMonth } from './civil-date.ts';

/**
 * An RFC 3339 date-time with offset to milliseconds since 1970, digits finer than a millisecond cut off.
 * Our own reading, since engines disagree on dates that do not exist. A leap second (`:60`) counts as `:59`.
 * @returns NaN for any other text.
 */
export function parseTimestamp(text: string): number {
  return parseDate(text) * 86_400_000 + parseTime(text);
}

/** The number of the day that a timestamp begins with; NaN where there is none. */
export function parseDate(text: string): number {
  // 2024-04-29T
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const separated = is(text, 4, 45) && is(text, 7, 45) && isEither(text, 10, 84);
  const exists = year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return separated && exists ? dayNumber(year, month, day) : NaN;
}

/** The milliseconds in UTC since the day that a timestamp begins with; NaN where there is no time with offset. */
export function parseTime(text: string): number {
  // 02:08:29[.375](Z|+01:00)
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  let end = 19;
  let milliseconds = 0;
  if (is(text, 19, 46)) {
    let unit = 100;
    for (let digit; (digit = text.charCodeAt(++end) - 48) >= 0 && digit <= 9; unit = (unit / 10) | 0)
      milliseconds += digit * unit;
  }
  const separated = is(text, 13, 58) && is(text, 16, 58) && end !== 20;
  const exists = hour <= 23 && minute <= 59 && second <= 60;
  const isUtc = isEither(text, end, 90) && text.length === end + 1;
  const minutes = hour * 60 + minute - (isUtc ? 0 : offsetMinutes(text, end));
  return separated && exists ? (minutes * 60 + Math.min(second, 59)) * 1000 + milliseconds : NaN;
}

/** The digits of a timestamp finer than a millisecond, without zeros at the end: what `parseTimestamp` cut off. */
export function finerDigits(timestamp: string): string {
  return /\.\d{3}(\d*[1-9])/.exec(timestamp)?.[1] ?? '';
}

/** How many digits a timestamp's fraction has, if `formatTimestamp` writes it as it is written; else undefined. */
export function canonicalDigits(timestamp: string): number | undefined {
  const { length } = timestamp;
  const plain = length <= 24 && is(timestamp, length - 1, 90) && is(timestamp, 10, 84) && !is(timestamp, 17, 54);
  return plain ? Math.max(0, length - 21) : undefined;
}

/** An instant as `2024-04-29T02:08:29.375Z`, with 0 to 3 digits after the seconds. */
export function formatTimestamp(instant: number, digits: number): string {
  return `${new Date(instant).toISOString().slice(0, digits ? 20 + digits : 19)}Z`;
}

function offsetMinutes(text: string, at: number): number {
  const sign = is(text, at, 43) ? 1 : is(text, at, 45) ? -1 : NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  const valid = is(text, at + 3, 58) && text.length === at + 6 && hours <= 23 && minutes <= 59;
  return valid ? sign * (hours * 60 + minutes) : NaN;
}

/** Far above any range where there are none: a comparison with NaN would cost the speed of whole numbers. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1e4;
}

function is(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code;
}

/** A letter in either case. */
function isEither(text: string, at: number, upper: number): boolean {
  return is(text, at, upper) || is(text, at, upper + 32);
}
