import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { RetryBudget } from '../../src/http/retry-budget.ts';
import { json, send, serve } from '../local-server.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { anything, failure, jsonClient } from './json-client.ts';

/** How many retries are left. */
function drain(budget: RetryBudget): number {
  let count = 0;
  while (budget.spend()) count++;
  return count;
}

describe('RetryBudget', () => {
  const table: [limit: number, successes: number, retries: number][] = [
    [2, 0, 3],
    [0, 0, 3],
    [5, 0, 5],
    [2, 9, 3],
    [2, 10, 4],
    [2, 70, 10],
    [2, 1_000_000, 10],
    [20, 100, 20],
  ];
  for (const [limit, successes, retries] of table) {
    it(`has ${retries} retries after ${successes} successes at a limit of ${limit}`, () => {
      const budget = new RetryBudget(limit);
      for (let count = 0; count < successes; count++) budget.earn();
      assert.equal(drain(budget), retries);
    });
  }

  it('takes ten successes for each retry once it is empty', () => {
    const budget = new RetryBudget(2);
    drain(budget);
    for (let count = 0; count < 9; count++) budget.earn();
    assert.equal(budget.spend(), false);
    budget.earn();
    assert.equal(drain(budget), 1);
  });

  it('holds ten retries at most, and not a tenth more', () => {
    const budget = new RetryBudget(2);
    for (let count = 0; count < 1000; count++) budget.earn();
    assert.equal(drain(budget), 10);
    for (let count = 0; count < 9; count++) budget.earn();
    assert.equal(budget.spend(), false);
  });

  it('never gives more than 3 retries and a tenth of the successes, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (events) => {
        const budget = new RetryBudget(2);
        let successes = 0;
        let retries = 0;
        for (const isSuccess of events) {
          if (isSuccess) {
            budget.earn();
            successes++;
          } else if (budget.spend()) retries++;
          assert.ok(10 * retries <= 30 + successes);
        }
      }),
    );
  });
});

/** A server that is down until told otherwise. */
async function outage(t: TestContext, answer: unknown) {
  const state = { isDown: true };
  const server = await serve(t, (_, response) => (state.isDown ? send(response, {}, 503) : send(response, answer)));
  return { ...server, state };
}

describe('the retries of a client', () => {
  it('are paid from one budget: an outage costs three of them, and not two for each call', async (t) => {
    const { origin, requests } = await serve(t, json({}, 503));
    const client = jsonClient();
    const calls = 100;
    for (let count = 0; count < calls; count++) await failure(client.get(origin, anything));
    assert.equal(requests.length, calls + 3);
  });

  it('are earned back by what succeeds, a 404 that means something included', async (t) => {
    let isDown = true;
    const { origin, requests } = await serve(t, (request, response) =>
      send(response, {}, isDown ? 503 : request.url === '/none' ? 404 : 200),
    );
    const client = jsonClient();
    for (let count = 0; count < 3; count++) await failure(client.get(origin, anything));
    isDown = false;
    for (let count = 0; count < 5; count++) {
      await client.get(origin, anything);
      await client.get(`${origin}/none`, { ...anything, missing: () => 'none' });
    }
    isDown = true;
    requests.length = 0;
    await failure(client.get(origin, anything));
    assert.equal(requests.length, 2);
  });

  it('are earned back by a success that needed a retry too', async (t) => {
    for (const successes of [6, 7]) {
      const { origin, requests } = await serve(t, (request, response) => {
        const again = requests.filter(({ url }) => url === request.url).length > 1;
        send(response, {}, request.url === '/' || again ? 200 : 503);
      });
      const client = jsonClient();
      // Three retries are paid, three tenths come back.
      for (const path of ['/1', '/2', '/3']) await client.get(`${origin}${path}`, anything);
      for (let count = 0; count < successes; count++) await client.get(`${origin}/`, anything);
      const next = client.get(`${origin}/4`, anything);
      if (successes === 7) await next;
      else assert.equal(Object(await failure(next)).status, 503);
    }
  });

  it('are not spent on a pause that the deadline does not allow', async (t) => {
    const { origin, requests } = await serve(t, (request, response) =>
      send(response, {}, 503, request.url === '/later' ? { 'retry-after': '60' } : {}),
    );
    const client = jsonClient();
    for (let count = 0; count < 5; count++) await failure(client.get(`${origin}/later`, anything));
    requests.length = 0;
    await failure(client.get(origin, anything));
    assert.equal(requests.length, 3);
  });

  it(
    'of a usage client: ten minutes of outage with a call a second are 603 requests, and the first one after it is answered',
    { timeout: 60_000 },
    async (t) => {
      const { origin, requests, state } = await outage(t, { usage: [] });
      const client = new UsageClient({ url: origin });
      const calls = 600;
      for (let second = 0; second < calls; second++) await failure(client.load());
      assert.equal(requests.length, calls + 3);
      assert.ok(requests.length / calls <= 1.1);
      state.isDown = false;
      assert.equal((await client.load()).length, 0);
      assert.equal(requests.length, calls + 4);
    },
  );
});
