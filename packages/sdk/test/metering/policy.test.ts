import assert from 'node:assert/strict';
import { it } from 'node:test';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import type { CreditPolicy } from '../../src/metering/pricing.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const upstream = { messages: async () => [{ id: 1, text: 'a', timestamp }], report: async () => undefined };

/** Three messages, of which two have the same report. */
const billOf = (credits: CreditPolicy) => {
  const messages = [
    { id: 1, text: 'a', timestamp },
    { id: 2, text: 'b', timestamp, report_id: 7 },
    { id: 3, text: 'c', timestamp, report_id: 7 },
  ];
  const report = async (id: number) => ({ id, name: 'Report 7', credit_cost: 79 });
  return collectUsage({ upstream: { messages: async () => messages, report }, credits });
};

const changes: [fields: string, change: (message: Record<string, unknown>) => void][] = [
  ['id', (message) => (message['id'] = 4)],
  ['text', (message) => (message['text'] = '')],
  ['text', (message) => (message['text'] = undefined)],
  ['timestamp', (message) => delete message['timestamp']],
  ['report_id', (message) => (message['report_id'] = 8)],
  ['report_id', (message) => delete message['report_id']],
  ['id and text', (message) => Object.assign(message, { id: 'forged', text: 'forged' })],
];
for (const [fields, change] of changes) {
  it(`a policy that changes a message fails the bill, which names it: ${fields}`, async () => {
    const credits: CreditPolicy = (message) => {
      if (message.id === 2) change(message as never);
      return 100;
    };
    await assert.rejects(billOf(credits), {
      code: 'invalid_price',
      message: `messages[1]: the credit policy changed ${fields} of the message; it must only give a price.`,
    });
  });
}

it('a policy that gives a text message a report fails the bill', async () => {
  const credits: CreditPolicy = (message) => Object.assign(message, { report_id: 7 }) && 100;
  await assert.rejects(billOf(credits), { code: 'invalid_price' });
});

it('a policy may put back what it has changed, and keep notes on a message', async () => {
  const credits: CreditPolicy = (message) => {
    const { text } = message;
    Object.assign(message, { text: text.toUpperCase(), tokens: 1 });
    Object.assign(message, { text });
    return 100;
  };
  assert.equal((await billOf(credits)).length, 3);
});

it('a policy cannot change a report, which may price other messages', async () => {
  for (const change of [{ name: 'forged' }, { credit_cost: 0 }]) {
    const credits: CreditPolicy = (_, report) => (report && Object.assign(report, change), 100);
    await assert.rejects(billOf(credits), TypeError);
    // As code that is not strict does it: without an error, and without an effect.
    const sloppy: CreditPolicy = (_, report) => (report && Reflect.set(report, ...Object.entries(change)[0]!), 7900);
    assert.deepEqual(
      (await billOf(sloppy)).map(({ report_name }) => report_name),
      [undefined, 'Report 7', 'Report 7'],
    );
  }
});

it('a policy that gives -0 gives nothing, without a sign', async () => {
  const [item] = await collectUsage({ upstream, credits: () => -0 });
  assert.ok(Object.is(item?.credits_used, 0));
});

it('a deadline ends a bill of few rows whose policy takes long', async () => {
  const messages = Array.from({ length: 3000 }, (_, id) => ({ id, text: 'a', timestamp }));
  let priced = 0;
  const credits = () => {
    const end = performance.now() + 1;
    while (performance.now() < end);
    return ++priced;
  };
  const slow = { ...upstream, messages: async () => messages };
  await assert.rejects(collectUsage({ upstream: slow, credits, deadline: 100 }), { code: 'timeout' });
  assert.ok(priced < 3000);
});
