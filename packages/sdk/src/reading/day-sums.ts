import { formatDay } from '../civil-date.ts';
import type { ColumnStore } from './column-store.ts';
import { civilDays, zoneOffsets } from './zone-offsets.ts';

/** What was used on one civil day of a time zone. */
export interface DayUsage {
  /** `2024-04-29` */
  readonly day: string;
  readonly amount: number;
  readonly messages: number;
}

/** What falls on one day, or on a longer stretch of days. */
export interface Sums {
  messages: number;
  amount: number;
  /** Of `amount`, by part. */
  readonly parts: number[];
}

export function noSums(parts: number): Sums {
  return { messages: 0, amount: 0, parts: new Array<number>(parts).fill(0) };
}

interface SumOptions {
  /** How many parts there are. */
  readonly parts?: number;
  /** The part of each name's code, 0 being none. */
  readonly partOf?: Uint32Array;
  /** The zone's offsets, where they are there already. */
  readonly offsetAt?: (instant: number) => number;
}

/** Sums by the number of the civil day, for the days with usage alone, in no order. */
export function sumByDay(
  { length, instants, amounts, nameCodes }: ColumnStore,
  timeZone: string,
  { parts = 0, partOf = new Uint32Array(), offsetAt = zoneOffsets(timeZone) }: SumOptions = {},
): Map<number, Sums> {
  const dayOf = civilDays(timeZone, offsetAt);
  const first = dayOf(instants.least);
  // An array is faster than a map, and a sparse one no larger. Where clocks went back, an index may be below 0.
  const days: Sums[] = [];
  for (let row = 0; row < length; row++) {
    const sums = (days[dayOf(instants.at(row)) - first] ??= noSums(parts));
    const amount = amounts.at(row);
    sums.amount += amount;
    sums.messages++;
    if (parts > 0) sums.parts[partOf[nameCodes.at(row)]!]! += amount;
  }
  return new Map(Object.entries(days).map(([index, sums]) => [first + Number(index), sums]));
}

/** Every civil date from the first day with usage to the last, days without usage and days that a zone skipped included. */
export function listDays(store: ColumnStore, timeZone: string): DayUsage[] {
  const sumsByDay = sumByDay(store, timeZone);
  const [first, last] = extent(sumsByDay.keys());
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const { amount, messages } = sumsByDay.get(first + index) ?? noSums(0);
    return { day: formatDay(first + index), amount, messages };
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
