import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  advanceSorting,
  checkSorting,
  formatSorting,
  parseSorting,
  type SortKey,
  type Sorting,
  type SortColumn,
} from '../src/reading/sorting.ts';
import { aSorting, usageColumnNames } from './item-order.ts';

const columns = usageColumnNames;
const asc = (column: SortColumn): SortKey => ({ column, direction: 'asc' });
const desc = (column: SortColumn): SortKey => ({ column, direction: 'desc' });

const texts: [text: string | null | undefined, expected: Sorting, why: string][] = [
  [undefined, [], 'no text is no sorting'],
  [null, [], 'no parameter is no sorting'],
  ['', [], 'an empty text is no sorting'],
  ['report_name:asc', [asc('report_name')], 'one column'],
  ['credits_used:desc;report_name:asc', [desc('credits_used'), asc('report_name')], 'the first is the most important'],
  ['credits_used:', [asc('credits_used')], 'an empty direction is ascending'],
  ['credits_used:DESC', [desc('credits_used')], 'a direction in capitals is not turned into its opposite'],
  ['credits_used:descending', [asc('credits_used')], 'a direction is a whole word'],
  ['credits_used: desc ', [desc('credits_used')], 'nor is one between blanks'],
  ['credits_used:ASC ', [asc('credits_used')], 'nor an ascending one'],
  [' credits_used:desc', [], 'nothing is trimmed from a column'],
  ['Credits_used:desc', [], 'columns are case-sensitive'],
  ['credits_used', [], 'a pair without a colon is ignored'],
  ['credits_used:desc:asc', [], 'a pair with two colons is ignored'],
  [':', [], 'a colon alone is ignored'],
  [';;credits_used:desc;', [desc('credits_used')], 'empty pairs are ignored'],
  ['price:desc;credits_used:desc', [desc('credits_used')], 'unknown columns are ignored'],
  ['__proto__:asc;constructor:desc;toString:asc', [], 'what every object has is no column'],
  ['credits_used:desc;credits_used:asc', [desc('credits_used')], 'the first mention of a column counts'],
  ['credits_used;credits_used:desc', [desc('credits_used')], 'a malformed mention does not count'],
];
for (const [text, expected, why] of texts) {
  test(`parseSorting(${JSON.stringify(text)}): ${why}`, () => {
    assert.deepEqual(parseSorting(text, columns), expected);
  });
}

for (const value of [5, NaN, true, {}, [], ['credits_used:desc'], () => 'credits_used:desc', Symbol('x'), 1n]) {
  test(`parseSorting takes ${typeof value} ${String(value)} for no sorting`, () => {
    assert.deepEqual(parseSorting(value as unknown as string, columns), []);
  });
}

test('a column that is not sortable is unknown', () => {
  assert.deepEqual(parseSorting('timestamp:asc;report_name:desc', ['report_name', 'credits_used']), [
    desc('report_name'),
  ]);
});

test('any text is read without throwing, as columns that are sortable, each once', () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.stringMatching(/^((credits_used|report_name|x|)(:|::|;| )(asc|desc|;)?){0,6}$/),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const sorting = parseSorting(text, columns);
      assert.equal(new Set(sorting.map((key) => key.column)).size, sorting.length);
      for (const { column, direction } of sorting) {
        assert.ok(columns.includes(column));
        assert.match(direction, /^(asc|desc)$/);
      }
    }),
  );
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(aSorting, (sorting) => assert.deepEqual(parseSorting(formatSorting(sorting), columns), sorting)),
  );
});

for (const sorting of [[], [asc('report_name')], [desc('credits_used'), asc('report_name')]]) {
  test(`checkSorting gives back "${formatSorting(sorting)}"`, () => assert.equal(checkSorting(sorting), sorting));
}

const column = 'report_name';
const noDirections = [undefined, null, '', 'ASC', 'descending', 'asc;credits_used:desc', 'asc:', ['asc'], 1];
for (const value of [
  ...[undefined, null, 'credits_used:desc', 5, {}, { length: 0 }, ['x'], [asc('report_name'), null], new Array(1)],
  ...noDirections.map((direction) => [asc('credits_used'), { column, direction }]),
  [{ column }],
]) {
  test(`checkSorting refuses ${JSON.stringify(value)}, and says what it wants`, () => {
    assert.throws(() => checkSorting(value as unknown as Sorting), {
      code: 'invalid_option',
      message:
        /^`sorting` must be a list such as \[\{ column: 'credits_used', direction: 'desc' \}\], each direction 'asc' or /,
    });
  });
}

test('the empty sorting is written as the empty text', () => {
  assert.equal(formatSorting([]), '');
  assert.equal(formatSorting([asc('report_name'), desc('credits_used')]), 'report_name:asc;credits_used:desc');
});

const both = [desc('report_name'), asc('credits_used')];
const clicks: [before: Sorting, column: SortColumn, additive: boolean, after: Sorting, why: string][] = [
  [[], 'credits_used', false, [asc('credits_used')], 'numbers ascend first too'],
  [[asc('credits_used')], 'credits_used', false, [desc('credits_used')], 'ascending turns to descending'],
  [[desc('credits_used')], 'credits_used', false, [], 'descending turns to none'],
  [both, 'credits_used', false, [desc('credits_used')], 'a plain click advances from the present direction, alone'],
  [both, 'report_name', false, [], 'a plain click on a descending column leaves nothing'],
  [both, 'timestamp', false, [asc('timestamp')], 'a plain click on another column drops the others'],
  [[], 'credits_used', true, [asc('credits_used')], 'an added column ascends first'],
  [both, 'timestamp', true, [...both, asc('timestamp')], 'an added column comes last'],
  [both, 'credits_used', true, [desc('report_name'), desc('credits_used')], 'a column turns in its place'],
  [both, 'report_name', true, [asc('credits_used')], 'a removed column leaves the others'],
];
for (const [before, column, additive, after, why] of clicks) {
  test(`${additive ? 'shift-click' : 'click'} on ${column} at "${formatSorting(before)}": ${why}`, () => {
    assert.deepEqual(advanceSorting(before, column, additive), after);
  });
}

test('a column that is removed and added again comes last', () => {
  const removed = advanceSorting(both, 'report_name', true);
  assert.deepEqual(advanceSorting(removed, 'report_name', true), [asc('credits_used'), asc('report_name')]);
});

test('three additive clicks on a column leave the others as they were', () => {
  fc.assert(
    fc.property(aSorting, fc.constantFrom(...columns), (sorting, column) => {
      const others = (keys: Sorting) => keys.filter((key) => key.column !== column);
      let after = sorting;
      for (let click = 0; click < 3; click++) after = advanceSorting(after, column, true);
      assert.deepEqual(others(after), others(sorting));
      const direction = (keys: Sorting) => keys.find((key) => key.column === column)?.direction;
      assert.equal(direction(after), direction(sorting));
    }),
  );
});

test('a click changes no list that was given', () => {
  const given = Object.freeze([Object.freeze(asc('report_name'))]);
  assert.doesNotThrow(() => advanceSorting(given, 'report_name', true));
});
