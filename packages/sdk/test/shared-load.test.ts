import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
import { SharedLoad } from '../src/shared-load.ts';

interface Started {
  readonly signal: AbortSignal;
  resolve(value: string): void;
  reject(error: Error): void;
}

/** A load whose starts are told, and settled by hand. */
function manualLoad() {
  const starts: Started[] = [];
  const load = new SharedLoad<string>(
    (signal) => new Promise((resolve, reject) => starts.push({ signal, resolve, reject })),
  );
  return { load, starts };
}

describe('SharedLoad', () => {
  it('starts once for all who ask while it runs', async () => {
    const { load, starts } = manualLoad();
    const waits = [load.join(), load.join(), load.join(new AbortController().signal)];
    await tick();
    assert.equal(starts.length, 1);
    starts[0]?.resolve('done');
    assert.deepEqual(await Promise.all(waits), ['done', 'done', 'done']);
  });

  it('remembers nothing once it has settled', async () => {
    const { load, starts } = manualLoad();
    const first = load.join();
    await tick();
    starts[0]?.reject(new Error('broken'));
    await assert.rejects(first, /broken/);
    const second = load.join();
    await tick();
    starts[1]?.resolve('whole');
    assert.equal(await second, 'whole');
  });

  it('lets one caller leave without ending it for the others', async () => {
    const { load, starts } = manualLoad();
    const leaver = new AbortController();
    const [left, stayed] = [load.join(leaver.signal), load.join()];
    await tick();
    leaver.abort('gone');
    await assert.rejects(left, (reason) => reason === 'gone');
    assert.equal(getEventListeners(leaver.signal, 'abort').length, 0);
    assert.equal(starts[0]?.signal.aborted, false);
    starts[0]?.resolve('done');
    assert.equal(await stayed, 'done');
  });

  it('is aborted when its last caller has left, and starts anew for the next', async () => {
    const { load, starts } = manualLoad();
    const leaver = new AbortController();
    const left = load.join(leaver.signal);
    await tick();
    leaver.abort('gone');
    await assert.rejects(left);
    assert.equal(starts[0]?.signal.aborted, true);
    const next = load.join();
    await tick();
    starts[0]?.reject(new Error('Heard, or this run fails with an unhandled rejection.'));
    await tick();
    const third = load.join();
    await tick();
    assert.equal(starts.length, 2);
    starts[1]?.resolve('done');
    assert.deepEqual(await Promise.all([next, third]), ['done', 'done']);
  });

  it('does not start for a caller who has left already', async () => {
    const { load, starts } = manualLoad();
    await assert.rejects(load.join(AbortSignal.abort('before')), (reason) => reason === 'before');
    await tick();
    assert.equal(starts.length, 0);
  });

  it('takes a start that throws for one that rejects', async () => {
    const load = new SharedLoad(() => {
      throw new Error('at once');
    });
    await assert.rejects(load.join(), /at once/);
  });

  it('is started once for any number of callers who overlap, whoever leaves, and gives all the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (leaves) => {
        const { load, starts } = manualLoad();
        const stays = load.join();
        const waits = leaves.map((goes) => {
          const leaver = new AbortController();
          const wait = load.join(leaver.signal);
          if (goes) leaver.abort('gone');
          return wait.catch((reason: unknown) => reason);
        });
        await tick();
        assert.equal(starts.length, 1);
        starts[0]?.resolve('done');
        assert.equal(await stays, 'done');
        assert.deepEqual(
          await Promise.all(waits),
          leaves.map((goes) => (goes ? 'gone' : 'done')),
        );
      }),
    );
  });
});
