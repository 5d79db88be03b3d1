import assert from 'node:assert/strict';
import type { UsageItem } from '../../src/usage-item.ts';
import type { UsageLedger } from '../../src/reading/ledger.ts';
import { dayByTemporal, instantByGrammar } from '../timestamp-grammar.ts';

/** Holds a ledger to its items: rows, total by BigInt, the ends of time by the grammar, days by Temporal. */
export function checkLedger(ledger: UsageLedger, items: readonly UsageItem[]): void {
  assert.equal(ledger.length, items.length);
  for (const [index, item] of items.entries()) assert.deepEqual(ledger.item(index), item);
  const amounts = items.map(({ credits_used }) => BigInt(Math.round(credits_used * 100)));
  assert.equal(
    BigInt(ledger.totalAmount),
    amounts.reduce((sum, each) => sum + each, 0n),
  );

  const instants = items.map(({ timestamp }) => instantByGrammar(timestamp)).sort((a, b) => a - b);
  const { first, last } = ledger.summary({ timeZone: 'UTC', granularity: 'year' });
  assert.deepEqual([first, last], [instants[0], instants.at(-1)]);

  // Ten thousand years are long to list: one in so many will do.
  const isLong = (instants.at(-1) ?? 0) - (instants[0] ?? 0) > 3000 * 86_400_000;
  if (!isLong || ledger.totalAmount % 32 === 0) checkDays(ledger, items, isLong);
}

/** By days, or else by years. */
function checkDays(ledger: UsageLedger, items: readonly UsageItem[], isLong: boolean): void {
  const start = (day: string) => (isLong ? `${day.slice(0, -6)}-01-01` : day);
  const expected = new Map<string, [bigint, number]>();
  for (const { timestamp, credits_used } of items) {
    const [amount, messages] = expected.get(start(dayByTemporal(timestamp, 'UTC'))) ?? [0n, 0];
    const sum = amount + BigInt(Math.round(credits_used * 100));
    expected.set(start(dayByTemporal(timestamp, 'UTC')), [sum, messages + 1]);
  }
  const listed = isLong
    ? ledger.summary({ timeZone: 'UTC', granularity: 'year' }).buckets
    : ledger.days('UTC').map(({ day, ...sums }) => ({ start: day, ...sums }));
  const used = listed.filter(({ messages }) => messages > 0);
  assert.deepEqual(new Map(used.map((each) => [each.start, [BigInt(each.amount), each.messages]])), expected);
}
