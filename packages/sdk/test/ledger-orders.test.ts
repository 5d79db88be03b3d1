import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { RowsQuery } from '../src/reading/query.ts';
import { parseSorting, type SortKey } from '../src/reading/sorting.ts';
import { item } from './usage-items.ts';

const columns = ['message_id', 'timestamp', 'report_name', 'credits_used'] as const;
const sortings: SortKey[][] = columns.flatMap((column) => [
  [{ column, direction: 'asc' }],
  [{ column, direction: 'desc' }],
]);

function ledgerOf(count = 50): UsageLedger {
  return UsageLedger.from(
    Array.from({ length: count }, (_, index) => item({ message_id: (index * 7) % count, credits_used: index % 5 })),
  );
}

/** How many orders have been made so far: each makes one collator. */
function countOrders(t: TestContext): () => number {
  const { mock } = t.mock.method(Intl, 'Collator');
  return () => mock.callCount();
}

const idsOf = (ledger: UsageLedger, query: Partial<RowsQuery>) =>
  Array.from({ length: ledger.length }, (_, row) => ledger.rows({ timeZone: 'UTC', ...query }).at(row)?.id);

test('two orders in turn are made once each, for rows, blocks and exports', (t) => {
  const orders = countOrders(t);
  const ledger = ledgerOf();
  const [one, other] = [sortings[1]!, sortings[7]!];
  for (let look = 0; look < 3; look++) {
    for (const sorting of [one, other, one.map((key) => ({ ...key }))]) {
      ledger.rows({ timeZone: 'Europe/London', sorting }).at(0);
      [...ledger.blocks({ timeZone: 'UTC', sorting })].flat();
      ledger.csv({ timeZone: 'UTC', sorting });
    }
  }
  assert.equal(orders(), 2);
});

test('upstream order needs none', (t) => {
  const orders = countOrders(t);
  const ledger = ledgerOf();
  ledger.rows({ timeZone: 'UTC' });
  ledger.rows({ timeZone: 'UTC', sorting: [], locale: 'de' });
  ledger.csv({ timeZone: 'UTC' });
  assert.equal(orders(), 0);
});

test('the four that were used last are kept', (t) => {
  const orders = countOrders(t);
  const ledger = ledgerOf();
  const ask = (...indexes: number[]) => {
    const before = orders();
    for (const index of indexes) ledger.rows({ timeZone: 'UTC', sorting: sortings[index]! });
    return orders() - before;
  };
  assert.equal(ask(0, 1, 2, 3), 4);
  assert.equal(ask(3, 2, 1, 0), 0);
  // The fifth takes the place of the one that was not used for longest.
  assert.equal(ask(4), 1);
  assert.equal(ask(0, 1, 2, 4), 0);
  assert.equal(ask(3), 1);
});

test('each locale has an order of its own, and so has each ledger', (t) => {
  const orders = countOrders(t);
  const [ledger, other] = [ledgerOf(), ledgerOf()];
  for (let look = 0; look < 2; look++) {
    for (const locale of [undefined, 'de', 'sv']) ledger.rows({ timeZone: 'UTC', sorting: sortings[0]!, locale });
    other.rows({ timeZone: 'UTC', sorting: sortings[0]! });
  }
  assert.equal(orders(), 4);
});

test('what is kept for one sorting is never given for another', () => {
  const ledger = ledgerOf();
  const both = parseSorting('message_id:asc;credits_used:desc', columns);
  for (const sorting of [...sortings, both]) {
    const fresh = idsOf(ledgerOf(), { sorting });
    assert.deepEqual(idsOf(ledger, { sorting }), fresh);
    assert.deepEqual(idsOf(ledger, { sorting }), fresh);
  }
  // As from JavaScript: a column that reads like the rest of a sorting, a locale that reads like none.
  const column = 'message_id:asc;credits_used' as 'message_id';
  const odd = { timeZone: 'UTC', sorting: [{ column, direction: 'desc' }] } as const;
  ledger.rows({ timeZone: 'UTC', sorting: both });
  assert.throws(() => ledger.rows(odd), { code: 'invalid_option', message: /no column message_id:asc;credits_used/ });
  ledger.rows({ timeZone: 'UTC', sorting: both, locale: undefined });
  assert.throws(() => ledger.rows({ timeZone: 'UTC', sorting: both, locale: 'undefined' }), { code: 'invalid_option' });
});
