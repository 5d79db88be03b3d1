import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { ContractError } from '../../src/errors.ts';
import type { Message } from '../../src/contract.ts';
import { collectUsage, type CollectUsageOptions } from '../../src/metering/collect-usage.ts';
import type { FallbackListener } from '../../src/metering/fallbacks.ts';
import { createUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';
import { serveTechTask, timestamp } from './tech-task.ts';

const report = { id: 7, name: 'Report 7', credit_cost: 79 };
const text = (id: number, more: { report_id?: unknown } = {}) => ({ id, text: 'a'.repeat(17), timestamp, ...more });
const invalid: unknown[] = ['7', '', 7.5, 2 ** 53, -1, true, [], { id: 7 }];

/** Upstreams that list these messages and have report 7: ours, and one that is not. */
async function upstreams(t: TestContext, messages: unknown[]): Promise<[name: string, upstream: Upstream][]> {
  const { baseUrl } = await serveTechTask(t, { messages, reports: new Map([[7, report]]) });
  const other: Upstream = {
    messages: async () => structuredClone(messages) as Message[],
    report: async (id) => (id === 7 ? report : undefined),
  };
  return [
    ['ours', createUpstream({ baseUrl })],
    ['another', other],
  ];
}

/** The bill, and what `onFallback` was told. */
async function collect(upstream: Upstream, options: Partial<CollectUsageOptions> = {}) {
  const told: unknown[][] = [];
  const onFallback: FallbackListener = (...all) => void told.push(all);
  const usage = await collectUsage({ upstream, onFallback, ...options });
  return { usage, told };
}

describe('onFallback', () => {
  it('hears of each message that names a report and is priced by its text, in order, and of no other', async (t) => {
    const named = [...invalid, 404, 404].map((report_id, id) => text(id, { report_id }));
    const messages = [
      text(100),
      ...named.slice(0, 4),
      text(101, { report_id: 7 }),
      ...named.slice(4),
      text(102, { report_id: null }),
    ];
    for (const [name, upstream] of await upstreams(t, messages)) {
      const { usage, told } = await collect(upstream);
      const reasonOf = ({ report_id }: { report_id?: unknown }) =>
        report_id === 404 ? 'missing_report' : 'invalid_report_id';
      assert.deepEqual(
        told,
        named.map((message) => [message, reasonOf(message)]),
        name,
      );
      assert.deepEqual(
        usage.map(({ credits_used }) => credits_used),
        messages.map(({ id }) => (id === 101 ? 79 : 2)),
      );
    }
  });

  it('hears of 10,000 messages once each', async () => {
    const messages = Array.from({ length: 10_000 }, (_, id) =>
      text(id, { report_id: `${id}` }),
    ) as unknown as Message[];
    const { told } = await collect({ messages: async () => messages, report: async () => undefined });
    assert.deepEqual(
      told.map(([message]) => Object(message).report_id),
      messages.map(({ report_id }) => report_id),
    );
  });

  it('hears of an invalid id through an upstream that hands on the messages of ours', async (t) => {
    const [[, ours] = assert.fail()] = await upstreams(t, [text(1, { report_id: '7' })]);
    const { told } = await collect({ messages: (signal) => ours.messages(signal), report: async () => undefined });
    assert.deepEqual(told, [[text(1, { report_id: '7' }), 'invalid_report_id']]);
  });

  it('does not change what a credit policy sees, nor does what it makes of a message change the bill', async (t) => {
    const messages = [text(1, { report_id: '7' }), text(2, { report_id: 404 })];
    for (const [, upstream] of await upstreams(t, messages)) {
      const seen: string[] = [];
      const credits = (message: Message) => {
        seen.push(JSON.stringify(message) + Reflect.ownKeys(message).join());
        return 5;
      };
      const told: unknown[] = [];
      const onFallback: FallbackListener = (message) => {
        told.push({ ...message });
        Object.assign(message, { id: 8 });
      };
      const { usage } = await collect(upstream, { credits, onFallback });
      const keys = 'id,text,timestamp';
      assert.deepEqual(seen, [JSON.stringify(text(1)) + keys, `${JSON.stringify(messages[1])}${keys},report_id`]);
      assert.deepEqual(told, messages);
      assert.deepEqual(
        usage.map(({ message_id }) => message_id),
        [1, 2],
      );
    }
  });

  it('hears nothing of a bill that fails', async (t) => {
    const messages = [text(1, { report_id: '7' }), text(2, { report_id: 404 }), text(3)];
    const told: unknown[] = [];
    const onFallback = (message: unknown) => told.push(message);
    for (const [, upstream] of await upstreams(t, messages)) {
      const credits = ({ id }: Message) => (id === 3 ? NaN : 1);
      assert.equal(Object(await failure(collectUsage({ upstream, credits, onFallback }))).code, 'invalid_price');
    }
    assert.deepEqual(told, []);
  });

  for (const [name, fail] of [
    ['throws', () => assert.fail('canary')],
    ['rejects', () => Promise.reject(new Error('canary'))],
  ] as const) {
    it(`that ${name} changes nothing on the bill, and its first error is logged`, async (t) => {
      const log = t.mock.method(console, 'error', () => {});
      const messages = [text(1, { report_id: '7' }), text(2, { report_id: 404 })];
      const [[, upstream] = assert.fail()] = await upstreams(t, messages);
      let calls = 0;
      const { usage } = await collect(upstream, { onFallback: () => (calls++, fail()) });
      await tick();
      assert.deepEqual([usage.length, calls], [2, 2]);
      assert.deepEqual(
        log.mock.calls.map(({ arguments: [error] }) => (error as Error).message),
        ['canary'],
      );
    });
  }
});

describe('invalidReportId', () => {
  for (const report_id of invalid) {
    it(`being 'refuse' refuses ${JSON.stringify(report_id)} by its place, and looks no report up`, async (t) => {
      const messages = [text(0), text(1, { report_id: 7 }), text(2, { report_id: null }), text(3, { report_id })];
      const { baseUrl, requests } = await serveTechTask(t, { messages });
      const error = await failure(collect(createUpstream({ baseUrl }), { invalidReportId: 'refuse' }));
      assert.ok(error instanceof ContractError, String(error));
      assert.equal(error.path, 'messages[3].report_id');
      assert.match(
        error.message,
        /^messages\[3\]\.report_id must be a safe integer of at least 0, null or absent, as `invalidReportId` is 'refuse'; got .+\.$/,
      );
      assert.equal(requests.length, 1);
      if (typeof report_id === 'number') assert.ok(error.message.endsWith(`; got the number ${report_id}.`));
    });
  }

  it("being 'refuse' takes a report that does not exist, null and nothing", async (t) => {
    const messages = [text(1, { report_id: 404 }), text(2, { report_id: null }), text(3)];
    for (const [, upstream] of await upstreams(t, messages)) {
      const { usage, told } = await collect(upstream, { invalidReportId: 'refuse' });
      assert.equal(usage.length, 3);
      assert.deepEqual(told, [[messages[0], 'missing_report']]);
    }
  });
});

for (const [option, value, what] of [
  ['onFallback', 'log', /^`onFallback` must be a function; got a string\.$/],
  ['invalidReportId', 'ignore', /^`invalidReportId` must be 'text' or 'refuse'; got a string\.$/],
  ['invalidReportId', null, /^`invalidReportId` must be 'text' or 'refuse'; got null\.$/],
] as const) {
  it(`${option} is refused when it is ${JSON.stringify(value)}`, async () => {
    const upstream: Upstream = { messages: async () => [], report: async () => undefined };
    const error = await failure(collectUsage({ upstream, [option]: value } as unknown as CollectUsageOptions));
    assert.equal(Object(error).code, 'invalid_option');
    assert.match(error.message, what);
  });
}
