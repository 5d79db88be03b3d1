import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumns } from '../src/reading/gate.ts';
import { toCsv } from '../src/reading/csv.ts';
import { dropped, signs, undone } from './csv-undone.ts';
import { item } from './usage-items.ts';

const csvOf = (items: UsageItem[], timeZone = 'UTC') => toCsv(toColumns(items), timeZone);
const unquoted = (csv: string) => parse(csv, { record_delimiter: '\r\n' }) as string[][];

/** Seldom seen, or not at all. */
const blanks = [
  ...'\u00a0\v\f\u0085\u2028\u2029\ufeff\u200b\u2060\u3000\u0000\u00ad\u202e',
  ...'\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u180b\ufe0f\u{13441}\u{13442}\u{16fe4}\u{1d159}\u{e0100}',
];
const hex = (character: string) => `U+${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;

const names: [name: string, written: string, why: string][] = [
  ...signs.map((sign): [string, string, string] => [
    `${sign}A1`,
    `'${sign}A1`,
    `a formula may begin with ${hex(sign)}`,
  ]),
  ['=1+1', "'=1+1", 'only what it begins with counts'],
  ['= 1+1', "'= 1+1", 'a blank may follow its sign'],
  ['-', "'-", 'at the beginning, a sign alone may be part of one'],
  [' =1', " '=1", 'spaces before a formula are dropped by some spreadsheets'],
  ...blanks.map((blank): [string, string, string] => [`${blank}=1`, `${blank}'=1`, `so may be ${hex(blank)}`]),
  [' \u00a0"\u200b+1', ` \u00a0"\u200b'+1`, 'and several of them'],
  ['"=1', `"'=1`, 'and quotes'],
  ['\n\u00a0\n=1', "\n\u00a0\n'=1", 'where another cell begins, nothing before it matters'],
  ['a\u00a0=1', 'a\u00a0=1', 'other blanks within a text begin nothing'],
  ...[...'\t\r\n;|:'].flatMap((separator): [string, string, string][] => [
    [`${separator}=1`, `${separator}'=1`, `${hex(separator)} may end a cell`],
    [`Lease${separator}=1`, `Lease${separator}'=1`, `${hex(separator)} may end a cell that has something in it`],
    [`Lease${separator} "﹦1`, `Lease${separator} "'﹦1`, `after ${hex(separator)}, a blank may be dropped`],
  ]),
  ['Lease =1', "Lease '=1", 'a space may end a cell'],
  ['Lease  ="x"', `Lease  '="x"`, 'two spaces end it once'],
  ['Lease \u3164"=1', `Lease \u3164"'=1`, 'after a space, too, what cannot be seen may be dropped'],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", 'a formula may start a program (DDE)'],
  ['=HYPERLINK("https://example.com","x")', `'=HYPERLINK("https://example.com","x")`, 'or ask a server'],
  ["'=1", "''=1", 'what has an apostrophe gets another'],
  ["Lease: '+1", "Lease: ''+1", 'within a text, too'],
];
/** In characters that can be seen: a report of tests is read by lines. */
const spelled = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const [name, written, why] of names) {
  test(`the name ${spelled(name)} is written as ${spelled(written)}: ${why}`, () => {
    assert.equal(unquoted(csvOf([item({ report_name: name })]))[1]?.[4], written);
  });
}

const ordinary = [
  'Lease: Schedule A - 2024',
  'Lease; short',
  'Lease | Schedule A',
  'Opening hours 08:30 - 17:00',
  "'Annual' report",
  "Report: 'Annual'",
  "the tenant's 'short' lease",
  "it's 1=1",
  'A -> B, then C => D',
  'C++ review',
  'Profit & Loss (+/-)',
  '5 +/- 2 %',
  'x == y',
  'accounts@example.com',
  'e-mail',
  'Berlin–Wien',
  '2024-04-29',
  '賃貸：－契約',
];
for (const name of ordinary) {
  test(`the name ${spelled(name)} stays as it is`, () => {
    assert.equal(unquoted(csvOf([item({ report_name: name })]))[1]?.[4], name);
  });
}

test('a textual id is made harmless like a name, a negative number stays a number', () => {
  assert.match(csvOf([item({ message_id: '=1+1' })]), /\r\n'=1\+1,/);
  assert.match(csvOf([item({ message_id: -5 })]), /\r\n-5,/);
});

test('a zone that is written as an offset is no formula either', () => {
  assert.match(csvOf([item()], '+05:30'), /,2024-04-29,'\+05:30,,1\.00\r\n$/);
});

const hostile = fc
  .array(fc.constantFrom(...`=+-@'";:|,\t\r\n  ＝－﹦⁺−1a|`, 'cmd', ...blanks), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

test('whatever it is split by, and if all quotes are lost, no cell begins like a formula, but for numbers below zero', () => {
  const begins = `^[\\s]*${dropped}(?!-5$)[${signs.join('').replace('-', '\\-')}]`;
  const harmful = new RegExp(begins, 'u');
  // Between two spaces, what has neither letter nor digit computes nothing.
  const harmfulWord = new RegExp(`${begins}[^\\t\\r\\n]*[\\p{L}\\p{N}]`, 'u');
  // Split by something else, a cell has the columns beside it.
  const beside = /,2024-04-29T.*|,1\.00$/s;
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(',', ';', '\t', '|', ':', ' '), (id, name, delimiter) => {
      const csv = csvOf([item({ message_id: id, report_name: name }), item({ message_id: -5 })]);
      const lenient = { delimiter, relax_quotes: true, relax_column_count: true, quote: null };
      const records = delimiter === ',' ? unquoted(csv) : (parse(csv.replaceAll('"', ''), lenient) as string[][]);
      for (const cell of records.flat())
        assert.doesNotMatch(cell.replace(beside, ''), delimiter === ' ' ? harmfulWord : harmful);
    }),
    { numRuns: 3000 },
  );
});

test('without one apostrophe before each sign, a field is the text that it was', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      assert.equal(undone(unquoted(csvOf([item({ report_name: name })]))[1]![4]!), name);
    }),
    { numRuns: 3000 },
  );
});
