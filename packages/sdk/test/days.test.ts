import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumns } from '../src/reading/gate.ts';
import { extent, listDays, type DayUsage } from '../src/reading/day-sums.ts';
import { manyItems } from './many-items.ts';
import { dayByTemporal } from './timestamp-grammar.ts';
import { aTimestamp, item } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

function daysOf(items: readonly UsageItem[], timeZone: string): DayUsage[] {
  return listDays(toColumns(items), timeZone);
}

const at = (timestamp: string, credits_used = 1) => item({ timestamp, credits_used });
const datesOf = (days: DayUsage[]) => days.map(({ day }) => day);

test('no items have no days', () => {
  for (const zone of ['UTC', 'Europe/London', 'Pacific/Apia']) assert.deepEqual(daysOf([], zone), []);
});

test('the extent of numbers is the least and the greatest, and of none a span without length', () => {
  assert.deepEqual(extent([3, -1, 7, 7, -1]), [-1, 7]);
  assert.deepEqual(extent([5]), [5, 5]);
  assert.deepEqual(extent([]), [0, -1]);
});

test('days without usage between the first and the last are there, empty', () => {
  const items = [at('2024-04-29T02:08:29.375Z', 79), at('2024-05-01T00:00:00Z', 5.2), at('2024-04-29T23:59:59Z', 21)];
  assert.deepEqual(daysOf(items, 'UTC'), [
    { day: '2024-04-29', amount: 10000, messages: 2 },
    { day: '2024-04-30', amount: 0, messages: 0 },
    { day: '2024-05-01', amount: 520, messages: 1 },
  ]);
});

test('the time zone decides what day it is', () => {
  const items = [at('2024-04-29T23:30:00Z')];
  assert.deepEqual(datesOf(daysOf(items, 'Europe/London')), ['2024-04-30']);
  assert.deepEqual(datesOf(daysOf(items, 'America/New_York')), ['2024-04-29']);
});

test('the offset in a timestamp does not decide what day it is', () => {
  assert.deepEqual(datesOf(daysOf([at('2024-04-29T23:30:00-05:00')], 'UTC')), ['2024-04-30']);
});

test('a day of 23 hours and one of 25 are one day each', () => {
  const spring = [at('2024-03-31T00:00:00Z'), at('2024-03-31T22:59:59.999Z'), at('2024-03-31T23:00:00Z')];
  assert.deepEqual(
    daysOf(spring, 'Europe/London').map((day) => day.messages),
    [2, 1],
  );
  const autumn = [at('2024-10-26T23:00:00Z'), at('2024-10-27T23:59:59.999Z'), at('2024-10-28T00:00:00Z')];
  assert.deepEqual(
    daysOf(autumn, 'Europe/London').map((day) => day.messages),
    [2, 1],
  );
});

test('a day that a zone skipped is there, empty', () => {
  const items = [at('2011-12-30T09:59:59Z'), at('2011-12-30T10:00:00Z')];
  assert.deepEqual(daysOf(items, 'Pacific/Apia'), [
    { day: '2011-12-29', amount: 100, messages: 1 },
    { day: '2011-12-30', amount: 0, messages: 0 },
    { day: '2011-12-31', amount: 100, messages: 1 },
  ]);
});

test('a day that a zone had twice is one day', () => {
  // Samoa moved to the other side of the date line after 4 July 1892, and had it again.
  const items = [at('1892-07-04T06:00:00Z'), at('1892-07-05T06:00:00Z'), at('1892-07-06T06:00:00Z')];
  assert.deepEqual(daysOf(items, 'Pacific/Apia'), [
    { day: '1892-07-04', amount: 200, messages: 2 },
    { day: '1892-07-05', amount: 100, messages: 1 },
  ]);
});

test('where clocks went back over midnight, the later instant is on the earlier day', () => {
  // Until 2011 Newfoundland set its clocks back at 00:01.
  const items = [at('2010-11-07T02:30:30Z', 1), at('2010-11-07T02:31:00Z', 2)];
  assert.deepEqual(daysOf(items, 'America/St_Johns'), [
    { day: '2010-11-06', amount: 200, messages: 1 },
    { day: '2010-11-07', amount: 100, messages: 1 },
  ]);
});

test('the years at the ends of RFC 3339 have days of their own', () => {
  assert.deepEqual(datesOf(daysOf([at('0000-01-01T00:00:00Z')], 'America/New_York')), ['-000001-12-31']);
  assert.deepEqual(datesOf(daysOf([at('9999-12-31T23:59:59-23:59')], 'Asia/Tokyo')), ['+010000-01-02']);
});

/** Holds days to sums by Temporal and BigInt, to an axis without a gap, and to its ends. */
function checkDays(items: readonly UsageItem[], timeZone: string): void {
  const expected = new Map<string, [amount: bigint, messages: number]>();
  for (const { timestamp, credits_used } of items) {
    const day = dayByTemporal(timestamp, timeZone);
    const [amount, messages] = expected.get(day) ?? [0n, 0];
    expected.set(day, [amount + BigInt(Math.round(credits_used * 100)), messages + 1]);
  }
  const days = daysOf(items, timeZone);
  let date = Temporal.PlainDate.from(days[0]!.day);
  for (const { day, amount, messages } of days) {
    assert.equal(day, date.toString());
    assert.deepEqual([BigInt(amount), messages], expected.get(day) ?? [0n, 0], day);
    date = date.add({ days: 1 });
  }
  const used = days.filter(({ messages }) => messages > 0);
  assert.equal(used.length, expected.size);
  assert.ok(used[0] === days[0] && used.at(-1) === days.at(-1));
}

test('in any zone, days are those of Temporal, without a gap, and add up to all there is', () => {
  // Within two years of each other, of ours or of any others.
  const aYear = fc.oneof(fc.constantFrom(2010, 2011), fc.integer({ min: 0, max: 9998 }));
  const items = aYear.chain((year) =>
    fc.array(
      fc
        .tuple(aTimestamp, fc.nat({ max: 1 }), fc.integer({ min: 0, max: 100_000_000_000 }))
        .map(([timestamp, later, amount]) => {
          const rest = timestamp.slice(4).replace('-02-29', '-02-28');
          return at(String(year + later).padStart(4, '0') + rest, amount / 100);
        }),
      { minLength: 1, maxLength: 50 },
    ),
  );
  fc.assert(fc.property(items, anyTimeZone, checkDays), { numRuns: 200 });
});

for (const timeZone of ['UTC', 'Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu']) {
  test(`ten thousand rows have the days of Temporal in ${timeZone}`, () => checkDays(manyItems(), timeZone));
}
