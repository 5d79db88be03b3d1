import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/contract.ts';
import { toUsageColumns } from '../src/metering/usage-columns.ts';
import { usageColumns } from '../src/reading/columns-reader.ts';
import { UsageLedger, type RowView } from '../src/reading/ledger.ts';
import { aTimeZone, item, someItems } from './usage-items.ts';

const write = async (items: readonly UsageItem[]) => new TextDecoder().decode(await toUsageColumns(items));

function read(text: string, cuts: readonly number[] = [], onRows: (rows: RowView) => void = () => {}): UsageLedger {
  const reader = usageColumns(onRows).open();
  const places = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
  for (let at = 1; at < places.length; at++) reader.take(text.slice(places[at - 1], places[at]));
  return reader.end();
}

const itemsOf = ({ length, ...rows }: { length: number; at(index: number): UsageItem | undefined }) =>
  Array.from({ length }, (_, row) => rows.at(row));

function factsOf(ledger: UsageLedger, timeZone: string) {
  const view = (column: 'message_id' | 'timestamp' | 'report_name' | 'credits_used') =>
    itemsOf(ledger.view([{ column, direction: 'desc' }], { locale: 'en' }));
  return {
    items: itemsOf(ledger.view()),
    totals: [ledger.length, ledger.totalHundredths, ledger.firstInstant, ledger.lastInstant],
    views: [view('message_id'), view('timestamp'), view('report_name'), view('credits_used')],
    days: ledger.periods(timeZone),
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

describe('usage by column', () => {
  test('is the same ledger as by JSON, however its text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(someItems, usualItems),
        fc.array(fc.nat(5000)),
        aTimeZone,
        async (items, cuts, zone) => {
          const byColumn = read(await write(items), cuts);
          assert.deepEqual(factsOf(byColumn, zone), factsOf(UsageLedger.from(items), zone));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is written as documented', async () => {
    const items = [
      item({ message_id: 1000, report_name: 'Short Lease', credits_used: 79 }),
      item({ message_id: 1003, timestamp: '2024-04-29T02:08:30.000Z', credits_used: 1.2 }),
      item({ message_id: 'x', timestamp: '2024-04-29T03:08:31+01:00', report_name: 'Short Lease' }),
    ];
    assert.deepEqual((await write(items)).split('\n'), [
      '{"version":1}',
      '{"id":1000,"time":1714356509375,"unit":1,"ids":[0,3,"x"],"times":[0,625,"2024-04-29T03:08:31+01:00"],' +
        '"names":["Short Lease"],"codes":[1,0,1],"credits":[7900,120,100]}',
      '{"count":3,"total":8120}',
      '',
    ]);
  });

  test('without a row is a first and a last line', async () => {
    assert.equal(await write([]), '{"version":1}\n{"count":0,"total":0}\n');
    assert.equal(read('{"version":1}\n{"count":0,"total":0}').length, 0);
  });

  test('comes in blocks of 8,192 rows, and shows what has come after each', async () => {
    const items = Array.from({ length: 20_000 }, (_, id) =>
      item({ message_id: id, report_name: `Report ${id % 300}` }),
    );
    const views: RowView[] = [];
    const ledger = read(await write(items), [], (rows) => views.push(rows));
    assert.deepEqual([...views.map(({ length }) => length), ledger.length], [8192, 16_384, 20_000, 20_000]);
    assert.deepEqual(itemsOf(views[0]!), items.slice(0, 8192));
    for (const outside of [-1, 0.5, 8192, NaN]) assert.equal(views[0]?.at(outside), undefined);
  });

  test('begins a block where a difference of ids would not be exact', async () => {
    const ids = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 'x', 5, Number.MAX_SAFE_INTEGER];
    const items = ids.map((message_id) => item({ message_id }));
    const text = await write(items);
    assert.equal(text.split('\n').length, 2 + 3 + 1);
    assert.deepEqual(itemsOf(read(text).view()), items);
  });

  test('with a total that cannot be exact is not written', async () => {
    const items = new Array<UsageItem>(90_072).fill(item({ credits_used: 1e9 }));
    await assert.rejects(toUsageColumns(items), { code: 'total_too_large' });
  });
});
