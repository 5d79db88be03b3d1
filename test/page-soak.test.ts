import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakPage } from '../bench/soak/page-soak.mjs';

// `npm run soak:page` does this a thousand times, and looks at the heap.

test('dashboards that were in a page leave no node, listener or document behind', async () => {
  const [first, last] = await soakPage(20, 1, 5);
  assert.deepEqual({ ...last, heap: 0 }, { ...first, heap: 0 });
});
