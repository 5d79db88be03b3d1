import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as tick, setTimeout as pause } from 'node:timers/promises';
import type { Message } from '../../src/contract.ts';
import type { Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler, type UsageHandlerOptions } from '../../src/metering/usage-handler.ts';
import { timestamp } from './tech-task.ts';

const url = 'https://app.test/usage';
const messages = [
  { id: 1, text: '', timestamp, report_id: '7' },
  { id: 2, text: '', timestamp, report_id: 404 },
  { id: 3, text: '', timestamp },
];
const upstream: Upstream = {
  messages: () => pause(5, messages as unknown as Message[]),
  report: async () => undefined,
};

/** A handler, what `onFallback` was told, and what `onError` heard. */
function handler(options: Partial<UsageHandlerOptions> = {}) {
  const told: [id: number, reason: string][] = [];
  const errors: [error: unknown, request: Request][] = [];
  const handle = createUsageHandler({
    upstream,
    onFallback: ({ id }, reason) => void told.push([id, reason]),
    onError: (...heard) => errors.push(heard),
    ...options,
  });
  return { handle, told, errors };
}

describe('onFallback of a handler', () => {
  it('runs once for each load, however many requests share it and in whatever format', async () => {
    const { handle, told } = handler();
    const accepts = ['*/*', 'application/json', 'application/vnd.usage.columns+x-ndjson', '*/*'];
    const once: typeof told = [
      [1, 'invalid_report_id'],
      [2, 'missing_report'],
    ];
    for (const all of [once, [...once, ...once]]) {
      const requests = accepts.map((accept) => new Request(url, { headers: { accept } }));
      const answers = await Promise.all(requests.map(handle));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200],
      );
      assert.deepEqual(told, all);
    }
  });

  for (const [name, fail] of [
    ['throws', () => assert.fail('canary')],
    ['rejects', () => Promise.reject(new Error('canary'))],
  ] as const) {
    it(`that ${name} changes no answer; its first error of a load goes to onError, with the request that began it`, async () => {
      const { handle, errors } = handler({ onFallback: fail });
      const requests = [new Request(url), new Request(url)];
      const answers = await Promise.all(requests.map(handle));
      for (const answer of answers) {
        const usage = messages.map(({ id }) => ({ message_id: id, timestamp, credits_used: 1 }));
        assert.deepEqual(await answer.json(), { usage });
      }
      await tick();
      assert.deepEqual(
        errors.map(([error, request]) => [(error as Error).message, request]),
        [['canary', requests[0]]],
      );
    });
  }
});

it("invalidReportId: 'refuse' answers 503 upstream_invalid, and says where to onError alone", async () => {
  const { handle, told, errors } = handler({ invalidReportId: 'refuse' });
  const answer = await handle(new Request(url));
  assert.deepEqual([answer.status, (await answer.json()).error.code], [503, 'upstream_invalid']);
  assert.deepEqual([told, Object(errors[0]?.[0]).path, errors.length], [[], 'messages[0].report_id', 1]);
});

for (const options of [{ onFallback: 'log' }, { invalidReportId: 'drop' }] as unknown as UsageHandlerOptions[]) {
  it(`${JSON.stringify(options)} is refused when the handler is made`, () => {
    assert.throws(() => createUsageHandler({ ...options, upstream }), { code: 'invalid_option' });
  });
}
