import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { UsageItem } from '../src/contract.ts';
import { toColumns } from '../src/reading/gate.ts';
import { toCsv } from '../src/reading/csv.ts';
import { listDays } from '../src/reading/day-sums.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { aSorting, sortedItems } from './item-order.ts';
import { dayByTemporal } from './timestamp-grammar.ts';
import { aTimeZone, anItem, item } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

const csvOf = (items: UsageItem[], timeZone = 'UTC') => toCsv(toColumns(items), timeZone);
const header = 'message_id,timestamp,day,time_zone,report_name,credits_used';

test('no items are a header alone', () => {
  assert.equal(csvOf([]), `${header}\r\n`);
});

test('a line has the timestamp unchanged, the civil day with its zone, and credits with two decimals', () => {
  const items = [
    item({ message_id: 1000, timestamp: '2024-04-29t23:08:29.375000z', report_name: 'Short Lease', credits_used: 79 }),
    item({ message_id: 'm-1', timestamp: '2024-12-31T23:59:60Z', credits_used: 1.2 }),
  ];
  assert.equal(
    csvOf(items, 'Europe/London'),
    `${header}\r\n` +
      '1000,2024-04-29t23:08:29.375000z,2024-04-30,Europe/London,Short Lease,79.00\r\n' +
      'm-1,2024-12-31T23:59:60Z,2024-12-31,Europe/London,,1.20\r\n',
  );
});

test('rows come in the order given', () => {
  const columns = toColumns([1, 2, 3].map((message_id) => item({ message_id })));
  const ids = parseCsv(toCsv(columns, 'UTC', Uint32Array.of(2, 0, 1))).map(([id]) => id);
  assert.deepEqual(ids, ['message_id', '3', '1', '2']);
});

/** Other than spaces, and seldom seen. */
const blanks = [...'\u00a0\v\f\u0085\u2028\u2029\ufeff\u200b\u2060\u3000\u0000\u00ad\u202e'];
const fields: [name: string, field: string, why: string][] = [
  ['Short Lease', 'Short Lease', 'plain text is plain'],
  ['Lease, short', '"Lease, short"', 'a comma is quoted'],
  ['the "short" one', '"the ""short"" one"', 'quotes are doubled'],
  ['two\nlines', '"two\nlines"', 'a line break is quoted'],
  ['two\rlines', '"two\rlines"', 'a carriage return is quoted'],
  ['=1+1', "'=1+1", 'a formula is made a text'],
  ['+1', "'+1", 'a formula may begin with a plus'],
  ['-1', "'-1", 'a formula may begin with a minus'],
  ['@SUM(A1)', "'@SUM(A1)", 'a formula may begin with an at sign'],
  [' =1', "' =1", 'spaces before a formula are dropped by some spreadsheets'],
  ...blanks.map((blank): [string, string, string] => [
    `${blank}=1`,
    `'${blank}=1`,
    `so may be U+${blank.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ]),
  [' \u00a0"\u200b+1', `"' \u00a0""\u200b+1"`, 'and several of them'],
  ['\n\u00a0\n=1', '"\n\u00a0\n\'=1"', 'where another cell begins, nothing before it matters'],
  ['a\u00a0=1', 'a\u00a0=1', 'a blank within a text begins nothing'],
  ['\t=1', '"\t\'=1"', 'a tab before a formula is dropped, or ends the cell before it'],
  ['\r=1', '"\r\'=1"', 'a carriage return before a formula too'],
  ['\n=1', '"\n\'=1"', 'a line feed before a formula too'],
  ['Lease;=1+1', '"Lease;\'=1+1"', 'a semicolon ends a cell where the comma is a decimal sign'],
  ['Lease\n=1+1', '"Lease\n\'=1+1"', 'and there a line break ends a row, quoted or not'],
  ['Lease; short', '"Lease; short"', 'a semicolon alone is quoted'],
  ['Lease;"=1', '"Lease;\'""=1"', 'there a quote may be dropped'],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", 'a formula may start a program (DDE)'],
  ['＝1', "'＝1", 'a full-width sign begins a formula too'],
  ['＋1', "'＋1", 'a full-width plus too'],
  ['－1', "'－1", 'a full-width minus too'],
  ['＠A1', "'＠A1", 'a full-width at sign too'],
  ['=HYPERLINK("https://example.com","x")', `"'=HYPERLINK(""https://example.com"",""x"")"`, 'both at once'],
  ["'quoted'", "''quoted'", 'a leading apostrophe is kept by another'],
  ["it's 1=1", "it's 1=1", 'signs within a text are harmless'],
];
/** In characters that can be seen: a report of tests is read by lines. */
const spelled = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const [name, field, why] of fields) {
  test(`the name ${spelled(name)} is written as ${spelled(field)}: ${why}`, () => {
    assert.ok(csvOf([item({ report_name: name })]).endsWith(`,UTC,${field},1.00\r\n`));
  });
}

test('a textual id is made harmless like a name, a negative number stays a number', () => {
  assert.match(csvOf([item({ message_id: '=1+1' })]), /\r\n'=1\+1,/);
  assert.match(csvOf([item({ message_id: -5 })]), /\r\n-5,/);
});

test('a zone that is written as an offset is no formula either', () => {
  assert.match(csvOf([item()], '+05:30'), /,2024-04-29,'\+05:30,,1\.00\r\n$/);
});

test('a time zone that there is not is an invalid option', () => {
  assert.throws(() => csvOf([], 'Europe/Nowhere'), { code: 'invalid_option' });
});

const outside: [timestamp: string, zone: string, day: string][] = [
  ['0000-01-01T00:00:00+23:59', 'UTC', "'-000001-12-31"],
  ['9999-12-31T23:59:59-23:59', 'UTC', "'+010000-01-01"],
  ['0000-01-01T00:00:00Z', 'America/New_York', "'-000001-12-31"],
  ['0000-01-01T00:00:00Z', 'UTC', '0000-01-01'],
];
for (const [timestamp, zone, day] of outside) {
  test(`the day of ${timestamp} in ${zone} is written as ${day}`, () => {
    assert.equal(parseCsv(csvOf([item({ timestamp })], zone))[1]?.[2], day);
  });
}

const atTheEnds = [
  '0000-01-01T00:00:00+23:59',
  '0000-01-01T12:00:00Z',
  '9999-12-31T11:00:00Z',
  '9999-12-31T23:59:59-23:59',
];
const anyItems = fc.array(
  fc.oneof(
    anItem,
    fc.tuple(anItem, fc.constantFrom(...atTheEnds)).map(([values, timestamp]) => ({ ...values, timestamp })),
  ),
  { maxLength: 40 },
);

test('in any zone, what is read back by RFC 4180 is the ledger', () => {
  fc.assert(
    fc.property(anyItems, aSorting, anyTimeZone, (items, sorting, timeZone) => {
      const ledger = UsageLedger.from(items);
      const [first, ...records] = parseCsv(ledger.csv({ timeZone, sorting, locale: 'en' }));
      assert.equal(first?.join(), header);
      assert.deepEqual(
        records.map(([id, timestamp, day, zone, name, credits]) => [
          ...[original(id!), timestamp, original(day!), original(zone!), original(name!)],
          credits,
        ]),
        sortedItems(items, sorting).map(({ message_id, timestamp, report_name = '', credits_used }) => [
          ...[String(message_id), timestamp, dayByTemporal(timestamp, timeZone), timeZone, report_name],
          credits_used.toFixed(2),
        ]),
      );
    }),
    { numRuns: 500 },
  );
});

test('whatever it is split by, and if all quotes are lost, no cell begins like a formula, but for numbers below zero', () => {
  const characters = [...`=+-@'";,\t\r\n ＝－1a|`, 'cmd', ...blanks];
  const hostile = fc
    .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(',', ';', '\t'), (id, name, delimiter) => {
      const csv = csvOf([item({ message_id: id, report_name: name }), item({ message_id: -5 })]);
      const lenient = { delimiter, relax_quotes: true, relax_column_count: true, trim: true };
      const records = delimiter === ',' ? parseCsv(csv) : parse(csv.replaceAll('"', ''), { ...lenient, quote: null });
      for (const cell of records.flat()) assert.doesNotMatch(cell, /^[\s\p{C}]*(?!-5\b)[=+\-@＝＋－＠]/u);
    }),
    { numRuns: 2000 },
  );
});

test('in any zone, lines summed by their day are the days of the ledger', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('2011-12-30T09:00:00Z', '2011-12-30T11:00:00Z')),
      aTimeZone,
      (times, timeZone) => {
        const columns = toColumns(times.map((timestamp) => item({ timestamp, credits_used: 0.1 })));
        const sums = new Map<string, number>();
        for (const [, , day, , , credits] of parseCsv(toCsv(columns, timeZone)).slice(1)) {
          sums.set(day!, (sums.get(day!) ?? 0) + Math.round(Number(credits) * 100));
        }
        const days = listDays(columns, timeZone).filter(({ messages }) => messages > 0);
        assert.deepEqual(sums, new Map(days.map(({ day, amount }) => [day, amount])));
      },
    ),
  );
});

/** What a field was before it was made harmless. */
function original(field: string): string {
  return field.replace(/(^|[;\t\r\n])'/g, '$1');
}

/** By somebody else's reading of RFC 4180. */
function parseCsv(text: string): string[][] {
  return parse(text, { record_delimiter: '\r\n' });
}
