import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { settle } from '../src/reading/settle.ts';
import { isPromise } from '../src/waiting.ts';
import type { MaybePromise } from '../src/reading/snapshot.ts';

const foreign = runInNewContext('Promise.resolve(2)') as Promise<number>;
const thenable = { then: (use: (value: number) => unknown) => Promise.resolve(2).then(use) } as Promise<number>;

test('what has a then is a promise, of any realm or library; everything else is a value', () => {
  for (const promise of [Promise.resolve(1), foreign, thenable, Object.assign(() => {}, { then() {} })]) {
    assert.equal(isPromise(promise as Promise<unknown>), true);
  }
  for (const value of [undefined, null, 0, '', 'then', { then: true }, [], () => {}])
    assert.equal(isPromise(value), false);
  assert.ok(!(foreign instanceof Promise));
});

test('a value is used at once, and what comes of it is no promise', () => {
  const seen: number[] = [];
  const result = settle(1 as MaybePromise<number>, (value) => {
    seen.push(value);
    return value + 1;
  });
  assert.deepEqual([result, seen], [2, [1]]);
});

test('a promise is used when it has settled', async () => {
  for (const promise of [Promise.resolve(2), foreign, thenable]) {
    let isUsed = false;
    const result = settle(promise, (value) => {
      isUsed = true;
      return value + 1;
    });
    assert.equal(isUsed, false);
    assert.equal(await result, 3);
  }
});

test('what use throws is thrown for a value, and rejects for a promise', async () => {
  const fail = () => {
    throw new Error('no use');
  };
  assert.throws(() => settle(1, fail), /no use/);
  await assert.rejects(async () => settle(Promise.resolve(1), fail), /no use/);
});

test('a promise that rejects is not used', async () => {
  const result = settle(Promise.reject(new Error('no value')), () => assert.fail('It was used.'));
  await assert.rejects(async () => result, /no value/);
});

test('what use gives may be a promise itself', async () => {
  const result = settle(1, async (value) => value + 1);
  assert.ok(isPromise(result));
  assert.equal(await result, 2);
});
