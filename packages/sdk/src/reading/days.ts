import { formatDay } from '../civil-date.ts';
import type { UsageColumns } from './columns.ts';
import { civilDays } from './zone-offsets.ts';

/** What was used on one civil day of a time zone. */
export interface DayUsage {
  /** `2024-04-29` */
  readonly day: string;
  readonly hundredths: number;
  readonly messages: number;
}

/** What falls on one day, or on a longer stretch of days. */
export interface Sums {
  hundredths: number;
  /** The part of `hundredths` that reports priced. */
  reportHundredths: number;
  messages: number;
}

/** Sums by the number of the civil day, for the days with usage alone, in no order. */
export function sumByDay(columns: UsageColumns, timeZone: string): Map<number, Sums> {
  const { length, instants, hundredths, nameCodes } = columns;
  const dayOf = civilDays(timeZone);
  const first = dayOf(instants.least);
  // An array is faster than a map, and a sparse one no larger. Where clocks went back, an index may be below 0.
  const days: Sums[] = [];
  for (let row = 0; row < length; row++) {
    const sums = (days[dayOf(instants.at(row)) - first] ??= noSums());
    const credits = hundredths.at(row);
    sums.hundredths += credits;
    if (nameCodes.at(row) > 0) sums.reportHundredths += credits;
    sums.messages++;
  }
  return new Map(Object.entries(days).map(([index, sums]) => [first + Number(index), sums]));
}

/** Every civil date from the first day with usage to the last, days without usage and days that a zone skipped included. */
export function listDays(sumsByDay: ReadonlyMap<number, Sums>): DayUsage[] {
  const [first, last] = extent(sumsByDay.keys());
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const { hundredths, messages } = sumsByDay.get(first + index) ?? noSums();
    return { day: formatDay(first + index), hundredths, messages };
  });
}

/** The least and the greatest; an empty span, whose length is 0, where there is none. */
export function extent(numbers: Iterable<number>): [first: number, last: number] {
  let first = Infinity;
  let last = -Infinity;
  for (const number of numbers) {
    if (number < first) first = number;
    if (number > last) last = number;
  }
  return first <= last ? [first, last] : [0, -1];
}

export function noSums(): Sums {
  return { hundredths: 0, reportHundredths: 0, messages: 0 };
}
