import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
});
