import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { Limiter } from '../../src/metering/limiter.ts';

const { signal } = new AbortController();

/** Work that notes when it begins, and ends when it is told. */
function manualWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

describe('Limiter', () => {
  it('lets so many run at once, in the order they came', async () => {
    const limiter = new Limiter(2);
    const { begun, work, end } = manualWork();
    const all = ['a', 'b', 'c', 'd'].map((name) => limiter.run(work(name), signal));
    await tick();
    assert.deepEqual(begun, ['a', 'b']);
    end('b');
    await tick();
    assert.deepEqual(begun, ['a', 'b', 'c']);
    end('a');
    await tick();
    end('c');
    end('d');
    assert.deepEqual(await Promise.all(all), ['a', 'b', 'c', 'd']);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('gives the place of failed work to the next', async () => {
    const limiter = new Limiter(1);
    await assert.rejects(
      limiter.run(() => Promise.reject(new Error('broken')), signal),
      /broken/,
    );
    assert.equal(await limiter.run(async () => 'next', signal), 'next');
  });

  it('lets an aborted caller leave the queue', async () => {
    const limiter = new Limiter(1);
    const { begun, work, end } = manualWork();
    const leaver = new AbortController();
    const first = limiter.run(work('a'), signal);
    const left = limiter.run(work('b'), leaver.signal);
    const last = limiter.run(work('c'), signal);
    leaver.abort('gone');
    await assert.rejects(left, (reason) => reason === 'gone');
    end('a');
    await first;
    await tick();
    end('c');
    assert.equal(await last, 'c');
    assert.deepEqual(begun, ['a', 'c']);
  });

  it('loses no place when a caller leaves just as its turn comes', async () => {
    for (let microtasks = 0; microtasks < 12; microtasks++) {
      const limiter = new Limiter(1);
      const { work, end } = manualWork();
      const leaver = new AbortController();
      const first = limiter.run(work('a'), signal);
      const second = limiter.run(work('b'), leaver.signal).catch(() => {});
      await tick();
      end('a');
      for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
      leaver.abort('gone');
      await first;
      await tick();
      end('b');
      await second;
      assert.equal(await limiter.run(async () => 'next', signal), 'next');
    }
  });
});
