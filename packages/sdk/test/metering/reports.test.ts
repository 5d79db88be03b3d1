import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as tick, setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/contract.ts';
import { Reports } from '../../src/metering/reports.ts';

const report = (id: number): Report => ({ id, name: `Report ${id}`, credit_cost: 79 });

/** Reports whose look-ups are counted; those in `missing` do not exist. */
function counted(missing: ReadonlySet<number> = new Set(), clock: () => number = () => 0) {
  const asked: number[] = [];
  const reports = new Reports(
    async (id) => {
      asked.push(id);
      await tick();
      return missing.has(id) ? undefined : report(id);
    },
    8,
    clock,
  );
  return { reports, asked };
}

describe('Reports', () => {
  it('looks a report up once, however many ask, now or later', async () => {
    const { reports, asked } = counted();
    const found = await Promise.all([reports.get(1), reports.get(1), reports.get(2)]);
    assert.deepEqual([...found, await reports.get(1)], [report(1), report(1), report(2), report(1)]);
    assert.deepEqual(asked, [1, 2]);
  });

  it('goes by a clock of its own unless it is given one', async () => {
    let asked = 0;
    const reports = new Reports(async () => void asked++, 8);
    for (let count = 0; count < 3; count++) assert.equal(await reports.get(1), undefined);
    assert.equal(asked, 1);
  });

  it('gives a report that nobody can change for the others', async () => {
    const { reports } = counted();
    const found = await reports.get(1);
    assert.throws(() => Object.assign(Object(found), { credit_cost: 0 }), TypeError);
  });

  it('believes for a minute that a report does not exist', async () => {
    const missing = new Set([1]);
    let now = 1_000_000;
    const { reports, asked } = counted(missing, () => now);
    assert.equal(await reports.get(1), undefined);
    missing.clear();
    now += 59_999;
    assert.equal(await reports.get(1), undefined);
    assert.deepEqual(asked, [1]);
    now += 1;
    assert.deepEqual(await reports.get(1), report(1));
    assert.deepEqual(asked, [1, 1]);
  });

  it('remembers 10,000 reports, those used last', async () => {
    const { reports, asked } = counted();
    const all = Array.from({ length: 10_000 }, (_, id) => id);
    await Promise.all(all.map((id) => reports.get(id)));
    await reports.get(0);
    await reports.get(10_000);
    asked.length = 0;
    await reports.get(0);
    await reports.get(2);
    assert.deepEqual(asked, []);
    await reports.get(1);
    assert.deepEqual(asked, [1]);
  });

  it('remembers of 10,000 reports that they do not exist, those asked for last, beside those that do', async () => {
    const all = Array.from({ length: 10_000 }, (_, id) => id);
    const { reports, asked } = counted(new Set([...all, 10_000]));
    await reports.get(20_000);
    await Promise.all(all.map((id) => reports.get(id)));
    await reports.get(0);
    await reports.get(10_000);
    asked.length = 0;
    assert.deepEqual([reports.known(0), reports.known(2), reports.known(1)], [null, null, undefined]);
    assert.deepEqual(await Promise.all([0, 2, 10_000, 1].map((id) => reports.get(id))), new Array(4).fill(undefined));
    assert.deepEqual(asked, [1]);
    assert.deepEqual(reports.known(20_000), report(20_000));
  });

  it('never remembers a failure', async () => {
    let count = 0;
    const reports = new Reports(async (id) => {
      if (++count === 1) throw new Error('broken');
      return report(id);
    }, 8);
    const both = await Promise.allSettled([reports.get(1), reports.get(1)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.deepEqual(await reports.get(1), report(1));
    assert.equal(count, 2);
  });

  it('lets one who asks leave without ending the look-up for another', async () => {
    const { reports, asked } = counted();
    const leaver = new AbortController();
    const [left, stayed] = [reports.get(1, leaver.signal), reports.get(1)];
    leaver.abort('gone');
    await assert.rejects(left, (reason) => reason === 'gone');
    assert.deepEqual(await stayed, report(1));
    assert.deepEqual(asked, [1]);
  });

  it('ends the look-up, or its place in the queue, when the last has left', async () => {
    const asked: number[] = [];
    const signals: AbortSignal[] = [];
    const reports = new Reports((id, signal) => {
      asked.push(id);
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }, 1);
    const leaver = new AbortController();
    const waits = [reports.get(1, leaver.signal), reports.get(2, leaver.signal)];
    await pause(5);
    leaver.abort('gone');
    await Promise.allSettled(waits);
    await pause(5);
    assert.deepEqual(asked, [1]);
    assert.equal(signals[0]?.aborted, true);
  });

  it('does not ask for one who has left already, even what it knows', async () => {
    const { reports, asked } = counted();
    await reports.get(1);
    await assert.rejects(reports.get(1, AbortSignal.abort('before')), (reason) => reason === 'before');
    assert.deepEqual(asked, [1]);
  });
});
