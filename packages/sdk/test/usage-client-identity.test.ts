import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import type { UsageClientOptions } from '../src/reading/usage-client-options.ts';
import { toColumnar } from '../src/metering/columnar-writer.ts';
import type { HeadersOption } from '../src/http.ts';
import type { MaybePromise } from '../src/reading/snapshot.ts';
import { send, serve } from './local-server.ts';
import { item } from './usage-items.ts';

const credits: Record<string, number> = { alder: 24, birch: 21, 'alder-renewed': 24 };

/** A server of several customers, whose answers wait until they are let go; what each of them is sent for. */
async function serverOf(t: TestContext) {
  const held: { customer: string; answer: (status?: number, body?: unknown) => void }[] = [];
  const { origin, requests } = await serve(t, (request, response) => {
    const customer = String(request.headers['x-customer']);
    const usage = [item({ credits_used: credits[customer] ?? 0 })];
    held.push({ customer, answer: (status = 200, body = { usage }) => send(response, body, status) });
  });
  const sent = async (count: number) => {
    while (held.length < count) await nextTurn();
    return held[count - 1]!;
  };
  const client = (headers: HeadersOption, options: Partial<UsageClientOptions> = {}) =>
    new UsageClient({ url: `${origin}/usage`, headers, ...options });
  return { client, sent, requests };
}

const total = async (load: MaybePromise<{ totalAmount: number }>) => (await load).totalAmount / 100;

/** Headers whose customer can be changed. */
function turning(customer: string) {
  const state = { customer, asked: 0 };
  return { state, headers: async () => (state.asked++, { 'x-customer': state.customer }) };
}

describe('a client whose headers turn to another customer', () => {
  it('gives nobody what it remembers of another', async (t) => {
    const { client, sent } = await serverOf(t);
    const { state, headers } = turning('alder');
    const shared = client(headers, { staleTime: Infinity });
    const first = shared.load();
    (await sent(1)).answer();
    assert.equal(await total(first), 24);
    state.customer = 'birch';
    const second = shared.load();
    (await sent(2)).answer();
    assert.equal(await total(second), 21);
  });

  for (const refresh of [false, true]) {
    it(`lets nobody join the request of another, ${refresh ? 'refresh' : 'load'}`, async (t) => {
      const { client, sent } = await serverOf(t);
      const { state, headers } = turning('alder');
      const shared = client(headers);
      const first = shared.load();
      const alder = await sent(1);
      state.customer = 'birch';
      const second = shared.load({ refresh });
      const birch = await sent(2);
      assert.deepEqual([alder.customer, birch.customer], ['alder', 'birch']);
      birch.answer();
      assert.equal(await total(second), 21);
      alder.answer();
      assert.equal(await total(first), 24);
    });
  }

  it('remembers nothing of a customer that it has turned away from', async (t) => {
    const { client, sent, requests } = await serverOf(t);
    const { state, headers } = turning('alder');
    const shared = client(headers);
    const first = shared.load();
    const alder = await sent(1);
    state.customer = 'birch';
    const second = shared.load();
    (await sent(2)).answer();
    await second;
    alder.answer();
    await first;
    assert.equal(await total(shared.load()), 21);
    assert.equal(requests.length, 2);
  });

  it('tells nobody of rows that come for another', async (t) => {
    const body = (customer: string) => toColumnar([item({ credits_used: credits[customer]! })]);
    const bodies: Record<string, Uint8Array> = { alder: await body('alder'), birch: await body('birch') };
    const { origin } = await serve(t, (request, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.usage.columns+x-ndjson' });
      response.end(bodies[String(request.headers['x-customer'])]);
    });
    const { state, headers } = turning('alder');
    const shared = new UsageClient({ url: origin, headers, columns: columnarFormat });
    const told: Record<string, number[]> = { alder: [], birch: [] };
    const load = (customer: string) => {
      state.customer = customer;
      return shared.load({ onProgress: (rows) => told[customer]!.push(rows.at(0)!.amount / 100) });
    };
    await Promise.allSettled([load('alder'), load('birch')]);
    await Promise.allSettled([load('alder'), load('birch')]);
    assert.ok(told['alder']!.concat(told['birch']!).length > 0);
    assert.ok(told['alder']!.every((each) => each === 24) || told['birch']!.every((each) => each === 21));
  });

  it('asks for headers at each load, and sends those that it was given', async (t) => {
    const { client, sent } = await serverOf(t);
    const { state, headers } = turning('alder');
    const shared = client(headers);
    const first = shared.load();
    (await sent(1)).answer();
    await first;
    assert.equal(state.asked, 1);
    await shared.load();
    assert.equal(state.asked, 2);
  });
});

describe('a client', () => {
  it('shares a request and remembers among those who have the same headers, in any order and form', async (t) => {
    const { client, sent, requests } = await serverOf(t);
    const forms: HeadersOption[] = [
      { 'x-customer': 'alder', b: '1' },
      [
        ['B', '1'],
        ['X-Customer', 'alder'],
      ],
    ];
    let form = 0;
    const shared = client(() => forms[form++ % 2] as Record<string, string>);
    const loads = [shared.load(), shared.load()];
    (await sent(1)).answer();
    assert.deepEqual(await Promise.all(loads.map(total)), [24, 24]);
    assert.equal(await total(shared.load()), 24);
    assert.equal(requests.length, 1);
  });

  it('remembers under a token that was renewed while it loaded', async (t) => {
    const { client, sent, requests } = await serverOf(t);
    const { state, headers } = turning('alder');
    const shared = client(headers);
    const load = shared.load();
    const expired = await sent(1);
    state.customer = 'alder-renewed';
    expired.answer(401, {});
    (await sent(2)).answer();
    assert.equal(await total(load), 24);
    assert.equal(await total(shared.load()), 24);
    assert.equal(requests.length, 2);
  });

  for (const status of [401, 403]) {
    it(`forgets what it has when the server answers ${status}`, async (t) => {
      const { client, sent, requests } = await serverOf(t);
      const shared = client({ 'x-customer': 'alder' });
      const first = shared.load();
      (await sent(1)).answer();
      await first;
      const refused = shared.load({ refresh: true });
      (await sent(2)).answer(status, {});
      await assert.rejects(async () => refused, { status });
      assert.deepEqual([shared.stale, shared.loadedAt], [true, undefined]);
      const again = shared.load();
      (await sent(3)).answer();
      assert.equal(await total(again), 24);
      assert.equal(requests.length, 3);
    });
  }

  it('keeps what it has after any other failure', async (t) => {
    const { client, sent } = await serverOf(t);
    const shared = client({ 'x-customer': 'alder' });
    const first = shared.load();
    (await sent(1)).answer();
    await first;
    const refused = shared.load({ refresh: true });
    (await sent(2)).answer(404, {});
    await assert.rejects(async () => refused, { status: 404 });
    assert.equal(await total(shared.load()), 24);
  });
});

describe('a refresh', () => {
  it('never joins a request that was sent before it', async (t) => {
    const { client, sent } = await serverOf(t);
    const shared = client({ 'x-customer': 'alder' });
    const older = shared.load();
    const first = await sent(1);
    const newer = shared.load({ refresh: true });
    const second = await sent(2);
    second.answer(200, { usage: [item({ credits_used: 2 })] });
    assert.equal(await total(newer), 2);
    first.answer(200, { usage: [item({ credits_used: 1 })] });
    assert.equal(await total(older), 1);
    // The older answer came last, and is not what is remembered.
    assert.equal(await total(shared.load()), 2);
  });

  it('shares its request with those who ask before it is sent', async (t) => {
    const { client, sent, requests } = await serverOf(t);
    const shared = client({ 'x-customer': 'alder' });
    const loads = [shared.load({ refresh: true }), shared.load({ refresh: true }), shared.load()];
    (await sent(1)).answer();
    assert.deepEqual(await Promise.all(loads.map(total)), [24, 24, 24]);
    assert.equal(requests.length, 1);
  });
});

it('a function for headers that hangs ends with the deadline', async (t) => {
  const { client, requests } = await serverOf(t);
  const hanging = client(() => new Promise<never>(() => {}), { deadline: 30 });
  await assert.rejects(async () => hanging.load(), { code: 'headers_failed', message: /gave nothing within 0\.03 s/ });
  assert.equal(requests.length, 0);
});
