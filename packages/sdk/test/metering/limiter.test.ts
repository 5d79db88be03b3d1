import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
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

  it('does not begin for a caller who has left already, even when there is room', async () => {
    const limiter = new Limiter(1);
    const { begun, work } = manualWork();
    await assert.rejects(limiter.run(work('a'), AbortSignal.abort('before')), (reason) => reason === 'before');
    assert.deepEqual(begun, []);
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

  it('never has more at work than the limit, and does all there is, whoever fails or leaves', async () => {
    const aJob = fc.record({ ticks: fc.nat(4), fails: fc.boolean(), leavesAfter: fc.option(fc.nat(6), { nil: -1 }) });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(aJob, { maxLength: 30 }), async (limit, jobs) => {
        const limiter = new Limiter(limit);
        let atWork = 0;
        let begun = 0;
        const run = async ({ ticks, fails, leavesAfter }: (typeof jobs)[number]) => {
          const leaver = new AbortController();
          const work = async () => {
            begun++;
            assert.ok(++atWork <= limit);
            for (let count = 0; count < ticks; count++) await Promise.resolve();
            atWork--;
            if (fails) throw new Error('broken');
          };
          const running = limiter.run(work, leaver.signal).catch((error: unknown) => {
            if (error !== 'gone' && (error as Error).message !== 'broken') throw error;
          });
          for (let count = 0; count < leavesAfter; count++) await Promise.resolve();
          if (leavesAfter >= 0) leaver.abort('gone');
          await running;
        };
        await Promise.all(jobs.map(run));
        const staying = jobs.filter(({ leavesAfter }) => leavesAfter < 0).length;
        assert.ok(begun >= staying);
        assert.equal(await limiter.run(async () => 'still there', signal), 'still there');
      }),
      { numRuns: 300 },
    );
  });
});
