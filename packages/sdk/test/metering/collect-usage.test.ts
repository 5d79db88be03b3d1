import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Report } from '../../src/contract.ts';
import { collectUsage, type CollectUsageOptions } from '../../src/metering/collect-usage.ts';
import { createUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { serveTechTask, timestamp } from './tech-task.ts';

const never = new Promise<never>(() => {});

const message = (id: number, text: string, report_id?: number): Message =>
  report_id === undefined ? { id, text, timestamp } : { id, text, timestamp, report_id };
const report = (id: number): Report => ({ id, name: `Report ${id}`, credit_cost: id / 100 });

/** An upstream that is not ours. */
function custom(messages: unknown, lookUp: (id: number, signal?: AbortSignal) => unknown = () => undefined): Upstream {
  return { messages: async () => messages as Message[], report: async (id, signal) => lookUp(id, signal) as Report };
}

describe('collectUsage', () => {
  it('makes an item of each message, in order, priced by its report or by its text', async (t) => {
    const messages = [
      message(3, 'a'.repeat(44)),
      message(1, 'a'.repeat(44), 7905),
      message(2, 'a'.repeat(17), 404),
      { ...message(4, ''), report_id: '7905' },
      { ...message(5, 'a'), report_id: null },
    ];
    const { baseUrl, count, requests } = await serveTechTask(t, { messages, reports: new Map([[7905, report(7905)]]) });
    const usage = await collectUsage({ upstream: createUpstream({ baseUrl }) });
    assert.equal(
      JSON.stringify(usage, null, 1).replace(/\n */g, ' '),
      JSON.stringify(
        [
          { message_id: 3, timestamp, credits_used: 4.4 },
          { message_id: 1, timestamp, report_name: 'Report 7905', credits_used: 79.05 },
          { message_id: 2, timestamp, credits_used: 2 },
          { message_id: 4, timestamp, credits_used: 1 },
          { message_id: 5, timestamp, credits_used: 1 },
        ],
        null,
        1,
      ).replace(/\n */g, ' '),
    );
    assert.deepEqual([count('/reports/7905'), count('/reports/404'), requests.length], [1, 1, 3]);
  });

  it('looks each of 200 reports up once for 10,000 messages, 8 at a time', async (t) => {
    const ids = Array.from({ length: 200 }, (_, index) => 5000 + index);
    const messages = Array.from({ length: 10_000 }, (_, index) => message(index, 'text', ids[index % 200]));
    const reports = new Map(ids.map((id) => [id, report(id)]));
    const server = await serveTechTask(t, { messages, reports, delay: 20 });
    const upstream = createUpstream({ baseUrl: server.baseUrl });
    const bills = await Promise.all(Array.from({ length: 10 }, () => collectUsage({ upstream })));
    for (const usage of bills) {
      assert.equal(usage.length, 10_000);
      assert.ok(usage.every(({ report_name }, index) => report_name === `Report ${ids[index % 200]}`));
    }
    assert.ok(ids.every((id) => server.count(`/reports/${id}`) === 1));
    assert.equal(server.requests.length, 200 + 10);
    assert.equal(server.mostAtOnce, 8);
  });

  it('keeps to the concurrency of an upstream that is not ours', async () => {
    let atOnce = 0;
    let most = 0;
    const messages = Array.from({ length: 50 }, (_, id) => message(id, '', id));
    const lookUp = async (id: number) => {
      most = Math.max(most, ++atOnce);
      await pause(1);
      atOnce--;
      return report(id);
    };
    await collectUsage({ upstream: { ...custom(messages, lookUp), concurrency: 3 } });
    assert.equal(most, 3);
    most = 0;
    await collectUsage({ upstream: custom(messages, lookUp) });
    assert.equal(most, 8);
  });

  it('keeps to it across calls', async () => {
    let atOnce = 0;
    let most = 0;
    const messages = Array.from({ length: 30 }, (_, id) => message(id, '', id));
    const upstream = custom(messages, async (id) => {
      most = Math.max(most, ++atOnce);
      await pause(1);
      atOnce--;
      return report(id);
    });
    const bills = await Promise.all(Array.from({ length: 3 }, () => collectUsage({ upstream })));
    assert.ok(bills.every((usage) => usage.every(({ report_name }, id) => report_name === `Report ${id}`)));
    assert.equal(most, 8);
  });

  it('is not held up by look-ups that ignored the abort of another call', async () => {
    let answers = false;
    const messages = Array.from({ length: 20 }, (_, id) => message(id, '', id));
    const upstream = custom(messages, (id) => (answers ? report(id) : never));
    await assert.rejects(collectUsage({ upstream, deadline: 30 }), { code: 'timeout' });
    answers = true;
    assert.equal((await collectUsage({ upstream, deadline: 2000 })).length, 20);
  });

  it('fails as a whole with the first report that fails, and aborts the others', async () => {
    const messages = Array.from({ length: 20 }, (_, id) => message(id, '', id));
    const asked: number[] = [];
    const aborted: number[] = [];
    const upstream = custom(messages, async (id, signal) => {
      asked.push(id);
      signal?.addEventListener('abort', () => aborted.push(id));
      await pause(id === 5 ? 5 : 15);
      if (id === 5) throw new Error('Report 5 is broken.');
      return report(id);
    });
    await assert.rejects(collectUsage({ upstream }), /Report 5 is broken/);
    await pause(30);
    assert.deepEqual(asked, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(aborted.length, 8);
  });

  it('never guesses: a report that fails is not priced by its text', async (t) => {
    const reports = new Map([[1, { id: 1, name: '', credit_cost: 1 }]]);
    const { baseUrl } = await serveTechTask(t, { messages: [message(1, 'text', 1)], reports });
    const upstream = createUpstream({ baseUrl });
    await assert.rejects(collectUsage({ upstream }), { code: 'contract_violation', path: 'name' });
  });

  const broken: [name: string, upstream: Upstream, said: RegExp][] = [
    [
      'messages',
      custom([message(1, ''), { id: 2 }]),
      /^`messages\(\)`: messages\[1\]\.text must be a string; got nothing/,
    ],
    ['no messages', custom(null), /^`messages\(\)`: messages must be a list; got null/],
    [
      'a report',
      custom([message(1, '', 7)], () => report(8)),
      /^`report\(7\)`: id must be the id that was asked for, 7/,
    ],
  ];
  for (const [name, upstream, said] of broken) {
    it(`checks what an upstream that is not ours gives: ${name}`, async () => {
      await assert.rejects(collectUsage({ upstream }), { code: 'contract_violation', message: said });
    });
  }

  for (const nothing of [null, undefined]) {
    it(`takes ${nothing} from an upstream that is not ours for no report`, async () => {
      const usage = await collectUsage({ upstream: custom([message(1, 'text', 7)], () => nothing) });
      assert.deepEqual(usage, [{ message_id: 1, timestamp, credits_used: 1 }]);
    });
  }

  it('asks the credit policy, with the report if there is one', async () => {
    const upstream = custom([message(1, 'a'), message(2, 'b', 7)], report);
    const credits = ({ text }: Message, found: Report | undefined) => (found ? 5 : 0) + (text === 'b' ? 100 : 10);
    const usage = await collectUsage({ upstream, credits });
    assert.deepEqual(
      usage.map(({ credits_used }) => credits_used),
      [0.1, 1.05],
    );
  });

  for (const price of [1.5, -1, NaN, Infinity, 1e11 + 1, '100', undefined, null, Promise.resolve(1)]) {
    it(`refuses ${typeof price} ${String(price)} as a price`, async () => {
      const upstream = custom([message(1, ''), message(2, 'b')]);
      const credits = ({ id }: Message) => (id === 2 ? price : 0) as number;
      const got = typeof price === 'number' ? price : typeof price;
      const said = `messages[1]: the credit policy must give whole hundredths, from 0 to 100000000000; got ${got}.`;
      await assert.rejects(collectUsage({ upstream, credits }), { code: 'invalid_price', message: said });
    });
  }

  it('takes 0 and 1e11 for prices', async () => {
    const upstream = custom([message(1, ''), message(2, '')]);
    const usage = await collectUsage({ upstream, credits: ({ id }) => (id === 1 ? 0 : 1e11) });
    assert.deepEqual(
      usage.map(({ credits_used }) => credits_used),
      [0, 1e9],
    );
  });

  for (const upstream of [undefined, { messages: async () => [] }, { report: async () => undefined }]) {
    it(`refuses ${upstream && Object.keys(upstream)} as an upstream`, async () => {
      await assert.rejects(collectUsage({ upstream: upstream as unknown as Upstream }), {
        code: 'invalid_option',
        message: /^`upstream` must be an object with messages\(\) and report\(\); got /,
      });
    });
  }

  for (const [option, options] of [
    ['credits', { upstream: custom([]), credits: 4 }],
    ['deadline', { upstream: custom([]), deadline: -1 }],
    ['upstream.concurrency', { upstream: { ...custom([]), concurrency: 0 } }],
  ] as [string, unknown][]) {
    it(`refuses ${option}: ${JSON.stringify(options)}`, async () => {
      const collecting = collectUsage(options as CollectUsageOptions);
      await assert.rejects(collecting, { code: 'invalid_option', message: new RegExp(`^\`${option}\` must be `) });
    });
  }

  it('ends at its deadline, whatever the upstream does', async () => {
    const error = { code: 'timeout', message: 'The usage was not collected within 0.03 s, the deadline.' };
    await assert.rejects(collectUsage({ upstream: custom(never), deadline: 30 }), error);
    await assert.rejects(collectUsage({ upstream: custom([message(1, '', 1)], () => never), deadline: 30 }), error);
  });

  it('ends at its deadline while it prices, however slow the credit policy is', async () => {
    const messages = Array.from({ length: 3000 }, (_, id) => message(id, ''));
    let priced = 0;
    const credits = () => {
      const end = performance.now() + 1;
      while (performance.now() < end);
      return ++priced;
    };
    await assert.rejects(collectUsage({ upstream: custom(messages), credits, deadline: 200 }), {
      code: 'timeout',
      message: 'The usage was not collected within 0.2 s, the deadline.',
    });
    assert.ok(priced < 3000, `${priced}`);
  });

  it('passes the abort of the caller through, and leaves no listener', async () => {
    const controller = new AbortController();
    const collecting = collectUsage({ upstream: custom([message(1, '', 1)], () => never), signal: controller.signal });
    setTimeout(() => controller.abort('gone'), 5);
    await assert.rejects(collecting, (reason) => reason === 'gone');
    const { signal } = new AbortController();
    await collectUsage({ upstream: custom([message(1, '')]), signal });
    for (const one of [signal, controller.signal]) assert.equal(getEventListeners(one, 'abort').length, 0);
  });

  it('gives an empty bill for no messages', async () => {
    assert.deepEqual(await collectUsage({ upstream: custom([]) }), []);
  });
});
