import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/contract.ts';
import { toColumns } from '../src/reading/gate.ts';
import { listDays, sumByDay } from '../src/reading/days.ts';
import { listPeriods, type UsagePeriods } from '../src/reading/periods.ts';
import { manyItems } from './many-items.ts';
import { dayByTemporal } from './timestamp-grammar.ts';
import { item, someItems } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

function periodsOf(items: UsageItem[], timeZone = 'UTC', maximum = 400): UsagePeriods {
  return listPeriods(sumByDay(toColumns(items), timeZone), maximum);
}

const at = (...timestamps: string[]) => timestamps.map((timestamp) => item({ timestamp }));

const units: [first: string, last: string, unit: string, count: number, why: string][] = [
  ['2024-01-01T12:00:00Z', '2024-01-01T12:00:00Z', 'day', 1, 'one message'],
  ['2023-01-01T12:00:00Z', '2024-02-04T12:00:00Z', 'day', 400, '400 days are still days'],
  ['2023-01-01T12:00:00Z', '2024-02-05T12:00:00Z', 'month', 14, '401 days become months'],
  ['1990-03-15T12:00:00Z', '2023-06-01T12:00:00Z', 'month', 400, '400 months are still months'],
  ['1990-03-15T12:00:00Z', '2023-07-01T12:00:00Z', 'year', 34, '401 months become years'],
  ['0000-01-01T12:00:00Z', '9999-12-31T12:00:00Z', 'year', 10_000, 'however many years are years'],
];
for (const [first, last, unit, count, why] of units) {
  test(why, () => {
    const result = periodsOf(at(last, first));
    assert.equal(result.unit, unit);
    assert.equal(result.periods.length, count);
  });
}

test('no items have no periods', () => {
  assert.deepEqual(periodsOf([]), { unit: 'day', periods: [] });
});

test('a period tells what reports priced beside what was used at all', () => {
  const items = [
    item({ credits_used: 79, report_name: 'Short Lease' }),
    item({ credits_used: 1.2 }),
    item({ timestamp: '2024-05-01T00:00:00Z', credits_used: 2 }),
  ];
  assert.deepEqual(periodsOf(items).periods, [
    { start: '2024-04-29', amount: 8020, reportAmount: 7900, messages: 2 },
    { start: '2024-04-30', amount: 0, reportAmount: 0, messages: 0 },
    { start: '2024-05-01', amount: 200, reportAmount: 0, messages: 1 },
  ]);
});

test('months and years start on their first day, and none is left out', () => {
  const starts = (items: UsageItem[], maximum: number) => periodsOf(items, 'UTC', maximum).periods.map((p) => p.start);
  const items = at('2023-11-30T12:00:00Z', '2024-02-29T12:00:00Z');
  assert.deepEqual(starts(items, 4), ['2023-11-01', '2023-12-01', '2024-01-01', '2024-02-01']);
  assert.deepEqual(starts(items, 3), ['2023-01-01', '2024-01-01']);
  const ancient = periodsOf(at('0000-01-01T00:00:00Z', '0000-03-01T00:00:00Z'), 'America/New_York', 4).periods;
  assert.deepEqual(
    ancient.map((p) => p.start),
    ['-000001-12-01', '0000-01-01', '0000-02-01'],
  );
});

test('the time zone decides the period', () => {
  const items = at('2023-12-31T23:30:00Z', '2020-06-01T00:00:00Z');
  assert.equal(periodsOf(items, 'UTC').periods.at(-1)?.start, '2023-12-01');
  assert.equal(periodsOf(items, 'Europe/Paris').periods.at(-1)?.start, '2024-01-01');
});

test('the widest time, cut at the ends of RFC 3339, has 10,002 years', () => {
  const { unit, periods } = periodsOf(at('0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'));
  assert.equal(unit, 'year');
  assert.deepEqual(
    [periods.length, periods[0]?.start, periods.at(-1)?.start],
    [10_002, '-000001-01-01', '+010000-01-01'],
  );
});

test('at any grain, periods add up to the total, and to the days within them', () => {
  fc.assert(
    fc.property(someItems, anyTimeZone, fc.constantFrom(1, 12, 400), (items, timeZone, maximum) => {
      const columns = toColumns(items);
      const { periods } = periodsOf(items, timeZone, maximum);
      const sum = (key: 'amounts' | 'reportAmount' | 'messages') => periods.reduce((all, p) => all + p[key], 0);
      assert.equal(sum('amounts'), columns.totalAmount);
      assert.equal(sum('messages'), columns.length);
      const named = items.filter((each) => each.report_name !== undefined);
      assert.equal(sum('reportAmount'), toColumns(named).totalAmount);
    }),
  );
});

test('each day is counted in the period that it is in', () => {
  const in2024 = fc.integer({ min: Date.UTC(2023, 6), max: Date.UTC(2025, 5) }).map((at) => new Date(at).toISOString());
  fc.assert(
    fc.property(fc.array(in2024, { minLength: 1, maxLength: 20 }), anyTimeZone, (timestamps, timeZone) => {
      const sums = sumByDay(toColumns(at(...timestamps)), timeZone);
      const messages = new Map<string, number>();
      for (const day of listDays(sums)) {
        const month = `${day.day.slice(0, 7)}-01`;
        messages.set(month, (messages.get(month) ?? 0) + day.messages);
      }
      const { unit, periods } = listPeriods(sums, 30);
      fc.pre(unit === 'month');
      assert.deepEqual(new Map(periods.map((p) => [p.start, p.messages])), messages);
    }),
  );
});

for (const [unit, maximum, startOf] of [
  ['day', 4000, (day) => day],
  ['month', 400, (day) => `${day.slice(0, -2)}01`],
  ['year', 12, (day) => `${day.slice(0, -5)}01-01`],
] as [UsagePeriods['unit'], number, (day: string) => string][]) {
  test(`ten thousand rows have the ${unit}s that Temporal's days are in`, () => {
    const many = manyItems();
    for (const timeZone of ['UTC', 'Pacific/Apia']) {
      const result = periodsOf(many, timeZone, maximum);
      const expected = new Map<string, [amount: bigint, byReports: bigint, messages: number]>();
      for (const { timestamp, report_name, credits_used } of many) {
        const start = startOf(dayByTemporal(timestamp, timeZone));
        const credits = BigInt(Math.round(credits_used * 100));
        const [amount, byReports, messages] = expected.get(start) ?? [0n, 0n, 0];
        expected.set(start, [amount + credits, byReports + (report_name ? credits : 0n), messages + 1]);
      }
      const used = result.periods.filter(({ messages }) => messages > 0);
      assert.equal(result.unit, unit);
      assert.deepEqual(
        new Map(used.map((p) => [p.start, [BigInt(p.amount), BigInt(p.reportAmount), p.messages]])),
        expected,
      );
    }
  });
}
