import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, soakPage } from '../bench/soak/page-soak.mjs';

// `npm run soak:page` does this a thousand times, and looks at the heap.

test('dashboards that were in a page leave no node, listener or document behind', async () => {
  const [first, last] = await soakPage(20, 1, 5);
  assert.deepEqual({ ...last, heap: 0 }, { ...first, heap: 0 });
});

test('a page leaks when it has more than before, or when its heap may grow by more than the limit', () => {
  /** 51 looks at 1000 dashboards, with a heap that goes up and down by `noise` beside its way. */
  const heldBy = (bytes: number, noise = 0, last = {}) =>
    Array.from({ length: 51 }, (_, index) => ({
      ...{ nodes: 214, listeners: 14, documents: 2 },
      heap: 2e6 + index * 20 * bytes + (index % 2 ? noise : -noise),
      ...(index === 50 && last),
    }));
  const leaks = (...held: Parameters<typeof heldBy>) => judge(heldBy(...held), 1000, 200).leaks;
  assert.equal(leaks(0), false);
  assert.equal(leaks(199), false);
  assert.equal(leaks(201), true);
  // Give or take 48: the slope is below the limit, and may be above it.
  assert.equal(leaks(140, 50_000), false);
  assert.equal(leaks(160, 50_000), true);
  assert.equal(leaks(240, 50_000), true);
  assert.equal(leaks(NaN), true);
  for (const kind of ['nodes', 'listeners', 'documents']) assert.equal(leaks(0, 0, { [kind]: 215 }), true, kind);
  assert.match(judge(heldBy(160, 50_000), 1000, 200).lines.join('\n'), /^160 bytes a dashboard, give or take \d+/m);
});
