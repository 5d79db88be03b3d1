import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { KeyedLoads } from '../../src/metering/keyed-loads.ts';

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

  it('goes on for the others when one caller leaves, and is shared with who comes then', async () => {
    const loads = new KeyedLoads<string, string>();
    const leaver = new AbortController();
    let end = (_: string) => {};
    const first = loads.join('a', () => new Promise((resolve) => (end = resolve)));
    const left = loads.join('a', () => assert.fail('It is under way.'), leaver.signal);
    await tick();
    leaver.abort('gone');
    await assert.rejects(left);
    const third = loads.join('a', async () => 'third');
    await tick();
    end('first');
    assert.deepEqual(await Promise.all([first, third]), ['first', 'first']);
  });

  it('starts anew once all have left, and keeps to that one when the first ends late', async () => {
    const loads = new KeyedLoads<string, string>();
    const leaver = new AbortController();
    let endFirst = (_: string) => {};
    let endSecond = (_: string) => {};
    const left = loads.join('a', () => new Promise((resolve) => (endFirst = resolve)), leaver.signal);
    await tick();
    leaver.abort('gone');
    await assert.rejects(left);
    const second = loads.join('a', () => new Promise((resolve) => (endSecond = resolve)));
    await tick();
    endFirst('first');
    await tick();
    const third = loads.join('a', async () => 'third');
    await tick();
    endSecond('second');
    assert.deepEqual(await Promise.all([second, third]), ['second', 'second']);
  });

  it('keeps nothing of a caller who had left before', async () => {
    const loads = new KeyedLoads<string, string>();
    const gone = loads.join('a', () => assert.fail('Nobody waits for it.'), AbortSignal.abort('gone'));
    await assert.rejects(gone, (reason) => reason === 'gone');
    assert.equal(await loads.join('a', async () => 'new'), 'new');
  });
});
