import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { KeyedLoads } from '../../src/metering/keyed-loads.ts';

const never = new Promise<never>(() => {});

describe('KeyedLoads', () => {
  it('shares one load for each key', async () => {
    const loads = new KeyedLoads<string, string>();
    const starts: string[] = [];
    const start = (name: string) => async () => {
      starts.push(name);
      await tick();
      return name;
    };
    const all = [loads.join('a', start('first')), loads.join('a', start('second')), loads.join('b', start('third'))];
    assert.deepEqual(await Promise.all(all), ['first', 'first', 'third']);
    assert.deepEqual(starts, ['first', 'third']);
  });

  it('starts with the work of whoever asks first after the last has settled', async () => {
    const loads = new KeyedLoads<string, string>();
    await assert.rejects(
      loads.join('a', () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await loads.join('a', async () => 'new'), 'new');
  });

  it('starts anew once all have left, and keeps to that one', async () => {
    const loads = new KeyedLoads<string, string>();
    const leaver = new AbortController();
    let given = () => {};
    const slow = new Promise<string>((resolve) => (given = () => resolve('given up')));
    const left = loads.join('a', () => slow, leaver.signal);
    await tick();
    leaver.abort('gone');
    await assert.rejects(left);
    const stays = loads.join('a', () => never as Promise<string>);
    stays.catch(() => {});
    given();
    await tick();
    let started = false;
    loads.join('a', async () => ((started = true), 'third')).catch(() => {});
    await tick();
    assert.equal(started, false);
  });
});
