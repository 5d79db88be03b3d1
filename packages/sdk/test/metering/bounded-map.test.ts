import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { BoundedMap } from '../../src/metering/bounded-map.ts';

describe('BoundedMap', () => {
  it('keeps so many, and drops the one that was used least recently', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.deepEqual([map.get('a'), map.get('b'), map.get('c')], [1, undefined, 3]);
  });

  it('replaces and deletes', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('a', 2);
    map.set('b', 3);
    assert.deepEqual([map.get('a'), map.get('b')], [2, 3]);
    map.delete('a');
    assert.deepEqual([map.get('a'), map.get('b')], [undefined, 3]);
  });

  it('keeps the last that were used, whatever happens', () => {
    const step = fc.tuple(fc.constantFrom('get', 'set', 'delete'), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 100 }), (capacity, steps) => {
        const map = new BoundedMap<number, string>(capacity);
        let used: number[] = [];
        for (const [action, key] of steps) {
          const known = used.includes(key);
          if (action === 'get') assert.equal(map.get(key), known ? `${key}` : undefined);
          if (action === 'set') map.set(key, `${key}`);
          if (action === 'delete') map.delete(key);
          used = used.filter((other) => other !== key);
          if (action === 'set' || (action === 'get' && known)) used.push(key);
          used = used.slice(-capacity);
        }
        for (let key = 0; key <= 9; key++) assert.equal(map.get(key) !== undefined, used.includes(key));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps nothing of how often it was used, full or not', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => (collect(), process.memoryUsage().heapUsed);
    for (const size of [3, 1000, 1001]) {
      const map = new BoundedMap<number, number>(1000);
      for (let key = 0; key < size; key++) map.set(key, key);
      const use = (times: number) => {
        for (let count = 0; count < times; count++) map.get(size - 1 - (count % 3));
      };
      use(10_000);
      const before = heap();
      use(300_000);
      assert.ok(heap() - before < 2 ** 20, `${size} entries: ${heap() - before} bytes`);
    }
  });
});
