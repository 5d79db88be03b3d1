import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumns } from '../src/reading/gate.ts';
import { toCsv } from '../src/reading/csv.ts';
import { listDays } from '../src/reading/day-sums.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { undone } from './csv-undone.ts';
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

const fields: [name: string, field: string, why: string][] = [
  ['Short Lease', 'Short Lease', 'plain text is plain'],
  ['Lease, short', '"Lease, short"', 'a comma is quoted'],
  ['the "short" one', '"the ""short"" one"', 'quotes are doubled'],
  ['two\nlines', '"two\nlines"', 'a line break is quoted'],
  ['two\rlines', '"two\rlines"', 'a carriage return is quoted'],
];
for (const [name, field, why] of fields) {
  test(`the name ${JSON.stringify(name)} is written as ${JSON.stringify(field)}: ${why}`, () => {
    assert.ok(csvOf([item({ report_name: name })]).endsWith(`,UTC,${field},1.00\r\n`));
  });
}

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
          ...[undone(id!), timestamp, undone(day!), undone(zone!), undone(name!)],
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

/** By somebody else's reading of RFC 4180. */
function parseCsv(text: string): string[][] {
  return parse(text, { record_delimiter: '\r\n' });
}
