import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/contract.ts';
import { ContractError, isUsageError } from '../src/errors.ts';
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

const block = { id: 1, time: 0, unit: 1, ids: [0, 1], times: [0, 5], names: ['A'], codes: [0, 1], credits: [100, 200] };
const head = { version: 1 };
const tail = { count: 2, total: 300 };
const text = (...lines: unknown[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

describe('what is not usage by column breaks the contract', () => {
  test('what is, does not', () => assert.equal(read(text(head, block, tail)).totalHundredths, 300));

  const whole = Number.MAX_SAFE_INTEGER;
  const broken: [name: string, path: string, ...lines: unknown[]][] = [
    ['nothing', 'count'],
    ['no JSON', 'version', '<html>'],
    ['null', 'version', null],
    ['another version', 'version', { version: 2 }, block, tail],
    ['no version', 'version', block, tail],
    ['half a block', 'blocks[0].ids', head, '{"ids":[1,2'],
    ['an empty line', 'blocks[1].ids', head, block, '', tail],
    ['no last line', 'count', head, block],
    ['half a last line', 'blocks[1].ids', head, block, '{"count":2,"to'],
    ['another count', 'count', head, block, { ...tail, count: 3 }],
    ['a count that is a text', 'count', head, block, { ...tail, count: '2' }],
    ['another total', 'total', head, block, { ...tail, total: 301 }],
    ['no total', 'total', head, block, { count: 2 }],
    ['a block behind the last line', 'count', head, block, tail, block],
    ['a second last line', 'count', head, block, tail, tail],
    ...['ids', 'unit', 'times', 'names', 'codes', 'credits'].map((key): [string, string, ...unknown[]] => [
      `a second block without ${key}`, `blocks[1].${key}`, head, block, { ...block, names: [], [key]: undefined }, tail,
    ]),
    ...(
      [
        ['ids', [1, 1.5], [1, null], [1, true], [1, [1]], [1, ''], [1, whole], [-whole, -3]],
        ['unit', 2, 0, '1', null, 10_000],
        ['times', [1], [0, 1, 2], [0, 0.5], [0, '2024-02-30T00:00:00Z'], [0, 253_402_300_800_000], [-62_167_219_200_001, 0]],
        ['names', 'A', [''], ['A', 'A'], [1]],
        ['codes', [0, 2], [0, -1], [0, 0.5], [0, 'A'], [0]],
        ['credits', [100, -1], [100, 0.5], [100, 1e11 + 1], [100, '200'], [100, null]],
      ] as [string, ...unknown[]][]
    ).flatMap(([key, ...values]) =>
      values.map((value): [string, string, ...unknown[]] => [
        `${key}: ${JSON.stringify(value)}`, `blocks[0].${key}`, head, { ...block, [key]: value }, tail,
      ]),
    ),
  ]; // prettier-ignore
  for (const [name, path, ...lines] of broken) {
    test(`${name}, at ${path}`, () => {
      assert.throws(
        () => read(text(...lines)),
        (error) => error instanceof ContractError && error.path === path && error.message.startsWith(path),
      );
    });
  }

  for (const [start, list] of [
    ['id', 'ids'],
    ['time', 'times'],
  ] as const) {
    for (const value of [null, '1', 0.5, 2 ** 60, [1]]) {
      test(`${start}: ${JSON.stringify(value)}, at ${list}`, () => {
        const check = () => read(text(head, { ...block, [start]: value }, tail));
        assert.throws(check, (error) => error instanceof ContractError && error.path === `blocks[0].${list}`);
      });
    }
  }

  test('a name that has been there', () => {
    const check = () => read(text(head, block, block, { count: 4, total: 600 }));
    assert.throws(check, (error) => error instanceof ContractError && error.path === 'blocks[1].names');
  });

  test('a total that cannot be exact says so', () => {
    const credits = new Array<number>(90_072).fill(1e11);
    const zeros = credits.map(() => 0);
    const lines = text(head, { id: 0, time: 0, unit: 1, ids: zeros, times: zeros, names: [], codes: zeros, credits }, { count: 90_072 });
    assert.throws(() => read(lines), (error) => isUsageError(error) && error.code === 'total_too_large');
  }); // prettier-ignore
});
