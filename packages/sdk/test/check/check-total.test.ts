import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBody } from '../../src/check/check-body.ts';

// On its own: it takes as long as all other tests of a body.
test('a total that cannot be exact is broken', () => {
  const item = { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 1e9 };
  const body = JSON.stringify({ usage: new Array<unknown>(90_072).fill(item) });
  const last = checkBody({ text: body }).at(-1);
  assert.deepEqual([last?.verdict, last?.what], ['broken', 'total']);
  assert.match(last?.text ?? '', /^The sum of credits .+\.$/);
});
