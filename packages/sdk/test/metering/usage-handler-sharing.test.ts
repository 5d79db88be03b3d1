import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Report } from '../../src/contract.ts';
import { createUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { serveTechTask, timestamp } from './tech-task.ts';

const url = 'https://app.test/usage';
const noReport = async () => undefined;

/** An upstream whose loads are counted and ended by hand. */
function manual() {
  const starts: {
    signal: AbortSignal | undefined;
    end: (messages: Message[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  const upstream: Upstream = {
    messages: (signal) => new Promise((end, fail) => starts.push({ signal, end, fail })),
    report: noReport,
  };
  return { upstream, starts };
}

const request = (signal?: AbortSignal) => new Request(url, signal ? { signal } : {});

describe('requests at the same time', () => {
  it('for one upstream share one load: 200 look-ups for ten cold requests', async (t) => {
    const ids = Array.from({ length: 200 }, (_, index) => index);
    const messages = Array.from({ length: 10_000 }, (_, id) => ({ id, text: '', timestamp, report_id: id % 200 }));
    const reports = new Map(ids.map((id) => [id, { id, name: `Report ${id}`, credit_cost: 1 }]));
    const server = await serveTechTask(t, { messages, reports, delay: 20 });
    const handle = createUsageHandler({ upstream: createUpstream({ baseUrl: server.baseUrl }) });
    const responses = await Promise.all(Array.from({ length: 10 }, () => handle(request())));
    const bodies = await Promise.all(responses.map((response) => response.text()));
    assert.equal(JSON.parse(bodies[0] ?? '').usage.length, 10_000);
    assert.equal(new Set(bodies).size, 1);
    assert.equal(server.requests.length, 1 + 200);
    assert.equal(server.mostAtOnce, 8);
  });

  it('for two customers never see each other, however slow', async (t) => {
    const customers = await Promise.all(
      ['Ada', 'Bob'].map(async (name, index) => {
        const messages = Array.from({ length: 30 }, (_, id) => ({ id, text: name, timestamp, report_id: id % 10 }));
        const report = (id: number): Report => ({ id, name: `${name}'s ${id}`, credit_cost: index + 1 });
        const reports = new Map(messages.slice(0, 10).map(({ id }) => [id, report(id)]));
        const { baseUrl } = await serveTechTask(t, { messages, reports, delay: 10 + 5 * index });
        return [name, createUpstream({ baseUrl })] as const;
      }),
    );
    const upstreams = new Map(customers);
    const handle = createUsageHandler({
      upstream: async ({ headers }) => {
        await pause(headers.get('x-customer') === 'Ada' ? 5 : 1);
        return upstreams.get(headers.get('x-customer') ?? '') as Upstream;
      },
    });
    const names = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'Ada' : 'Bob'));
    await Promise.all(
      names.map(async (name) => {
        const response = await handle(new Request(url, { headers: { 'x-customer': name } }));
        const { usage } = (await response.json()) as { usage: { report_name: string }[] };
        assert.equal(usage.length, 30);
        assert.ok(usage.every(({ report_name }) => report_name.startsWith(`${name}'s`)));
      }),
    );
  });

  it('all hear of a failure, which is reported once, with the request that began it', async () => {
    const { upstream, starts } = manual();
    const errors: [unknown, Request][] = [];
    const handle = createUsageHandler({ upstream, onError: (...heard) => errors.push(heard) });
    const beginner = new AbortController();
    const first = request(beginner.signal);
    const answers = [handle(first), handle(request()), handle(request())];
    await pause(5);
    beginner.abort();
    const broken = new Error('broken');
    starts[0]?.fail(broken);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(statuses, [499, 503, 503]);
    assert.equal(starts.length, 1);
    assert.deepEqual(
      errors.map(([error]) => error),
      [broken],
    );
    assert.equal(errors[0]?.[1], first);
  });

  it('begin a new load once the last has ended: nothing is remembered', async () => {
    const { upstream, starts } = manual();
    const handle = createUsageHandler({ upstream });
    for (const id of [1, 2]) {
      const answer = handle(request());
      await pause(1);
      starts[id - 1]?.end([{ id, text: '', timestamp }]);
      assert.match(await (await answer).text(), new RegExp(`"message_id":${id},`));
    }
  });
});

describe('a client that leaves', () => {
  it('gets an empty 499, and does not end the load of another', async () => {
    const { upstream, starts } = manual();
    const errors: unknown[] = [];
    const handle = createUsageHandler({ upstream, onError: (error) => errors.push(error) });
    const leaver = new AbortController();
    const [left, stayed] = [handle(request(leaver.signal)), handle(request())];
    await pause(5);
    leaver.abort();
    const gone = await left;
    assert.deepEqual([gone.status, gone.body], [499, null]);
    assert.equal(starts[0]?.signal?.aborted, false);
    starts[0]?.end([]);
    assert.equal((await stayed).status, 200);
    assert.deepEqual(errors, []);
  });

  it('ends the load when it was the last, and is no error', async () => {
    const { upstream, starts } = manual();
    const errors: unknown[] = [];
    const handle = createUsageHandler({ upstream, onError: (error) => errors.push(error) });
    const leaver = new AbortController();
    const left = handle(request(leaver.signal));
    await pause(5);
    leaver.abort();
    assert.equal((await left).status, 499);
    await pause(1);
    assert.equal(starts[0]?.signal?.aborted, true);
    starts[0]?.fail(new Error('late'));
    await pause(1);
    assert.deepEqual(errors, []);
  });

  it('while it is authorized or its upstream is chosen gets 499 too, and starts nothing', async () => {
    const { upstream, starts } = manual();
    const errors: unknown[] = [];
    const slow = () => pause(20);
    for (const options of [
      { upstream, authorize: () => slow().then(() => true) },
      { upstream, authorize: () => slow().then(() => Promise.reject(new Error('aborted'))) },
      { upstream: () => slow().then(() => upstream) },
      { upstream: () => slow().then(() => Promise.reject(new Error('aborted'))) },
    ]) {
      const leaver = new AbortController();
      const left = createUsageHandler({ ...options, onError: (error) => errors.push(error) })(request(leaver.signal));
      leaver.abort();
      assert.equal((await left).status, 499);
    }
    await pause(30);
    assert.deepEqual([starts.length, errors], [0, []]);
  });

  it('leaves no listener on the signal of its request, nor does one that stays', async () => {
    const { signal } = new AbortController();
    const one = request(signal);
    await createUsageHandler({ upstream: { messages: async () => [], report: noReport } })(one);
    assert.equal(getEventListeners(one.signal, 'abort').length, 0);
  });
});
