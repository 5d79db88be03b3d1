import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumnar } from '../src/metering/columnar-writer.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { SortColumn } from '../src/reading/sorting.ts';
import { itemsOfRows } from './row-items.ts';
import { item, someItems } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

const write = async (items: readonly UsageItem[]) => new TextDecoder().decode(await toColumnar(items));

function read(text: string, cuts: readonly number[] = []): UsageLedger {
  const reader = columnarFormat(() => {}).open(Infinity);
  const places = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
  for (let at = 1; at < places.length; at++) reader.take(text.slice(places[at - 1], places[at]));
  return reader.end();
}

function factsOf(ledger: UsageLedger, timeZone: string) {
  const by = (column: SortColumn) =>
    itemsOfRows(ledger.rows({ timeZone, sorting: [{ column, direction: 'desc' }], locale: 'en' }));
  return {
    items: itemsOfRows(ledger.rows({ timeZone })),
    totals: [ledger.length, ledger.totalAmount],
    orders: [by('message_id'), by('timestamp'), by('report_name'), by('credits_used')],
    summary: ledger.summary({ timeZone, breakdownBy: 'report_name' }),
    csv: ledger.csv({ timeZone }),
  };
}

/** As most servers have them: ids and times that grow, in one way of writing. */
const usualItems: fc.Arbitrary<UsageItem[]> = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.array(fc.record({ gap: fc.nat(100_000_000), credits: fc.nat(10_000), name: fc.nat(3) }), { maxLength: 60 }),
  )
  .map(([digits, rows]) => {
    let time = Date.UTC(2024, 3, 1);
    return rows.map(({ gap, credits, name }, id) => {
      const text = new Date((time += gap)).toISOString();
      return item({
        message_id: 1000 + id,
        timestamp: `${text.slice(0, digits ? 20 + digits : 19)}Z`,
        credits_used: credits / 100,
        ...(name && { report_name: `Report ${name}` }),
      });
    });
  });

test('usage by column is the same ledger as by JSON, however its text is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(someItems, usualItems),
      fc.array(fc.nat(5000)),
      anyTimeZone,
      async (items, cuts, zone) => {
        const byColumn = read(await write(items), cuts);
        assert.deepEqual(factsOf(byColumn, zone), factsOf(UsageLedger.from(items), zone));
      },
    ),
    { numRuns: 500 },
  );
});
