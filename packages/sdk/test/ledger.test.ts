import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ContractError, isUsageError } from '../src/errors.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { UsageRows } from '../src/reading/snapshot.ts';
import { parseSorting } from '../src/reading/sorting.ts';
import { itemsOfRows } from './row-items.ts';
import { item, someItems } from './usage-items.ts';
import { anyTimeZone } from './zone-names.ts';

const timeZone = 'UTC';
const byCredits = [{ column: 'credits_used', direction: 'desc' }] as const;

test('an item comes back as it was normalised', () => {
  const ledger = UsageLedger.from([
    { message_id: 1000, timestamp: '2024-04-29t02:08:29.37500z', report_name: 'Short Lease', credits_used: 79 },
    { message_id: 'm-1', timestamp: '2024-04-29T02:08:29+01:00', report_name: null, credits_used: 9.350000000000001 },
    { message_id: 1002, timestamp: '2024-04-29T02:08:60Z', report_name: '', credits_used: 0, unknown: true },
  ]);
  assert.equal(ledger.length, 3);
  assert.equal(ledger.totalAmount, 8835);
  assert.deepEqual(
    [0, 1, 2].map((index) => ledger.item(index)),
    [
      { message_id: 1000, timestamp: '2024-04-29t02:08:29.37500z', report_name: 'Short Lease', credits_used: 79 },
      { message_id: 'm-1', timestamp: '2024-04-29T02:08:29+01:00', credits_used: 9.35 },
      { message_id: 1002, timestamp: '2024-04-29T02:08:60Z', credits_used: 0 },
    ],
  );
});

test('any items come back, fresh each time', () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const ledger = UsageLedger.from(items);
      assert.deepEqual(
        items.map((_, index) => ledger.item(index)),
        items,
      );
      assert.deepEqual(itemsOfRows(ledger.rows({ timeZone })), items);
      assert.ok(items.every((_, index) => ledger.item(index) !== ledger.item(index)));
    }),
  );
});

test('what is done to given items or to answers does not reach the ledger', () => {
  const items = [item({ credits_used: 1 })];
  const ledger = UsageLedger.from(items);
  Object.assign(items[0]!, { credits_used: 5 });
  Object.assign(ledger.item(0), { credits_used: 6 });
  items.push(item());
  assert.deepEqual([ledger.length, ledger.item(0).credits_used], [1, 1]);
});

test('an empty ledger is a ledger', () => {
  const ledger = UsageLedger.from([]);
  assert.equal(ledger.length, 0);
  assert.equal(ledger.totalAmount, 0);
  const { first, last, buckets } = ledger.summary({ timeZone });
  assert.deepEqual([first, last, buckets], [undefined, undefined, []]);
  assert.deepEqual(ledger.days('UTC'), []);
  assert.equal(ledger.rows({ timeZone, sorting: byCredits }).length, 0);
  assert.deepEqual([...ledger.blocks({ timeZone })], []);
});

test('the first and the last instant are those in time, not in the list', () => {
  const times = ['2024-04-29T02:00:00Z', '2024-04-30T00:00:00+01:00', '1969-12-31T23:59:59Z', '2024-04-28T00:00:00Z'];
  const ledger = UsageLedger.from(times.map((timestamp) => item({ timestamp })));
  const { first, last } = ledger.summary({ timeZone });
  assert.deepEqual([first, last], [-1000, Date.UTC(2024, 3, 29, 23)]);
});

test('a broken rule is named with its place', () => {
  assert.throws(
    () => UsageLedger.from([item(), { ...item(), credits_used: 0.001 }]),
    (error) => error instanceof ContractError && error.path === 'usage[1].credits_used',
  );
  for (const list of [undefined, null, {}, 'usage', 5, { usage: 5 }, { usage: { usage: [] } }, { messages: [] }]) {
    assert.throws(() => UsageLedger.from(list), { code: 'contract_violation', path: 'usage' });
  }
});

test('a whole answer of /usage is taken like its list', () => {
  const items = [item({ credits_used: 79 }), item({ message_id: 'm-1' })];
  const body = { usage: items, scale: 2, unit: 'credits', adjustments: [], unknown: true };
  assert.equal(UsageLedger.from(body).revision, UsageLedger.from(items).revision);
  for (const [key, value] of [
    ['scale', 6],
    ['unit', 'EUR'],
    ['adjustments', [{ timestamp: '2024-04-29T02:08:29Z', label: 'Refund', credits: -1 }]],
  ] as const) {
    const odd = { ...body, [key]: value };
    assert.throws(() => UsageLedger.from(odd), { code: 'contract_violation', path: key });
  }
});

test('a total that cannot be exact is refused', () => {
  // 2^53 - 1 hundredths are 90,071 items of a thousand million credits and a rest.
  const items = Array.from({ length: 90_071 }, () => item({ credits_used: 1e9 }));
  const rest = [item({ credits_used: 992_547_409.91 })];
  assert.equal(UsageLedger.from([...items, ...rest]).totalAmount, Number.MAX_SAFE_INTEGER);
  assert.throws(() => UsageLedger.from([...items, ...rest, item({ credits_used: 0.01 })]), { code: 'total_too_large' });
});

test('an item outside is a RangeError, a row outside is undefined', () => {
  const ledger = UsageLedger.from([item(), item()]);
  for (const index of [-1, 2, 0.5, NaN, Infinity]) {
    const message = `There is no item ${index}: the ledger has 2.`;
    assert.throws(() => ledger.item(index), { name: 'RangeError', message });
    assert.equal(ledger.rows({ timeZone }).at(index), undefined);
    assert.equal(ledger.rows({ timeZone, sorting: byCredits }).at(index), undefined);
  }
});

test('rows show every item once, in the order of their sorting', () => {
  const ledger = UsageLedger.from([1, 3, 2].map((credits_used) => item({ credits_used })));
  const rows = ledger.rows({ timeZone, sorting: byCredits });
  assert.deepEqual([rows.length, rows.revision], [3, ledger.revision]);
  assert.deepEqual(
    itemsOfRows(rows).map(({ credits_used }) => credits_used),
    [3, 2, 1],
  );
});

test('a row is an item as numbers', () => {
  const given = item({ message_id: 'm-1', timestamp: '2024-04-29T02:08:29+01:00', report_name: 'Short Lease' });
  const row = UsageLedger.from([given]).rows({ timeZone }).at(0);
  assert.deepEqual(
    { ...row, fields: { ...row?.fields } },
    {
      id: 'm-1',
      instant: Date.UTC(2024, 3, 29, 1, 8, 29),
      timestamp: '2024-04-29T02:08:29+01:00',
      reportName: 'Short Lease',
      amount: 100,
      fields: {},
    },
  );
  // No name of a field is one that every object has.
  assert.equal(row?.fields['constructor'], undefined);
  assert.ok(!('reportName' in UsageLedger.from([item()]).rows({ timeZone }).at(0)!));
});

test('rows in memory are there at once: nothing is on its way, and nobody is told of anything', () => {
  const rows: UsageRows = UsageLedger.from([item()]).rows({ timeZone });
  rows.want(0, 1);
  rows.subscribe(() => assert.fail('Nothing changes.'))();
  rows.dispose();
  assert.equal(rows.at(0)?.amount, 100);
});

test('blocks hold all rows of a query, 4,096 at a time', () => {
  const items = Array.from({ length: 8193 }, (_, index) => item({ message_id: index, credits_used: index % 7 }));
  const ledger = UsageLedger.from(items);
  for (const query of [{ timeZone }, { timeZone, sorting: byCredits }]) {
    const blocks = [...ledger.blocks(query)];
    assert.deepEqual(
      blocks.map(({ length }) => length),
      [4096, 4096, 1],
    );
    const rows = ledger.rows(query);
    assert.deepEqual(
      blocks.flat(),
      items.map((_, index) => rows.at(index)),
    );
  }
});

test('names are ordered by the locale that is asked for', () => {
  const ledger = UsageLedger.from([item({ report_name: 'Öl' }), item({ report_name: 'Zucker' })]);
  const sorting = [{ column: 'report_name', direction: 'asc' }] as const;
  const first = (locale: string) => ledger.rows({ timeZone, sorting, locale }).at(0)?.reportName;
  assert.deepEqual([first('de'), first('sv'), first('de')], ['Öl', 'Zucker', 'Öl']);
});

test('rows keep their own order when others are made', () => {
  const ledger = UsageLedger.from([item({ credits_used: 1 }), item({ credits_used: 2 })]);
  const descending = ledger.rows({ timeZone, sorting: byCredits });
  ledger.rows({ timeZone });
  ledger.rows({ timeZone, sorting: [{ column: 'credits_used', direction: 'asc' }] });
  assert.equal(descending.at(0)?.amount, 200);
});

test('a direction that there is not is refused, and is never taken for another sorting', () => {
  const ledger = UsageLedger.from([item({ credits_used: 1, report_name: 'a' }), item({ credits_used: 2 })]);
  const twoInOne = [{ column: 'report_name', direction: 'asc;credits_used:desc' }] as unknown as typeof byCredits;
  const both = parseSorting('report_name:asc;credits_used:desc', ['report_name', 'credits_used']);
  for (const known of [[], both]) {
    ledger.rows({ timeZone, sorting: known });
    assert.throws(() => ledger.rows({ timeZone, sorting: twoInOne }), { code: 'invalid_option' });
    assert.throws(() => ledger.csv({ timeZone, sorting: twoInOne }), { code: 'invalid_option' });
  }
});

test('an export has the order of its sorting, in its locale', () => {
  const ledger = UsageLedger.from([item({ message_id: 1 }), item({ message_id: 2, credits_used: 2 })]);
  const ids = (csv: string) => [...csv.matchAll(/\n(\d+),/g)].map(([, id]) => id);
  assert.deepEqual(ids(ledger.csv({ timeZone: 'UTC' })), ['1', '2']);
  assert.deepEqual(ids(ledger.csv({ timeZone: 'UTC', sorting: byCredits })), ['2', '1']);
  const names = UsageLedger.from(
    ['Öl', 'Zucker'].map((report_name, index) => item({ message_id: index, report_name })),
  );
  const sorting = parseSorting('report_name:asc', ['report_name']);
  assert.deepEqual(ids(names.csv({ timeZone: 'UTC', sorting, locale: 'de' })), ['0', '1']);
  assert.deepEqual(ids(names.csv({ timeZone: 'UTC', sorting, locale: 'sv' })), ['1', '0']);
});

test('an unknown time zone, column or locale is an invalid option', () => {
  const ledger = UsageLedger.from([item()]);
  const price = [{ column: 'price', direction: 'asc' }] as unknown as typeof byCredits;
  const wrong = [
    () => ledger.days('Mars/Olympus'),
    () => ledger.summary({ timeZone: 'Mars/Olympus' }),
    () => ledger.rows({ timeZone: 'Mars/Olympus' }),
    () => ledger.blocks({ timeZone: 'Mars/Olympus' }),
    () => ledger.csv({ timeZone: 'Mars/Olympus' }),
    () => ledger.rows({ timeZone, sorting: price }),
    () => ledger.blocks({ timeZone, sorting: price }),
    () => ledger.csv({ timeZone: 'UTC', sorting: price }),
    () => ledger.rows({ timeZone, sorting: byCredits, locale: 'not a locale' }),
  ];
  for (const call of wrong) assert.throws(call, (error) => isUsageError(error) && error.code === 'invalid_option');
});

test('in any zone, rows, days, buckets and export add up to the total', () => {
  const amountOf = (credits: number | string) => Math.round(Number(credits) * 100);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const in2024 = fc.date({ min: new Date('2023-12-01'), max: new Date('2025-02-01'), noInvalidDate: true });
  const items = fc.array(fc.tuple(in2024, fc.integer({ min: 0, max: 1_000_000 })), { maxLength: 30 });
  fc.assert(
    fc.property(items, anyTimeZone, (given, timeZone) => {
      const ledger = UsageLedger.from(
        given.map(([date, credits]) => item({ timestamp: date.toISOString(), credits_used: credits / 100 })),
      );
      const csv = ledger.csv({ timeZone, sorting: byCredits }).trim().split('\r\n').slice(1);
      assert.equal(ledger.totalAmount, sum(given.map(([, credits]) => credits)));
      const rows = itemsOfRows(ledger.rows({ timeZone, sorting: byCredits }));
      assert.equal(sum(rows.map(({ credits_used }) => amountOf(credits_used))), ledger.totalAmount);
      assert.equal(sum(ledger.days(timeZone).map((day) => day.amount)), ledger.totalAmount);
      assert.equal(sum(ledger.summary({ timeZone }).buckets.map(({ amount }) => amount)), ledger.totalAmount);
      assert.equal(sum(csv.map((line) => amountOf(line.split(',')[5]!))), ledger.totalAmount);
    }),
  );
});
