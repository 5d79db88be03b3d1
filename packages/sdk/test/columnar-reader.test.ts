import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ContractError, isUsageError } from '../src/errors.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import type { UsageLedger } from '../src/reading/ledger.ts';
import type { RowView } from '../src/reading/snapshot.ts';
import { itemsOfRows } from './row-items.ts';
import { item } from './usage-items.ts';

function read(text: string, pieces = 1, onRows: (rows: RowView) => void = () => {}): UsageLedger {
  const reader = columnarFormat(onRows).open(Infinity);
  const size = Math.ceil(text.length / pieces);
  for (let at = 0; at < text.length; at += size) reader.take(text.slice(at, at + size));
  return reader.end();
}

const itemsOf = (ledger: UsageLedger) => itemsOfRows(ledger.rows({ timeZone: 'UTC' }));

const block = { id: 1, time: 0, unit: 1, ids: [0, 1], times: [0, 5], names: ['A'], codes: [0, 1], credits: [100, 200] };
const head = { version: 1 };
const tail = { count: 2, total: 300 };
const text = (...lines: unknown[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

describe('usage by column is read', () => {
  const names = ['B'];
  const whole = text(
    head,
    block,
    { ...block, names, ids: [2, 'x'], codes: [2, 1], unit: 1000, time: 5, times: [-5, 5] },
    { count: 4, total: 600 },
  );
  const items = [
    item({ message_id: 1, timestamp: '1970-01-01T00:00:00.000Z', credits_used: 1 }),
    item({ message_id: 2, timestamp: '1970-01-01T00:00:00.005Z', report_name: 'A', credits_used: 2 }),
    item({ message_id: 3, timestamp: '1970-01-01T00:00:00Z', report_name: 'B', credits_used: 1 }),
    item({ message_id: 'x', timestamp: '1970-01-01T00:00:05Z', report_name: 'A', credits_used: 2 }),
  ];

  for (const pieces of [1, 2, 7, 1000]) {
    test(`whether it comes in ${pieces} pieces, with or without a line break at its end`, () => {
      assert.deepEqual(itemsOf(read(whole, pieces)), items);
      assert.deepEqual(itemsOf(read(`${whole}\n`, pieces)), items);
    });
  }

  test('block by block, and each view stays as long as it was', () => {
    const views: RowView[] = [];
    read(whole, 3, (rows) => views.push(rows));
    assert.deepEqual(views.map(itemsOfRows), [items.slice(0, 2), items]);
    for (const outside of [-1, 0.5, 2, NaN]) assert.equal(views[0]?.at(outside), undefined);
  });

  test('into columns without room to spare', () => {
    const ledger = read(whole);
    const { first, last } = ledger.summary({ timeZone: 'UTC' });
    assert.deepEqual([ledger.length, ledger.totalAmount, first, last], [4, 600, 0, 5000]);
  });

  test('with names that no row has, which are no part of the bill', () => {
    const ledger = read(text(head, { ...block, names: ['Z', 'A', 'Y'], codes: [0, 2] }, tail));
    const query = { timeZone: 'UTC', breakdownBy: 'report_name' } as const;
    const partsOf = (top: number) => ledger.summary({ ...query, top }).parts.map(({ kind, values }) => [kind, values]);
    assert.deepEqual(partsOf(3), [
      ['value', undefined],
      ['none', undefined],
    ]);
    assert.deepEqual(partsOf(0), [
      ['other', 1],
      ['none', undefined],
    ]);
  });

  test('to the ends of every range', () => {
    const [most, least] = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
    const [first, last] = [-62_167_219_200_000, 253_402_300_799_999];
    const ends = { ...block, ids: [most - 1, 0], times: [last, first - last], time: 0, credits: [1e11, 0] };
    const rows = itemsOf(read(text(head, ends, { count: 2, total: 1e11 })));
    assert.deepEqual(
      rows.map((row) => [row.message_id, row.timestamp, row.credits_used]),
      [
        [most, '9999-12-31T23:59:59.999Z', 1e9],
        [most, '0000-01-01T00:00:00.000Z', 0],
      ],
    );
    const low = { ...block, id: least, ids: [0, 1] };
    assert.equal(read(text(head, low, tail)).item(0).message_id, least);
  });
});

describe('what is not usage by column breaks the contract', () => {
  test('what is, does not', () => assert.equal(read(text(head, block, tail)).totalAmount, 300));

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
    for (const value of [null, '1', 0.5, 2 ** 53, -(2 ** 53), 2 ** 60, [1]]) {
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
