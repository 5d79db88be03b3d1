import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { createUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { UsageLedger } from '../../src/reading/ledger.ts';
import { columnarFormat } from '../../src/reading/columnar-reader.ts';
import { toColumnar } from '../../src/metering/columnar-writer.ts';

/** An outsider's numbers, which nothing else here counts to. */
const first = 4_000_000_000;
const isOutsiders = (key: unknown) => typeof key === 'number' && key >= first;

/** The whole numbers of an outsider that are used as keys of maps and sets until the test is over. */
function outsidersKeys(t: TestContext): unknown[] {
  const keys: unknown[] = [];
  const spy = (prototype: object, methods: readonly string[]) => {
    for (const name of methods) {
      const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
      const method = function (this: unknown, ...args: unknown[]) {
        if (isOutsiders(args[0])) keys.push(args[0]);
        return original.apply(this, args);
      };
      Object.assign(prototype, { [name]: method });
      t.after(() => Object.assign(prototype, { [name]: original }));
    }
  };
  spy(Map.prototype, ['get', 'set', 'has', 'delete']);
  spy(Set.prototype, ['add', 'has', 'delete']);
  return keys;
}

const messages = Array.from({ length: 300 }, (_, index) => ({
  id: first + index,
  text: 'a',
  timestamp: '2026-10-19T08:00:00Z',
  report_id: first + (index % 150),
}));
const reportOf = (id: number) => (id % 3 ? { id, name: 'A', credit_cost: 2 } : undefined);

describe('no whole number of an outsider is a key of a map or set, since engines hash them without a secret:', () => {
  it('not the report ids of a bill from our own upstream, new and remembered', async (t) => {
    const upstream = createUpstream({
      baseUrl: 'http://upstream.test',
      fetch: async (input) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        const id = Number(/\d+$/.exec(pathname)?.[0]);
        if (!id) return Response.json({ messages });
        return reportOf(id) ? Response.json(reportOf(id)) : new Response(null, { status: 404 });
      },
    });
    const keys = outsidersKeys(t);
    const bill = await collectUsage({ upstream });
    assert.deepEqual(await collectUsage({ upstream }), bill);
    assert.deepEqual(keys, []);
  });

  it('not those from an upstream of somebody else', async (t) => {
    const upstream: Upstream = { messages: async () => messages, report: async (id) => reportOf(id) };
    const keys = outsidersKeys(t);
    assert.equal((await collectUsage({ upstream })).length, 300);
    assert.deepEqual(keys, []);
  });

  it('not the message ids that are read, as items or by column', async (t) => {
    const items = messages.map(({ id, timestamp }) => ({ message_id: id, timestamp, credits_used: 2 }));
    const body = new TextDecoder().decode(await toColumnar(items));
    const keys = outsidersKeys(t);
    const reader = columnarFormat(() => {}).open(1000);
    reader.take(body);
    for (const ledger of [UsageLedger.from(items), reader.end()]) {
      ledger.rows({ timeZone: 'UTC', sorting: [{ column: 'message_id', direction: 'desc' }] }).at(0);
      ledger.summary({ timeZone: 'Europe/London', breakdownBy: 'report_name' });
      ledger.csv({ timeZone: 'UTC' });
      ledger.days('Europe/London');
    }
    assert.deepEqual(keys, []);
  });

  it('and the spies would find one', (t) => {
    const keys = outsidersKeys(t);
    new Set([first]).has(first);
    new Map().set(first, 1);
    assert.deepEqual(keys, [first, first, first]);
  });
});

it('the report ids of a long bill are gone through in slices', async (t) => {
  const rows = 25_600;
  const many = Array.from({ length: rows }, (_, index) => ({ ...messages[0]!, report_id: index }));
  const upstream: Upstream = { messages: async () => many, report: async () => undefined, concurrency: 1 };
  // A clock by which each look is late: then each 256 rows have a turn of their own.
  let now = 0;
  mock.method(performance, 'now', () => (now += 20));
  t.after(() => mock.restoreAll());
  let turns = 0;
  const scheduler = { yield: async () => void turns++ };
  Object.assign(globalThis, { scheduler });
  t.after(() => Reflect.deleteProperty(globalThis, 'scheduler'));
  await collectUsage({ upstream });
  // Messages, ids, prices.
  assert.equal(turns, (3 * rows) / 256);
});
