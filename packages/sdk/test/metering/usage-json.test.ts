import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toUsageJson } from '../../src/metering/usage-json.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { item, someItems } from '../usage-items.ts';
import { timestamp } from './tech-task.ts';

const textOf = async (items: Parameters<typeof toUsageJson>[0]) => new TextDecoder().decode(await toUsageJson(items));

test('the body is what JSON.stringify gives', async () => {
  await fc.assert(
    fc.asyncProperty(someItems, async (usage) => assert.equal(await textOf(usage), JSON.stringify({ usage }))),
  );
});

for (const length of [0, 1, 255, 256, 257, 512, 10_000]) {
  test(`a body of ${length} rows too, which is more than is written at once or not`, async () => {
    const usage = Array.from({ length }, (_, id) => item({ message_id: id, report_name: '漢字' }));
    assert.equal(await textOf(usage), JSON.stringify({ usage }));
  });
}

test('an abort ends the writing, with its own reason', async () => {
  const usage = new Array(100_000).fill(item());
  await assert.rejects(toUsageJson(usage, AbortSignal.abort('left')), (reason) => reason === 'left');
});

test('a large answer lets other work of the process have its turns', async () => {
  const messages = Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'x'.repeat(100), timestamp }));
  const handle = createUsageHandler({ upstream: { messages: async () => messages, report: async () => undefined } });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const response = await handle(new Request('https://app.test/usage'));
  clearInterval(timer);
  assert.equal(((await response.json()) as { usage: unknown[] }).usage.length, 100_000);
  // Checked, priced, written and put together: each of them has waited its turn at least once.
  assert.ok(turns >= 3, `${turns} turns`);
});
