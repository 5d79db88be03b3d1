import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countOption, durationOption, functionOption, invalidOption, ownOptions } from '../src/options.ts';

describe('durationOption', () => {
  for (const value of [0.5, 1, 15_000, 2 ** 31 - 1]) {
    it(`takes ${value}`, () => assert.equal(durationOption('timeout', value, 1), value));
  }
  for (const value of [0, -1, NaN, Infinity, 2 ** 31, '5', null, {}]) {
    it(`refuses ${JSON.stringify(value)} ${typeof value}`, () => {
      assert.throws(() => durationOption('timeout', value, 1), {
        code: 'invalid_option',
        message: /^`timeout` must be a number of milliseconds above 0 and at most 2147483647; got /,
      });
    });
  }
  it('falls back when nothing is given', () => assert.equal(durationOption('timeout', undefined, 7), 7));
});

describe('countOption', () => {
  it('takes whole numbers in its range', () => {
    assert.equal(countOption('retry.limit', 0, { fallback: 2, minimum: 0 }), 0);
    assert.equal(countOption('concurrency', 1, { fallback: 8 }), 1);
    assert.equal(countOption('concurrency', 10, { fallback: 8, maximum: 10 }), 10);
    assert.equal(countOption('concurrency', undefined, { fallback: 8 }), 8);
  });

  for (const value of [0, 1.5, 11, NaN, '3', null]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.throws(() => countOption('concurrency', value, { fallback: 8, maximum: 10 }), {
        code: 'invalid_option',
        message: /^`concurrency` must be a whole number from 1 to 10; got /,
      });
    });
  }
});

describe('functionOption', () => {
  it('takes a function or nothing', () => {
    assert.equal(functionOption('fetch', fetch), fetch);
    assert.equal(functionOption('fetch', undefined), undefined);
    assert.throws(() => functionOption('fetch', 'https://'), { message: '`fetch` must be a function; got a string.' });
  });
});

describe('ownOptions', () => {
  it('copies what an object has itself, and nothing that it inherits', () => {
    const options = Object.assign(Object.create({ inherited: 1 }) as object, { timeout: 1 });
    const own = ownOptions('options', options);
    assert.deepEqual([Object.getPrototypeOf(own), { ...own }], [null, { timeout: 1 }]);
    assert.deepEqual({ ...ownOptions('options', JSON.parse('{"__proto__":{"timeout":1}}')) }.timeout, undefined);
  });

  it('takes an object, and nothing else', () => {
    for (const value of [undefined, null, 'x', 1, () => {}]) {
      assert.throws(() => ownOptions('options', value), { message: /^`options` must be an object; got / });
    }
  });
});

describe('invalidOption', () => {
  const table: [value: unknown, got: string][] = [
    [undefined, 'nothing'],
    [null, 'null'],
    [-1, 'the number -1'],
    [[], 'a list'],
    [{}, 'an object'],
    ['', 'an empty string'],
    ['canary', 'a string'],
    [true, 'a boolean'],
  ];
  for (const [value, got] of table) {
    it(`calls ${JSON.stringify(value)} ${got}`, () => {
      assert.equal(invalidOption('x', 'right', value).message, `\`x\` must be right; got ${got}.`);
    });
  }
});
