import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { itemAt, type ColumnStore } from '../src/reading/column-store.ts';
import { toColumns } from '../src/reading/gate.ts';
import { item } from './usage-items.ts';

const rows = 1000;
const make = (of: (row: number) => Partial<UsageItem>) =>
  toColumns(Array.from({ length: rows }, (_, row) => item(of(row))));
const itemsOf = (columns: ColumnStore) => Array.from({ length: columns.length }, (_, row) => itemAt(columns, row));

function bytesPerRow(columns: ColumnStore): number {
  const { ids, instants, amounts, nameCodes, fractionDigits, length } = columns;
  const arrays = [ids, instants, amounts, nameCodes].flatMap(({ low, high }) => [low, high ?? []]);
  const bytes = [...arrays, fractionDigits].reduce(
    (sum, array) => sum + ('byteLength' in array ? array.byteLength : 0),
    0,
  );
  return bytes / length;
}

const month = 30 * 86_400_000;
const at = (millisecond: number, digits = 3) => {
  const text = new Date(millisecond).toISOString();
  return digits === 0 ? `${text.slice(0, 19)}Z` : `${text.slice(0, 20 + digits)}Z`;
};
const start = Date.UTC(2024, 0);

const sizes: [name: string, bytes: number, of: (row: number) => Partial<UsageItem>][] = [
  [
    'a month of a customer',
    12,
    (row) => ({
      message_id: 5_000_000 + row,
      timestamp: at(start + row * (month / rows)),
      report_name: `Report ${row % 255}`,
      credits_used: row % 500,
    }),
  ],
  [
    'ids that span nearly 2^32, 8,900 years, 255 names, credits up to 42,949,672.95 and mixed digits',
    17,
    (row) => ({
      message_id: row % 2 ? 2 ** 40 : 2 ** 40 + 2 ** 32 - 1,
      timestamp: at(row % 2 ? Date.UTC(-1, 0) + 366 * 86_400_000 : Date.UTC(8900, 0), row % 4 === 0 ? 0 : row % 4),
      report_name: `Report ${row % 255}`,
      credits_used: row % 2 ? 0 : 42_949_672.95,
    }),
  ],
  [
    'ids and credits as wide as can be',
    18,
    (row) => ({
      message_id: row % 2 ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER,
      credits_used: row % 2 ? 0 : 1e9,
    }),
  ],
];
for (const [name, bytes, of] of sizes) {
  test(`${name}: at most ${bytes} bytes a row, and every item as it was`, () => {
    const columns = make(of);
    assert.ok(bytesPerRow(columns) <= bytes, `${bytesPerRow(columns)} bytes a row`);
    assert.deepEqual(
      itemsOf(columns),
      Array.from({ length: rows }, (_, row) => item(of(row))),
    );
  });
}

test('canonical timestamps of any number of digits are held without their text', () => {
  const texts = [
    '2024-04-29T02:08:29Z',
    '2024-04-29T02:08:29.5Z',
    '2024-04-29T02:08:29.50Z',
    '2024-04-29T02:08:29.500Z',
  ];
  const columns = make((row) => ({ timestamp: texts[row % 4]! }));
  assert.equal(columns.timestamps.length, 0);
  assert.deepEqual(
    itemsOf(columns)
      .slice(0, 4)
      .map(({ timestamp }) => timestamp),
    texts,
  );
});

test('ids that are numbers are held without a text', () => {
  const columns = make((row) => (row === 500 ? { message_id: 'a1' } : { message_id: row }));
  assert.deepEqual(Object.keys(columns.textIds), ['500']);
});

const asWritten = [
  '2016-12-31T23:59:60Z',
  '2016-12-31T23:59:60.5Z',
  '2024-04-29t02:08:29.375Z',
  '2024-04-29T02:08:29.375z',
  '2024-04-29T02:08:29.3750Z',
  '2024-04-29T02:08:29+00:00',
  '2024-04-29T02:08:29-00:00',
  '0000-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999-23:59',
];
for (const timestamp of asWritten) {
  test(`${timestamp} keeps its text, and the rows beside it have none`, () => {
    const columns = make((row) => (row === 500 ? { timestamp } : {}));
    assert.equal(itemAt(columns, 500).timestamp, timestamp);
    assert.deepEqual(Object.keys(columns.timestamps), ['500']);
  });
}

test('any safe integers come back as they were', () => {
  const integer = fc.oneof(
    fc.maxSafeInteger(),
    fc.integer(),
    fc.nat({ max: 300 }),
    fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 + 3 }),
  );
  fc.assert(
    fc.property(fc.array(integer), (ids) => {
      const given = ids.map((message_id) => item({ message_id }));
      assert.deepEqual(
        itemsOf(toColumns(given)),
        given.map((each) => ({ ...each, message_id: Number(each.message_id) + 0 })),
      );
    }),
    { numRuns: 1000 },
  );
});

test('each end of a width is held', () => {
  for (const edge of [2 ** 8, 2 ** 16, 2 ** 32, 2 ** 40, 2 ** 48]) {
    for (const ids of [
      [0, edge - 1],
      [0, edge],
      [-1, edge],
      [-edge, 0],
      [edge, 2 * edge],
      [7, 7 + edge],
      [2 ** 32 - 1, edge],
    ]) {
      const given = ids.map((message_id) => item({ message_id }));
      assert.deepEqual(itemsOf(toColumns(given)), given);
    }
  }
});

test('names beyond 255 and beyond 65,535 are told apart', () => {
  for (const count of [255, 256, 65_535, 65_536]) {
    const given = Array.from({ length: count }, (_, index) => item({ report_name: `Report ${index}` }));
    const columns = toColumns([...given, item(), ...given]);
    assert.equal(columns.names.length, count);
    assert.deepEqual(itemAt(columns, count), item());
    assert.deepEqual(itemAt(columns, 2 * count), given.at(-1));
  }
});
