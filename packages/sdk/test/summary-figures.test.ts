import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { SummaryQuery } from '../src/reading/query.ts';
import { checkSummary } from '../src/reading/check-summary.ts';
import { itemsOfRows } from './row-items.ts';
import { summaryByTemporal } from './summary-oracle.ts';
import { anItem, item } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

function checkFigures(items: readonly UsageItem[], query: SummaryQuery): void {
  const ledger = UsageLedger.from(items);
  const { revision, ...summary } = ledger.summary(query);
  assert.equal(revision, ledger.revision);
  assert.deepEqual(summary, summaryByTemporal(items, query));
  checkSummary({ revision, ...summary });

  const days = ledger.days(query.timeZone);
  const inBuckets = new Map(summary.buckets.map(({ start }) => [start, 0]));
  const steps = { day: 10, month: 7, year: 4, hour: 0, week: 0 };
  for (const { day, amount } of days) {
    const rest = { day: '', month: '-01', year: '-01-01', hour: '', week: '' }[summary.granularity];
    const start = day.slice(0, day.length - 10 + steps[summary.granularity]) + rest;
    inBuckets.set(start, inBuckets.get(start)! + amount);
  }
  assert.deepEqual(
    [...inBuckets.values()],
    summary.buckets.map(({ amount }) => amount),
  );
  const ofRows = itemsOfRows(ledger.rows({ timeZone: query.timeZone })).map(({ credits_used }) =>
    Math.round(credits_used * 100),
  );
  assert.equal(
    ofRows.reduce((sum, amount) => sum + amount, 0),
    ledger.totalAmount,
  );
}

/** A few names, so that parts have more than one row and amounts tie. */
const aName = fc.constantFrom('Short Lease', 'Tenant Obligations', 'Rent', 'a', 'b', 'c', undefined);
const someCredits = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1e11 }));
const itemsFrom = (min: string, max: string) =>
  fc.array(
    fc
      .tuple(fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true }), aName, someCredits)
      .map(([date, report_name, amount]) =>
        item({ timestamp: date.toISOString(), credits_used: amount / 100, ...(report_name && { report_name }) }),
      ),
    { maxLength: 40 },
  );

const aTop = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
const aBreakdown = fc.constantFrom(undefined, 'report_name');

test('days, months, years, parts, rows and totals are those of Temporal and BigInt, in any zone', () => {
  // Years in which clocks changed by hours, minutes and days.
  const years = ['2010', '2011', '1919', '1969', '1892'].map((year) => itemsFrom(`${year}-01-01`, `${year}-12-31`));
  const aGranularity = fc.constantFrom(undefined, 'auto', 'day', 'month', 'year');
  fc.assert(
    fc.property(
      fc.oneof(...years),
      anyTimeZone,
      aGranularity,
      aBreakdown,
      aTop,
      (items, timeZone, granularity, breakdownBy, top) =>
        checkFigures(items, { timeZone, granularity, breakdownBy, top }),
    ),
    { numRuns: 200 },
  );
});

test('so they are in centuries, at any offset, with any names', () => {
  const items = fc.oneof(fc.array(anItem, { maxLength: 20 }), itemsFrom('1880-01-01', '1920-01-01'));
  const aGranularity = fc.constantFrom(undefined, 'auto', 'year');
  fc.assert(
    fc.property(items, anyTimeZone, aGranularity, aBreakdown, aTop, (given, timeZone, granularity, breakdownBy, top) =>
      checkFigures(given, { timeZone, granularity, breakdownBy, top }),
    ),
    { numRuns: 15 },
  );
});
