import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { isUsageError } from '../src/errors.ts';
import { toColumns } from '../src/reading/gate.ts';
import { orderRows } from '../src/reading/order.ts';
import { parseSorting, type SortKey } from '../src/reading/sorting.ts';
import { aSorting, sortedItems, usageColumnNames } from './item-order.ts';
import { manyItems } from './many-items.ts';
import { item, someItems } from './usage-items.ts';

function sorted(items: UsageItem[], sorting: string, locale = 'en'): UsageItem[] {
  return Array.from(orderRows(toColumns(items), parseSorting(sorting, usageColumnNames), locale), (row) => items[row]!);
}

const named = (...names: (string | undefined)[]) =>
  names.map((name, index) => item({ message_id: index, ...(name !== undefined && { report_name: name }) }));
const namesOf = (items: UsageItem[]) => items.map((each) => each.report_name);
const idsOf = (items: UsageItem[]) => items.map((each) => each.message_id);

test('credits ascend and descend by their value', () => {
  const items = [9.5, 10, 0.01, 1e9, 0].map((credits_used) => item({ credits_used }));
  const credits = (sorting: string) => sorted(items, sorting).map((each) => each.credits_used);
  assert.deepEqual(credits('credits_used:asc'), [0, 0.01, 9.5, 10, 1e9]);
  assert.deepEqual(credits('credits_used:desc'), [1e9, 10, 9.5, 0.01, 0]);
});

test('names compare as people count: 2 before 10', () => {
  const items = named('Report 10', 'Report 2', 'report 1');
  assert.deepEqual(namesOf(sorted(items, 'report_name:asc')), ['report 1', 'Report 2', 'Report 10']);
});

test('missing names come last in either direction', () => {
  const items = named(undefined, 'b', undefined, 'a');
  assert.deepEqual(idsOf(sorted(items, 'report_name:asc')), [3, 1, 0, 2]);
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc')), [1, 3, 0, 2]);
});

test('a name that reads "undefined" is a name', () => {
  const items = named(undefined, 'undefined', undefined, 'undefined');
  assert.deepEqual(idsOf(sorted(items, 'report_name:asc')), [1, 3, 0, 2]);
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc')), [1, 3, 0, 2]);
});

test('where every name is missing, rows keep upstream order', () => {
  const items = named(undefined, undefined, undefined);
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc')), [0, 1, 2]);
});

test('equal rows keep upstream order in either direction', () => {
  const items = named('b', 'a', 'b', 'a');
  assert.deepEqual(idsOf(sorted(items, 'report_name:asc')), [1, 3, 0, 2]);
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc')), [0, 2, 1, 3]);
});

test('names that the collator calls equal are ties', () => {
  // Once composed, once of a letter and an accent.
  const items = named('b', '\u00e9', 'e\u0301', 'a');
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc')), [1, 2, 0, 3]);
});

test('the locale decides how names compare', () => {
  const items = named('Öl', 'Zucker');
  assert.deepEqual(namesOf(sorted(items, 'report_name:asc', 'de')), ['Öl', 'Zucker']);
  assert.deepEqual(namesOf(sorted(items, 'report_name:asc', 'sv')), ['Zucker', 'Öl']);
});

test('timestamps compare by their instant, whatever their offset', () => {
  const items = ['2024-04-29T02:00:00Z', '2024-04-29T02:30:00+01:00', '2024-04-28T23:00:00-04:00'].map((timestamp) =>
    item({ timestamp }),
  );
  const expected = [items[1], items[0], items[2]];
  assert.deepEqual(sorted(items, 'timestamp:asc'), expected);
  assert.deepEqual(sorted(items, 'timestamp:desc'), expected.toReversed());
});

test('timestamps compare by digits finer than a millisecond too', () => {
  const fractions = ['.1234', '.12339999999999999999', '.1230', '.123', '.12340000000000000001', '.123400'];
  const items = fractions.map((fraction, index) =>
    item({ message_id: index, timestamp: `2024-04-29T02:00:00${fraction}Z` }),
  );
  assert.deepEqual(idsOf(sorted(items, 'timestamp:asc')), [2, 3, 1, 0, 5, 4]);
  assert.deepEqual(idsOf(sorted(items, 'timestamp:desc')), [4, 0, 5, 1, 2, 3]);
});

test('message ids are numbers first, then texts', () => {
  const ids = ['b', 10, 'a10', 9, 'a9', -1, '1', Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
  const items = ids.map((message_id) => item({ message_id }));
  const expected = [-Number.MAX_SAFE_INTEGER, -1, 9, 10, Number.MAX_SAFE_INTEGER, '1', 'a9', 'a10', 'b'];
  assert.deepEqual(idsOf(sorted(items, 'message_id:asc')), expected);
  assert.deepEqual(idsOf(sorted(items, 'message_id:desc')), expected.toReversed());
});

test('ids at both ends of the safe integers are told apart', () => {
  const max = Number.MAX_SAFE_INTEGER;
  const items = [max, max - 1, max - 2, -max, 0].map((message_id) => item({ message_id }));
  assert.deepEqual(idsOf(sorted(items, 'message_id:asc')), [-max, 0, max - 2, max - 1, max]);
});

test('the first column decides, the next ones break its ties', () => {
  const items = [
    item({ message_id: 1, report_name: 'a', credits_used: 1 }),
    item({ message_id: 2, report_name: 'b', credits_used: 2 }),
    item({ message_id: 3, report_name: 'a', credits_used: 3 }),
    item({ message_id: 4, report_name: 'b', credits_used: 2 }),
  ];
  assert.deepEqual(idsOf(sorted(items, 'report_name:desc;credits_used:desc')), [2, 4, 3, 1]);
  assert.deepEqual(idsOf(sorted(items, 'credits_used:desc;report_name:desc')), [3, 2, 4, 1]);
});

test('no sorting is upstream order, and no rows are no rows', () => {
  assert.deepEqual(idsOf(sorted(named('b', 'a'), '')), [0, 1]);
  assert.deepEqual(sorted([], 'report_name:asc;credits_used:desc;timestamp:asc;message_id:asc'), []);
});

test('any sorting gives what a comparator with a stable sort gives', () => {
  fc.assert(
    fc.property(someItems, aSorting, (items, sorting) => {
      const rows = Array.from(orderRows(toColumns(items), sorting, 'en'), (row) => items[row]!);
      const expected = sortedItems(items, sorting);
      // The very objects: equal rows are told apart.
      assert.ok(rows.length === items.length && rows.every((row, index) => row === expected[index]));
    }),
    { numRuns: 1000 },
  );
});

const many = manyItems();
for (const sorting of [
  ...usageColumnNames.flatMap((column) => [`${column}:asc`, `${column}:desc`]),
  'report_name:asc;credits_used:desc',
  'report_name:desc;timestamp:asc',
  'credits_used:desc;message_id:desc',
  'credits_used:asc;report_name:asc',
]) {
  test(`ten thousand rows by ${sorting} are in the order of a comparator`, () => {
    const expected = sortedItems(many, parseSorting(sorting, usageColumnNames));
    const rows = sorted(many, sorting);
    assert.equal(
      rows.findIndex((row, index) => row !== expected[index]),
      -1,
    );
    assert.equal(rows.length, many.length);
  });
}

test('a column that there is not is an invalid option, named', () => {
  const sorting = [{ column: 'price', direction: 'asc' }] as unknown as SortKey[];
  assert.throws(
    () => orderRows(toColumns([item()]), sorting),
    (error) => isUsageError(error) && error.code === 'invalid_option' && error.message.includes('price'),
  );
});

test('a locale that is no language tag is an invalid option, named', () => {
  assert.throws(
    () => orderRows(toColumns([item()]), [], 'en_GB!'),
    (error) => isUsageError(error) && error.code === 'invalid_option' && error.message.includes('en_GB!'),
  );
});
