// Days are numbered from 1970-01-01 in the proleptic Gregorian calendar, which is the one of Date in UTC.

const millisecondsPerDay = 86_400_000;

/** A date in the proleptic Gregorian calendar; `month` and `day` count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The number of the day, 1970-01-01 being 0; for years from -400,000 on, as far as a Date reaches.
 * @see Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
 */
export function dayNumber(year: number, month: number, day: number): number {
  // Years that begin in March, and 400,000 more of them, so that whole numbers above 0 are all there is.
  const y = (month > 2 ? year : year - 1) + 400_000;
  const century = (y / 100) | 0;
  const dayOfYear = ((153 * ((month + 9) % 12) + 2) / 5) | 0;
  return y * 365 + (y >> 2) - century + (century >> 2) + dayOfYear + day - 146_816_469;
}

/** The date of a day's number. */
export function civilDate(number: number): CivilDate {
  const date = new Date(number * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2024-04-29`; a year outside 0 to 9999 gets a sign and six digits, as in ISO 8601 and Temporal. */
export function formatDay(number: number): string {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, -14);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
