import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { UsageClient } from '../src/reading/usage-client.ts';
import { startStopwatch } from '../src/stopwatch.ts';
import { json, serve } from './local-server.ts';
import { item } from './usage-items.ts';

// The wall clock is set back and forward, and the other one stands still while the computer sleeps.

const minute = 60_000;
const day = 24 * 60 * minute;

/** Both clocks, to be moved by hand. */
function stopClocks(t: TestContext) {
  const clocks = { wall: Date.UTC(2024, 3, 29), steady: 1000 };
  t.mock.method(Date, 'now', () => clocks.wall);
  t.mock.method(performance, 'now', () => clocks.steady);
  return clocks;
}

test('a stopwatch says the larger of what two clocks say', (t) => {
  const clocks = stopClocks(t);
  const passed = startStopwatch();
  assert.equal(passed(), 0);
  clocks.wall += 5;
  assert.equal(passed(), 5);
  clocks.steady += 7;
  assert.equal(passed(), 7);
  clocks.wall -= day;
  assert.equal(passed(), 7);
  clocks.wall += 2 * day;
  assert.equal(passed(), day + 5);
});

/** A client that has loaded once. */
async function loadedClient(t: TestContext, staleTime: number) {
  const { origin, requests } = await serve(t, json({ usage: [item()] }));
  const clocks = stopClocks(t);
  const client = new UsageClient({ url: `${origin}/usage`, staleTime });
  await client.load();
  return { client, clocks, requests };
}

for (const back of [1, minute, day]) {
  test(`a ledger is fresh for a minute, and no longer, though the wall clock is set back by ${back} ms`, async (t) => {
    const { client, clocks, requests } = await loadedClient(t, minute);
    clocks.wall -= back;
    clocks.steady += minute - 1;
    assert.equal(client.stale, false);
    await client.load();
    assert.equal(requests.length, 1);
    clocks.steady += 1;
    assert.equal(client.stale, true);
    await client.load();
    assert.equal(requests.length, 2);
    assert.deepEqual([client.stale, client.loadedAt], [false, clocks.wall]);
  });
}

test('a ledger is fresh for a minute, and no longer, where the wall clock is set back again and again', async (t) => {
  const { client, clocks } = await loadedClient(t, minute);
  for (let second = 0; second < 59; second++) {
    clocks.steady += 1000;
    clocks.wall += second % 10 === 0 ? -10_000 : 1000;
    assert.equal(client.stale, false);
  }
  clocks.steady += 1000;
  assert.equal(client.stale, true);
});

for (const [what, ahead] of [
  ['the computer has slept', minute],
  ['the wall clock is set forward', day],
] as const) {
  test(`a ledger is stale once ${what} for its time, and fresh again after the next load`, async (t) => {
    const { client, clocks, requests } = await loadedClient(t, minute);
    clocks.wall += ahead;
    assert.equal(client.stale, true);
    await client.load();
    assert.equal(client.stale, false);
    await client.load();
    assert.equal(requests.length, 2);
  });
}

for (const staleTime of [0, Infinity]) {
  test(`with a staleTime of ${staleTime}, no change of a clock changes anything`, async (t) => {
    const { client, clocks } = await loadedClient(t, staleTime);
    for (const change of [0, -day, 3 * day]) {
      clocks.wall += change;
      assert.equal(client.stale, staleTime === 0);
    }
  });
}
