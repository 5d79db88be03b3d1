import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { formatAmount } from '../src/amounts.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { manyItems } from './many-items.ts';
import { itemsOfRows } from './row-items.ts';
import { anItem } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

/** Far enough apart for months and years, near enough for a list of days; in any century. */
const someItems = fc.constantFrom(0, 1850, 2019, 9990).chain((year) => {
  const [min, max] = [year, year + 9].map((each) => new Date(`${String(each).padStart(4, '0')}-01-02T00:00:00Z`));
  const anInstant = fc.date({ min: min!, max: max!, noInvalidDate: true });
  const anItemOfThen = fc.tuple(anItem, anInstant).map(([item, date]) => ({ ...item, timestamp: date.toISOString() }));
  return fc.array(anItemOfThen, { maxLength: 30 });
});

/** Hundredths of a decimal text, by its digits alone. */
function exact(text: string): bigint {
  const [whole = '', cents = ''] = text.split('.');
  return BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
}

/** The shortest text of these numbers is their decimal, below 1e21 and above 1e-7. */
const exactTotal = (items: readonly UsageItem[]) =>
  items.reduce((sum, { credits_used }) => sum + exact(String(credits_used)), 0n);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + BigInt(number), 0n);

function checkTotal(items: readonly UsageItem[], timeZone: string): void {
  const ledger = UsageLedger.from(items);
  const total = exactTotal(items);
  assert.equal(BigInt(ledger.totalAmount), total);
  assert.equal(exact(formatAmount(ledger.totalAmount, 2)), total);
  assert.equal(exactTotal(items.map((_, index) => ledger.item(index))), total);
  assert.equal(sum(ledger.days(timeZone).map(({ amount }) => amount)), total);
  const sorting = [{ column: 'credits_used', direction: 'desc' }] as const;
  assert.equal(exactTotal(itemsOfRows(ledger.rows({ timeZone, sorting }))), total);
  const byReports = exactTotal(items.filter(({ report_name }) => report_name !== undefined));
  for (const granularity of ['auto', 'day', 'month', 'year'] as const) {
    const { amount, selected, parts, buckets } = ledger.summary({ timeZone, granularity });
    assert.deepEqual([BigInt(amount), BigInt(selected.amount)], [total, total]);
    assert.equal(sum(buckets.map((bucket) => bucket.amount)), total);
    const reports = parts.findIndex(({ kind }) => kind === 'other');
    assert.equal(BigInt(parts[reports]?.amount ?? 0), byReports);
    assert.equal(sum(buckets.map((bucket) => bucket.parts[reports] ?? 0)), byReports);
  }
  const records: string[][] = parse(ledger.csv({ timeZone }), { from: 2 });
  assert.equal(
    records.reduce((rest, [, , , , , credits = '']) => rest + exact(credits), 0n),
    total,
  );
}

test('rows, days, buckets, parts, export and header add up to the total of whole numbers of any size, in any zone', () => {
  fc.assert(fc.property(someItems, anyTimeZone, checkTotal), { numRuns: 300 });
});

test('so they do for ten thousand rows', () => checkTotal(manyItems(), 'Europe/London'));

test('the total depends neither on the order of the items nor on how their list is split', () => {
  const shuffled = someItems.chain((items) =>
    fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }), fc.nat(items.length)),
  );
  fc.assert(
    fc.property(shuffled, anyTimeZone, ([items, others, at], timeZone) => {
      const whole = UsageLedger.from(items);
      const parts = [UsageLedger.from(others.slice(0, at)), UsageLedger.from(others.slice(at))];
      assert.equal(UsageLedger.from(others).totalAmount, whole.totalAmount);
      assert.equal(sum(parts.map(({ totalAmount }) => totalAmount)), BigInt(whole.totalAmount));
      const days = new Map<string, number>();
      for (const { day, amount, messages } of parts.flatMap((part) => part.days(timeZone))) {
        if (messages > 0) days.set(day, (days.get(day) ?? 0) + amount);
      }
      const used = whole.days(timeZone).filter(({ messages }) => messages > 0);
      assert.deepEqual(new Map(used.map(({ day, amount }) => [day, amount])), days);
    }),
    { numRuns: 300 },
  );
});
