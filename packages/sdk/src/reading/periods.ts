import { civilDate, dayNumber, formatDay } from '../civil-date.ts';
import { extent, noSums, type Sums } from './days.ts';

/** What was used in one day, month or year of a time zone. */
export interface PeriodUsage {
  /** The first civil day of the calendar period: `2024-04-29`, `2024-04-01` or `2024-01-01`. */
  readonly start: string;
  readonly hundredths: number;
  /** The part of `hundredths` that reports priced. */
  readonly reportHundredths: number;
  readonly messages: number;
}

/** Usage over time, in steps that are few enough to draw. */
export interface UsagePeriods {
  readonly unit: 'day' | 'month' | 'year';
  /** Without a gap, from the first period with usage to the last. */
  readonly periods: readonly PeriodUsage[];
}

interface Grain {
  readonly unit: UsagePeriods['unit'];
  /** The number of the period that a day is in; periods are numbered in their order. */
  periodOf(day: number): number;
  /** The number of its first day. */
  startOf(period: number): number;
}

const days: Grain = { unit: 'day', periodOf: (day) => day, startOf: (day) => day };

const months: Grain = {
  unit: 'month',
  periodOf(day) {
    const { year, month } = civilDate(day);
    return year * 12 + month - 1;
  },
  startOf(period) {
    const year = Math.floor(period / 12);
    return dayNumber(year, period - year * 12 + 1, 1);
  },
};

const years: Grain = {
  unit: 'year',
  periodOf: (day) => civilDate(day).year,
  startOf: (year) => dayNumber(year, 1, 1),
};

/** Days when at most `maximum` of them reach from first to last, else months by the same rule, else years. */
export function listPeriods(sumsByDay: ReadonlyMap<number, Sums>, maximum: number): UsagePeriods {
  const [firstDay, lastDay] = extent(sumsByDay.keys());
  const count = (grain: Grain) => grain.periodOf(lastDay) - grain.periodOf(firstDay) + 1;
  const grain = [days, months].find((candidate) => count(candidate) <= maximum) ?? years;
  const first = grain.periodOf(firstDay);
  // Numbered by period, and not by day: ten thousand years are three million days.
  const periods = Array.from({ length: count(grain) }, (_, index) => ({
    start: formatDay(grain.startOf(first + index)),
    ...noSums(),
  }));
  for (const [day, sums] of sumsByDay) {
    const period = periods[grain.periodOf(day) - first]!;
    period.hundredths += sums.hundredths;
    period.reportHundredths += sums.reportHundredths;
    period.messages += sums.messages;
  }
  return { unit: grain.unit, periods };
}
