import assert from 'node:assert/strict';
import { it } from 'node:test';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import type { CreditPolicy } from '../../src/metering/pricing.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const upstream = { messages: async () => [{ id: 1, text: 'a', timestamp }], report: async () => undefined };

it('what a policy does to a message is not on the bill', async () => {
  const credits: CreditPolicy = (message) => {
    Object.assign(message, { id: 'forged', timestamp: 'forged' });
    return 100;
  };
  assert.deepEqual(await collectUsage({ upstream, credits }), [{ message_id: 1, timestamp, credits_used: 1 }]);
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
