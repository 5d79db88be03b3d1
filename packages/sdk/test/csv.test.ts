import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { UsageItem } from '../src/contract.ts';
import { toColumns } from '../src/reading/gate.ts';
import { toCsv } from '../src/reading/csv.ts';
import { listDays, sumByDay } from '../src/reading/days.ts';
import { aTimeZone, item, someItems } from './usage-items.ts';

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
for (const [name, field, why] of fields) {
  test(`the name ${JSON.stringify(name)} is written as ${JSON.stringify(field)}: ${why}`, () => {
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

test('in any zone, what is read back by RFC 4180 is the ledger', () => {
  fc.assert(
    fc.property(someItems, aTimeZone, (items, timeZone) => {
      const columns = toColumns(items);
      const [first, ...lines] = parseCsv(toCsv(columns, timeZone));
      assert.equal(first?.join(), header);
      const read = lines.map(([id, timestamp, , zone, name, credits]) => {
        assert.equal(zone, timeZone);
        assert.match(credits!, /^\d+\.\d\d$/);
        return [original(id!), timestamp, original(name!), Number(credits)];
      });
      assert.deepEqual(
        read,
        items.map((each) => [String(each.message_id), each.timestamp, each.report_name ?? '', each.credits_used]),
      );
    }),
    { numRuns: 300 },
  );
});

test('whatever it is split by, and if all quotes are lost, no cell begins like a formula, but for numbers below zero', () => {
  const hostile = fc
    .array(
      fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '\t', '\r', '\n', ' ', '＝', '－', '1', 'a', '|', 'cmd'),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(',', ';', '\t'), (id, name, delimiter) => {
      const csv = csvOf([item({ message_id: id, report_name: name }), item({ message_id: -5 })]);
      const lenient = { delimiter, relax_quotes: true, relax_column_count: true, trim: true };
      const records = delimiter === ',' ? parseCsv(csv) : parse(csv.replaceAll('"', ''), { ...lenient, quote: null });
      for (const cell of records.flat()) assert.doesNotMatch(cell, /^\s*(?!-5\b)[=+\-@＝＋－＠]/u);
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
        const days = listDays(sumByDay(columns, timeZone)).filter(({ messages }) => messages > 0);
        assert.deepEqual(sums, new Map(days.map(({ day, hundredths }) => [day, hundredths])));
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
