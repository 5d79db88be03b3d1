import { civilDate, dayNumber } from '../civil-date.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** A way to count time in stretches of whole civil days; stretches are numbered in their order. */
export interface Calendar {
  /** The number of the stretch that a day is in. */
  numberOf(day: number): number;
  /** The number of its first day. */
  startOf(number: number): number;
}

const days: Calendar = { numberOf: (day) => day, startOf: (day) => day };

const months: Calendar = {
  numberOf(day) {
    const { year, month } = civilDate(day);
    return year * 12 + month - 1;
  },
  startOf(number) {
    const year = Math.floor(number / 12);
    return dayNumber(year, number - year * 12 + 1, 1);
  },
};

const years: Calendar = {
  numberOf: (day) => civilDate(day).year,
  startOf: (year) => dayNumber(year, 1, 1),
};

export const calendars = { day: days, month: months, year: years } as const;

const day = 86_400_000;

/**
 * The first instant of a civil day in a time zone, in milliseconds since 1970, as a function of the day's number. A day
 * that the zone skipped begins and ends where it would have been.
 */
export function dayStarts(timeZone: string): (number: number) => number {
  const offsetAt = zoneOffsets(timeZone);
  const dayOf = (instant: number) => Math.floor((instant + offsetAt(instant)) / day);
  return (number) => {
    const midnight = number * day;
    // No offset is longer than a day and a half away, and no zone changes twice in so short a time.
    const [first, second] = [offsetAt(midnight - 1.5 * day), offsetAt(midnight + 1.5 * day)];
    const starts = [midnight - Math.max(first, second), midnight - Math.min(first, second)] as const;
    return starts.find((start) => dayOf(start) >= number && dayOf(start - 1) < number) ?? midnight - first;
  };
}
