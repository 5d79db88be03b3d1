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
 * @param offsetAt The zone's offsets, where they are there already.
 */
export function dayStarts(timeZone: string, offsetAt = zoneOffsets(timeZone)): (number: number) => number {
  const dayOf = (instant: number) => Math.floor((instant + offsetAt(instant)) / day);
  return (number) => {
    const midnight = number * day;
    // No offset is as long as a day and a half, and no zone changes twice within three days.
    const [before, after] = [offsetAt(midnight - 1.5 * day), offsetAt(midnight + 1.5 * day)];
    if (before === after) return midnight - before;
    const [early, late] = [midnight - Math.max(before, after), midnight - Math.min(before, after)];
    const isStart = (instant: number) => dayOf(instant) >= number && dayOf(instant - 1) < number;
    if (isStart(early)) return early;
    return isStart(late) ? late : changeToDay(number, dayOf, early, late);
  };
}

/** Where clocks went forward over midnight, the day begins with the change. */
function changeToDay(number: number, dayOf: (instant: number) => number, early: number, late: number): number {
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (dayOf(middle) >= number) late = middle;
    else early = middle;
  }
  return late;
}
