import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { CircuitOpenError, UsageError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { connectUpstream, type Upstream, type UpstreamOptions } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { failure } from '../http/json-client.ts';
import { send, serve } from '../local-server.ts';
import { timestamp } from './tech-task.ts';

// Callers who give up on a server that hangs: they must not send more requests than those who wait.

const callers = 30;

/** A server that hangs, for reports alone where `messages` are given, and clocks that the test moves. */
async function hangingUpstream(t: TestContext, options: Partial<UpstreamOptions> = {}, messages?: readonly unknown[]) {
  let arrived = () => {};
  const { origin, requests } = await serve(t, (request, response) => {
    if (messages && request.url?.endsWith('/messages/current-period')) return send(response, { messages });
    hanging.push(request.url!);
    arrived();
  });
  const hanging: string[] = [];
  const clock = { now: 1000 };
  t.mock.method(performance, 'now', () => clock.now);
  const upstream = connectUpstream({ baseUrl: origin, ...options }, { random: () => 0 });
  /** One caller, who leaves so many milliseconds after the request has arrived, or the last of several. */
  const visit = async (ask: (signal: AbortSignal) => Promise<unknown>, milliseconds: number, wanted = 1) => {
    const caller = new AbortController();
    let came = 0;
    arrived = () => {
      if (++came < wanted) return;
      clock.now += milliseconds;
      caller.abort(new Error('secret reason'));
    };
    const error = await failure(ask(caller.signal));
    // What a handler leaves behind ends a little later than its answer.
    await nextTurn();
    return error;
  };
  return { upstream, requests, hanging, clock, visit };
}

type Ask = (upstream: Upstream, signal: AbortSignal, count: number) => Promise<unknown>;
const asks: Record<string, Ask> = {
  messages: (upstream, signal) => upstream.messages(signal),
  'a report each': (upstream, signal, count) => upstream.report(count, signal),
  'a bill': (upstream, signal) => collectUsage({ upstream, signal }),
  '/usage': async (upstream, signal) => {
    const handle = createUsageHandler({ upstream, onError: () => {} });
    const response = await handle(new Request('https://app.test/usage', { signal }));
    throw new Error(`status ${response.status}`);
  },
};

for (const [name, ask] of Object.entries(asks)) {
  describe(`callers who leave a server that hangs, asking for ${name},`, () => {
    for (const milliseconds of [2500, 4999]) {
      it(`each after ${milliseconds} ms of 5000, open the circuit with the fifth request`, async (t) => {
        const { upstream, hanging, visit } = await hangingUpstream(t);
        for (let count = 0; count < callers; count++) {
          await visit((signal) => ask(upstream, signal, count), milliseconds);
        }
        assert.equal(hanging.length, 5);
      });
    }

    it('each after 2499 ms of 5000, say nothing', async (t) => {
      const { upstream, hanging, visit } = await hangingUpstream(t);
      for (let count = 0; count < callers; count++) await visit((signal) => ask(upstream, signal, count), 2499);
      assert.equal(hanging.length, callers);
    });
  });
}

it('callers who leave send no more requests than those who wait, on clocks that nobody holds', async (t) => {
  const count = async (patience: number) => {
    let caller = new AbortController();
    const { origin, requests } = await serve(t, () => void setTimeout(() => caller.abort(), patience).unref());
    const upstream = connectUpstream({ baseUrl: origin, timeout: 100 }, { random: () => 0 });
    for (let calls = 0; calls < callers; calls++) {
      caller = new AbortController();
      await failure(upstream.messages(caller.signal));
    }
    return requests.length;
  };
  assert.deepEqual([await count(1e6), await count(60)], [5, 5]);
});

it('a circuit that callers have opened says so, without a word of why they left, and one finds out after 10 s', async (t) => {
  const { upstream, hanging, clock, visit } = await hangingUpstream(t);
  const ask = (signal: AbortSignal) => upstream.messages(signal);
  for (let count = 0; count < 5; count++) assert.equal((await visit(ask, 4000)).message, 'secret reason');
  const error = await failure(upstream.messages());
  assert.ok(error instanceof CircuitOpenError && error.cause instanceof UsageError);
  assert.equal(error.cause.code, 'timeout');
  assert.match(error.cause.message, /current-period: silent for half of its time or more, until its caller left\.$/);
  clock.now += 10_000;
  // The probe's caller leaves, too: 10 s from when it was sent, the next one may.
  await visit(ask, 4000);
  clock.now += 5999;
  assert.ok((await failure(upstream.messages())) instanceof CircuitOpenError);
  clock.now += 1;
  await visit(ask, 0);
  assert.equal(hanging.length, 7);
});

it('half of the time is half of what the deadline leaves, where that is less than the timeout', async (t) => {
  const { upstream, hanging, visit } = await hangingUpstream(t, { timeout: 60_000, deadline: 10_000 });
  for (let count = 0; count < callers; count++) await visit((signal) => upstream.messages(signal), 5000);
  assert.equal(hanging.length, 5);
});

it('a caller who leaves a bill says of each report that hangs that it does', async (t) => {
  const messages = [1, 2, 3, 4, 5].map((id) => ({ id, text: '', timestamp, report_id: id }));
  const { upstream, hanging, visit } = await hangingUpstream(t, {}, messages);
  await visit((signal) => collectUsage({ upstream, signal }), 2500, 5);
  assert.equal(hanging.length, 5);
  assert.ok((await failure(upstream.report(6))) instanceof CircuitOpenError);
  assert.equal((await upstream.messages()).length, 5);
});

it('callers who leave while their own `headers` are awaited say nothing, however long that took', async (t) => {
  let asked = () => {};
  const headers = () => (asked(), new Promise<Record<string, string>>(() => {}));
  const { upstream, clock, requests } = await hangingUpstream(t, { headers });
  for (let count = 0; count < 8; count++) {
    const caller = new AbortController();
    asked = () => queueMicrotask(() => ((clock.now += 4999), caller.abort('gone')));
    assert.equal(await failure(upstream.messages(caller.signal)), 'gone');
  }
  assert.equal(requests.length, 0);
});
