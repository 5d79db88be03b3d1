import { dayNumber, daysInMonth } from './civil-date.ts';

/**
 * An RFC 3339 date-time with offset to milliseconds since 1970, digits finer than a millisecond cut off.
 * Our own reading, since engines disagree on dates that do not exist. A leap second (`:60`) counts as `:59`.
 * @returns NaN for anything else.
 */
export function parseTimestamp(text: string): number {
  // 2024-04-29T02:08:29[.375](Z|+01:00)
  if (!(is(text, 4, 45) && is(text, 7, 45) && isEither(text, 10, 84) && is(text, 13, 58) && is(text, 16, 58)))
    return NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const inRange = month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 60;
  if (!inRange || !(day <= daysInMonth(year, month))) return NaN;

  const end = fractionEnd(text);
  const offset = offsetMinutes(text, end);
  const time = ((hour * 60 + minute - offset) * 60 + Math.min(second, 59)) * 1000 + milliseconds(text, end);
  return end === 20 ? NaN : dayNumber(year, month, day) * 86_400_000 + time;
}

/** The digits finer than a millisecond, without zeros at the end: what `parseTimestamp` cut off. */
export function finerDigits(text: string): string {
  return text.slice(23, Math.max(23, fractionEnd(text))).replace(/0+$/, '');
}

/** Where the fraction ends: 19 without one, 20 for a point without digits. */
function fractionEnd(text: string): number {
  if (!is(text, 19, 46)) return 19;
  let end = 20;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function milliseconds(text: string, end: number): number {
  return end === 19 ? 0 : Number(text.slice(20, Math.min(end, 23)).padEnd(3, '0'));
}

function offsetMinutes(text: string, at: number): number {
  if (isEither(text, at, 90)) return text.length === at + 1 ? 0 : NaN;
  const sign = is(text, at, 43) ? 1 : is(text, at, 45) ? -1 : NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  const valid = is(text, at + 3, 58) && text.length === at + 6 && hours <= 23 && minutes <= 59;
  return valid ? sign * (hours * 60 + minutes) : NaN;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 48) * 10 + ones - 48 : NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function is(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code;
}

/** A letter in either case. */
function isEither(text: string, at: number, upper: number): boolean {
  return is(text, at, upper) || is(text, at, upper + 32);
}
