import { Temporal } from 'temporal-polyfill';
import type { UsageItem } from '../src/usage-item.ts';
import type { SummaryQuery } from '../src/reading/query.ts';
import { dayByTemporal, instantByGrammar } from './timestamp-grammar.ts';

type Step = 'day' | 'month' | 'year';

const startOf: Record<Step, (date: Temporal.PlainDate) => Temporal.PlainDate> = {
  day: (date) => date,
  month: (date) => date.with({ day: 1 }),
  year: (date) => date.with({ month: 1, day: 1 }),
};

/** The first instant of a civil day, or of the first one that is there after it. */
export const startByTemporal = (date: Temporal.PlainDate, timeZone: string): number =>
  date.toZonedDateTime({ timeZone }).epochMilliseconds;

/**
 * What a summary has to say of items, but for its revision: sums by BigInt, the calendar by Temporal, every row looked at
 * by itself.
 */
export function summaryByTemporal(items: readonly UsageItem[], query: SummaryQuery) {
  const { timeZone, granularity: asked = 'auto', breakdownBy, top = breakdownBy === undefined ? 0 : 4 } = query;
  const rows = items.map(({ timestamp, report_name: name = null, credits_used }) => ({
    day: dayByTemporal(timestamp, timeZone),
    name,
    instant: instantByGrammar(timestamp),
    amount: BigInt(Math.round(credits_used * 100)),
  }));
  const sumOf = (own: typeof rows) => ({
    messages: own.length,
    amount: Number(own.reduce((sum, { amount }) => sum + amount, 0n)),
  });

  const names = [...new Set(rows.map(({ name }) => name))].filter((name) => name !== null);
  const amountOf = (name: string) => sumOf(rows.filter((row) => row.name === name)).amount;
  // Sorting is stable: names of one amount stay in the order of their first row.
  const named = names.toSorted((one, other) => amountOf(other) - amountOf(one)).slice(0, top);
  const others = names.filter((name) => !named.includes(name));
  const kinds = [
    ...named.map((value) => ({ kind: 'value', value, has: (name: string | null) => name === value })),
    { kind: 'other', value: '', values: others.length, has: (name: string | null) => others.includes(name!) },
    { kind: 'none', value: '', has: (name: string | null) => name === null },
  ].filter(({ has }) => rows.some(({ name }) => has(name)));

  const { granularity, starts } = bucketsOf(
    rows.map(({ day }) => day),
    asked as Step | 'auto',
  );
  const dates = rows.map(({ day }) => startOf[granularity](Temporal.PlainDate.from(day)).toString());
  const buckets = starts.slice(0, -1).map((start, index) => {
    const own = rows.filter((_, row) => dates[row] === start.toString());
    return {
      start: start.toString(),
      from: startByTemporal(start, timeZone),
      until: startByTemporal(starts[index + 1]!, timeZone),
      ...sumOf(own),
      parts: kinds.map(({ has }) => sumOf(own.filter(({ name }) => has(name))).amount),
    };
  });
  const instants = rows.map(({ instant }) => instant).sort((one, other) => one - other);
  return {
    scale: 2,
    ...sumOf(rows),
    selected: sumOf(rows),
    ...(rows.length > 0 && { first: instants[0], last: instants.at(-1) }),
    granularity,
    parts: kinds.map(({ has, ...part }) => ({ ...part, ...sumOf(rows.filter(({ name }) => has(name))) })),
    buckets,
  };
}

/** The first days of all buckets, without a gap, and of the one that would follow. */
function bucketsOf(days: readonly string[], asked: Step | 'auto'): { granularity: Step; starts: Temporal.PlainDate[] } {
  const dates = days
    .map((day) => Temporal.PlainDate.from(day))
    .sort((one, other) => Temporal.PlainDate.compare(one, other));
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return { granularity: asked === 'auto' ? 'day' : asked, starts: [] };
  const count = (step: Step) => startOf[step](first).until(startOf[step](last), { largestUnit: step })[`${step}s`] + 1;
  const fits = (['day', 'month', 'year'] as const).find((step) => count(step) <= 400);
  const granularity = asked === 'auto' ? (fits ?? 'year') : asked;
  const starts = Array.from({ length: count(granularity) + 1 }, (_, index) =>
    startOf[granularity](first).add({ [`${granularity}s`]: index }),
  );
  return { granularity, starts };
}
