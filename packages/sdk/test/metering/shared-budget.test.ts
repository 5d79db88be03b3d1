import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUpstream, connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';

const baseUrl = 'http://a.test';

/** Counts what is sent by path, and answers 503. */
function outage() {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    sent.push(new URL((input as Request).url).pathname);
    return new Response('{}', { status: 503 });
  };
  return { sent, fetch };
}

describe('retries that upstreams share', () => {
  // Apart, each of the 60 has three retries of its own to spend.
  for (const [shared, requests] of [
    [true, 600 + 3],
    [false, 600 + 60 * 3],
  ] as const) {
    const whose = shared ? 'of all' : 'of each alone';
    it(`${whose} make ${requests} requests of 600 calls, when 60 customers call in turn for ten minutes`, async () => {
      const { sent, fetch } = outage();
      const clock = { now: 0 };
      const world = { now: () => clock.now, random: () => 0 };
      const first = connectUpstream({ baseUrl, fetch }, world);
      const retry = shared ? { sharedWith: first } : {};
      const customers = Array.from({ length: 60 }, () => connectUpstream({ baseUrl, fetch, retry }, world));
      for (let second = 0; second < 600; second++) {
        clock.now = second * 1000;
        await failure(customers[second % 60]!.messages());
      }
      assert.equal(sent.length, requests);
    });
  }

  it('are paid from a budget of messages and one of reports, whoever spends', async () => {
    const { sent, fetch } = outage();
    const world = { random: () => 0 };
    const first = connectUpstream({ baseUrl, fetch }, world);
    const second = connectUpstream({ baseUrl, fetch, retry: { sharedWith: first } }, world);
    const third = connectUpstream({ baseUrl, fetch, retry: { sharedWith: second, limit: 1 } }, world);
    const requests = async (call: (upstream: Upstream) => Promise<unknown>, upstream: Upstream) => {
      const before = sent.length;
      await failure(call(upstream));
      return sent.length - before;
    };
    const messages = (upstream: Upstream) => upstream.messages();
    const report = (upstream: Upstream) => upstream.report(1);
    // Three tokens each.
    assert.equal(await requests(messages, first), 3);
    assert.equal(await requests(messages, third), 2);
    assert.equal(await requests(messages, second), 1);
    assert.equal(await requests(report, third), 2);
    assert.equal(await requests(report, second), 3);
    assert.equal(await requests(report, first), 1);
  });

  /** Upstreams of customers over one server, which fails for some and for the next so many requests. */
  function customersOf(count: number) {
    const state = { failing: new Set<string>(), hiccups: 0, sent: 0 };
    const fetch: typeof globalThis.fetch = async (input) => {
      state.sent++;
      const isDown = state.failing.has((input as Request).headers.get('x-customer')!) || state.hiccups-- > 0;
      // With a status that no circuit counts.
      return isDown ? new Response('{}', { status: 429 }) : Response.json({ messages: [] });
    };
    const connect = (name: number, retry = {}) =>
      connectUpstream({ baseUrl, fetch, retry, headers: { 'x-customer': `${name}` } }, { random: () => 0 });
    const first = connect(0);
    const upstreams = [first, ...Array.from({ length: count - 1 }, (_, at) => connect(at + 1, { sharedWith: first }))];
    const requests = async (upstream: Upstream, calls = 1) => {
      const before = state.sent;
      for (let call = 0; call < calls; call++) await upstream.messages().catch(() => {});
      return state.sent - before;
    };
    return { state, upstreams, requests };
  }

  for (const [whose, failing] of [
    ['the one that others share with', 0],
    ['one that shares', 1],
  ] as const) {
    it(`are left to the others when ${whose} always fails`, async () => {
      const { state, upstreams, requests } = customersOf(3);
      state.failing.add(`${failing}`);
      assert.equal(await requests(upstreams[failing]!, 100), 100 + 2);
      const [well, other] = upstreams.filter((_, at) => at !== failing) as [Upstream, Upstream];
      // The last of the first three.
      state.hiccups = 1;
      await well.messages();
      // Of what the others earn, it gets nothing.
      for (let call = 0; call < 100; call++) await other.messages();
      assert.equal(await requests(upstreams[failing]!, 100), 100);
      state.hiccups = 1;
      await well.messages();
      state.hiccups = 2;
      await other.messages();
    });
  }

  it('are at most five in a row for each when the budget is full', async () => {
    const { state, upstreams, requests } = customersOf(3);
    for (const upstream of upstreams) await requests(upstream, 100);
    state.failing = new Set(['0', '1', '2']);
    const retries = [];
    for (const upstream of upstreams) retries.push((await requests(upstream, 50)) - 50);
    assert.deepEqual(retries, [5, 5, 0]);
  });

  it('of an upstream that could not be made are not shared', async () => {
    const { state, upstreams, requests } = customersOf(1);
    const [sharedWith] = upstreams;
    assert.throws(() => createUpstream({ baseUrl, retry: { sharedWith }, timeout: -1 }), { code: 'invalid_option' });
    state.failing.add('0');
    assert.equal(await requests(sharedWith!, 50), 50 + 3);
  });

  it('want an upstream that has a budget', () => {
    const other = { messages: async () => [], report: async () => undefined };
    for (const sharedWith of [other, null, 'a', {}] as unknown as Upstream[]) {
      assert.throws(() => createUpstream({ baseUrl, retry: { sharedWith } }), {
        code: 'invalid_option',
        message: /^`retry.sharedWith` must be an upstream that createUpstream made; got /,
      });
    }
    for (const retry of [0, 5, null, 'none'] as unknown as object[]) {
      assert.throws(() => createUpstream({ baseUrl, retry }), {
        code: 'invalid_option',
        message: /^`retry` must be an object; got /,
      });
    }
  });
});
