import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { SummaryQuery } from '../src/reading/query.ts';
import type { UsageSummary } from '../src/reading/snapshot.ts';
import { manyItems } from './many-items.ts';
import { dayByTemporal } from './timestamp-grammar.ts';
import { item, someItems } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

function summaryOf(items: UsageItem[], query: Partial<SummaryQuery> = {}): UsageSummary {
  return UsageLedger.from(items).summary({ timeZone: 'UTC', ...query });
}

const at = (...timestamps: string[]) => timestamps.map((timestamp) => item({ timestamp }));

const limits: [first: string, last: string, granularity: string, count: number, why: string][] = [
  ['2024-01-01T12:00:00Z', '2024-01-01T12:00:00Z', 'day', 1, 'one message'],
  ['2023-01-01T12:00:00Z', '2024-02-04T12:00:00Z', 'day', 400, '400 days are still days'],
  ['2023-01-01T12:00:00Z', '2024-02-05T12:00:00Z', 'month', 14, '401 days become months'],
  ['1990-03-15T12:00:00Z', '2023-06-01T12:00:00Z', 'month', 400, '400 months are still months'],
  ['1990-03-15T12:00:00Z', '2023-07-01T12:00:00Z', 'year', 34, '401 months become years'],
  ['0000-01-01T12:00:00Z', '9999-12-31T12:00:00Z', 'year', 10_000, 'however many years are years'],
];
for (const [first, last, granularity, count, why] of limits) {
  test(why, () => {
    for (const query of [{}, { granularity: 'auto' }] as const) {
      const result = summaryOf(at(last, first), query);
      assert.equal(result.granularity, granularity);
      assert.equal(result.buckets.length, count);
    }
  });
}

test('a granularity that is asked for is answered, however many buckets that makes', () => {
  const items = at('2023-01-01T12:00:00Z', '2024-12-31T12:00:00Z');
  for (const [granularity, count] of [
    ['day', 731],
    ['month', 24],
    ['year', 2],
  ] as const) {
    const result = summaryOf(items, { granularity });
    assert.deepEqual([result.granularity, result.buckets.length], [granularity, count]);
  }
});

test('no items have a summary without buckets and parts', () => {
  for (const granularity of ['day', 'month', 'year', undefined] as const) {
    for (const timeZone of ['UTC', 'Europe/London', 'Pacific/Apia']) {
      const { revision, ...summary } = summaryOf([], { timeZone, granularity, breakdownBy: 'report_name' });
      assert.equal(revision, UsageLedger.from([]).revision);
      assert.deepEqual(summary, {
        scale: 2,
        messages: 0,
        amount: 0,
        selected: { messages: 0, amount: 0 },
        granularity: granularity ?? 'day',
        parts: [],
        buckets: [],
      });
    }
  }
});

test('a bucket tells what reports priced, and what they did not', () => {
  const items = [
    item({ credits_used: 79, report_name: 'Short Lease' }),
    item({ credits_used: 1.2 }),
    item({ timestamp: '2024-05-01T00:00:00Z', credits_used: 2 }),
  ];
  const { parts, buckets } = summaryOf(items);
  assert.deepEqual(parts, [
    { kind: 'other', value: '', messages: 1, amount: 7900, values: 1 },
    { kind: 'none', value: '', messages: 2, amount: 320 },
  ]);
  const day = (date: number) => Date.UTC(2024, 3, date);
  assert.deepEqual(buckets, [
    { start: '2024-04-29', from: day(29), until: day(30), amount: 8020, parts: [7900, 120], messages: 2 },
    { start: '2024-04-30', from: day(30), until: day(31), amount: 0, parts: [0, 0], messages: 0 },
    { start: '2024-05-01', from: day(31), until: day(32), amount: 200, parts: [0, 200], messages: 1 },
  ]);
});

test('the dearest names are parts of their own, largest first, in the order of their first row where they cost the same', () => {
  const costs = { ant: 2, bee: 3, cat: 2, dog: 9, elk: 0, fox: 1 };
  const items = Object.entries(costs).flatMap(([report_name, credits_used]) => [
    item({ report_name, credits_used }),
    item({ report_name, credits_used: 0 }),
  ]);
  const partsOf = (query: Partial<SummaryQuery>, own = items) =>
    summaryOf(own, query).parts.map(({ kind, value, amount, messages, values }) =>
      [kind === 'value' ? value : kind, amount / 100, messages, ...(values === undefined ? [] : [values])].join(' '),
    );
  const all = ['dog 9 2', 'bee 3 2', 'ant 2 2', 'cat 2 2', 'fox 1 2', 'elk 0 2'];
  assert.deepEqual(partsOf({ breakdownBy: 'report_name' }), [...all.slice(0, 4), 'other 1 4 2']);
  assert.deepEqual(partsOf({ breakdownBy: 'report_name', top: 0 }), ['other 17 12 6']);
  assert.deepEqual(partsOf({ top: 3 }), [...all.slice(0, 3), 'other 3 6 3']);
  assert.deepEqual(partsOf({ top: 5 }), [...all.slice(0, 5), 'other 0 2 1']);
  assert.deepEqual(partsOf({ top: 6 }), all);
  assert.deepEqual(partsOf({ top: 1000 }), all);
  assert.deepEqual(partsOf({ top: 6 }, [item({ credits_used: 0 }), ...items]), [...all, 'none 0 1']);
});

test('months and years start on their first day, and none is left out', () => {
  const starts = (items: UsageItem[], granularity: 'month' | 'year', timeZone = 'UTC') =>
    summaryOf(items, { timeZone, granularity }).buckets.map(({ start }) => start);
  const items = at('2023-11-30T12:00:00Z', '2024-02-29T12:00:00Z');
  assert.deepEqual(starts(items, 'month'), ['2023-11-01', '2023-12-01', '2024-01-01', '2024-02-01']);
  assert.deepEqual(starts(items, 'year'), ['2023-01-01', '2024-01-01']);
  const ancient = at('0000-01-01T00:00:00Z', '0000-03-01T00:00:00Z');
  assert.deepEqual(starts(ancient, 'month', 'America/New_York'), ['-000001-12-01', '0000-01-01', '0000-02-01']);
});

test('the time zone decides the bucket', () => {
  const items = at('2023-12-31T23:30:00Z', '2020-06-01T00:00:00Z');
  assert.equal(summaryOf(items).buckets.at(-1)?.start, '2023-12-01');
  assert.equal(summaryOf(items, { timeZone: 'Europe/Paris' }).buckets.at(-1)?.start, '2024-01-01');
});

test('a time zone that there is not is an invalid option, for no items too', () => {
  for (const items of [[], [item()]]) {
    assert.throws(() => summaryOf(items, { timeZone: 'Mars/Olympus' }), { code: 'invalid_option' });
  }
});

test('the widest time, cut at the ends of RFC 3339, has 10,002 years', () => {
  const { granularity, buckets } = summaryOf(at('0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'));
  assert.equal(granularity, 'year');
  assert.deepEqual(
    [buckets.length, buckets[0]?.start, buckets.at(-1)?.start],
    [10_002, '-000001-01-01', '+010000-01-01'],
  );
});

test('in any century, buckets add up to the total, and so do parts', () => {
  // In any century: months would be a hundred thousand each time.
  const aGranularity = fc.constantFrom('year', 'auto');
  fc.assert(
    fc.property(someItems, anyTimeZone, aGranularity, (items, timeZone, granularity) => {
      const { messages, amount, parts, buckets } = summaryOf(items, { timeZone, granularity });
      const { length, totalAmount } = UsageLedger.from(items);
      const sum = (key: 'amount' | 'messages') => buckets.reduce((all, bucket) => all + bucket[key], 0);
      assert.deepEqual([messages, sum('messages')], [length, length]);
      assert.deepEqual([amount, sum('amount')], [totalAmount, totalAmount]);
      const named = UsageLedger.from(items.filter((each) => each.report_name !== undefined));
      const reports = parts.find(({ kind }) => kind === 'other');
      assert.deepEqual([reports?.messages ?? 0, reports?.amount ?? 0], [named.length, named.totalAmount]);
    }),
  );
});

test('each day is counted in the month that it is in', () => {
  const in2024 = fc.integer({ min: Date.UTC(2023, 6), max: Date.UTC(2025, 5) }).map((at) => new Date(at).toISOString());
  fc.assert(
    fc.property(fc.array(in2024, { minLength: 1, maxLength: 20 }), anyTimeZone, (timestamps, timeZone) => {
      const ledger = UsageLedger.from(at(...timestamps));
      const messages = new Map<string, number>();
      for (const day of ledger.days(timeZone)) {
        const month = `${day.day.slice(0, 7)}-01`;
        messages.set(month, (messages.get(month) ?? 0) + day.messages);
      }
      const { buckets } = ledger.summary({ timeZone, granularity: 'month' });
      assert.deepEqual(new Map(buckets.map((bucket) => [bucket.start, bucket.messages])), messages);
    }),
  );
});

for (const [granularity, startOf] of [
  ['day', (day) => day],
  ['month', (day) => `${day.slice(0, -2)}01`],
  ['year', (day) => `${day.slice(0, -5)}01-01`],
] as ['day' | 'month' | 'year', (day: string) => string][]) {
  test(`ten thousand rows have the ${granularity}s that Temporal's days are in`, () => {
    const many = manyItems();
    for (const timeZone of ['UTC', 'Pacific/Apia']) {
      const { parts, buckets } = summaryOf(many, { timeZone, granularity });
      const expected = new Map<string, [amount: bigint, byReports: bigint, messages: number]>();
      for (const { timestamp, report_name, credits_used } of many) {
        const start = startOf(dayByTemporal(timestamp, timeZone));
        const credits = BigInt(Math.round(credits_used * 100));
        const [amount, byReports, messages] = expected.get(start) ?? [0n, 0n, 0];
        expected.set(start, [amount + credits, byReports + (report_name ? credits : 0n), messages + 1]);
      }
      assert.deepEqual(
        parts.map(({ kind }) => kind),
        ['other', 'none'],
      );
      const used = buckets.filter(({ messages }) => messages > 0);
      assert.deepEqual(
        new Map(
          used.map((bucket) => [bucket.start, [BigInt(bucket.amount), BigInt(bucket.parts[0]!), bucket.messages]]),
        ),
        expected,
      );
    }
  });
}
