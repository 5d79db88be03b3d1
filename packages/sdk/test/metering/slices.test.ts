import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSlices } from '../../src/metering/slices.ts';

/** Keeps a processor busy for so many milliseconds. */
function toil(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The rows in the order they were done. */
async function rowsDone(length: number, cost: (rows: number) => void = () => {}, signal?: AbortSignal) {
  const rows: number[] = [];
  await inSlices(length, signal, (from, to) => {
    for (let row = from; row < to; row++) rows.push(row);
    cost(to - from);
  });
  return rows;
}

for (const length of [0, 1, 256, 257, 4096, 4097, 20_000]) {
  test(`each of ${length} rows is done once, in order`, async () => {
    assert.deepEqual(
      await rowsDone(length),
      Array.from({ length }, (_, row) => row),
    );
  });
}

test('few rows are done at once', async () => {
  let done = 0;
  const work = inSlices(4096, undefined, (from, to) => (done += to - from));
  assert.equal(done, 4096);
  await work;
});

test('many rows wait for a turn of their own, and let others have theirs', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  let done = 0;
  const work = inSlices(5120, undefined, (from, to) => ((done += to - from), toil(4)));
  assert.equal(done, 0);
  await work;
  clearInterval(timer);
  assert.equal(done, 5120);
  // 80 ms of work in slices of 16 to 20.
  assert.ok(turns >= 4, `${turns} turns`);
});

test('an abort ends it at the next slice, with its own reason', async () => {
  const controller = new AbortController();
  const work = rowsDone(1e6, () => toil(0.1), controller.signal);
  setTimeout(() => controller.abort('left'), 20);
  await assert.rejects(work, (reason) => reason === 'left');
});

test('it waits its turn where an element of the page is called scheduler', async (t) => {
  // Names of elements are behind what a window has of its own.
  const behind = Object.getPrototypeOf(globalThis) as object;
  const named = { yield: () => Promise.reject(new Error('The element was called.')) };
  Object.defineProperty(behind, 'scheduler', { value: named, configurable: true });
  t.after(() => Reflect.deleteProperty(behind, 'scheduler'));
  assert.equal((globalThis as { scheduler?: unknown }).scheduler, named);
  assert.equal((await rowsDone(10_000)).length, 10_000);
});

for (const [name, change] of [
  ['where the runtime has scheduler.yield', { scheduler: { yield: () => new Promise<void>((go) => setTimeout(go)) } }],
  ['where it has no MessageChannel', { MessageChannel: undefined }],
] as const) {
  test(`it waits its turn ${name}`, async (t) => {
    for (const [key, value] of Object.entries(change)) {
      const before = Object.getOwnPropertyDescriptor(globalThis, key);
      Object.defineProperty(globalThis, key, { value, configurable: true, writable: true });
      t.after(() =>
        before ? Object.defineProperty(globalThis, key, before) : Reflect.deleteProperty(globalThis, key),
      );
    }
    assert.equal((await rowsDone(10_000)).length, 10_000);
  });
}
