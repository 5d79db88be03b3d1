import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addHundredths,
  formatHundredths,
  fromHundredths,
  toHundredths,
  toHundredthsWithNoise,
} from '../src/hundredths.ts';

const hundredths = fc.integer({ min: 0, max: 1e11 });

describe('toHundredths', () => {
  const table: [credits: number, hundredths: number | undefined][] = [
    [0, 0],
    [-0, 0],
    [1.6, 160],
    [0.29, 29],
    [1.1, 110],
    [4.35, 435],
    [79, 7900],
    [1e9, 1e11],
    [999999999.99, 99999999999],
    [1000000000.01, undefined],
    [0.001, undefined],
    [1.005, undefined],
    [9.350000000000001, undefined],
    [5e-324, undefined],
    [-0.01, undefined],
    [NaN, undefined],
    [Infinity, undefined],
  ];
  for (const [credits, expected] of table) {
    it(`takes ${Object.is(credits, -0) ? '-0' : credits} for ${expected}`, () => {
      assert.equal(toHundredths(credits), expected);
    });
  }

  it('gives back every amount that fromHundredths made, and that a decimal text says', () => {
    fc.assert(
      fc.property(hundredths, (amount) => {
        assert.equal(toHundredths(fromHundredths(amount)), amount);
        assert.equal(toHundredths(Number(formatHundredths(amount))), amount);
        assert.equal(toHundredths(JSON.parse(JSON.stringify(fromHundredths(amount)))), amount);
      }),
    );
  });

  it('refuses every third decimal', () => {
    fc.assert(
      fc.property(hundredths, fc.integer({ min: 1, max: 9 }), (amount, digit) => {
        assert.equal(toHundredths(Number(`${formatHundredths(amount)}${digit}`)), undefined);
      }),
    );
  });
});

describe('toHundredthsWithNoise', () => {
  const table: [credits: number, hundredths: number | undefined][] = [
    [9.350000000000001, 935],
    [0.1 + 0.2, 30],
    [1.0000009, 100],
    [1.00001, undefined],
    [1.005, undefined],
    [-1e-9, undefined],
    [1e9 + 1e-6, undefined],
    [NaN, undefined],
  ];
  for (const [credits, expected] of table) {
    it(`takes ${credits} for ${expected}`, () => assert.equal(toHundredthsWithNoise(credits), expected));
  }
});

describe('formatHundredths', () => {
  const table: [hundredths: number, text: string][] = [
    [0, '0.00'],
    [5, '0.05'],
    [160, '1.60'],
    [124060, '1240.60'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ];
  for (const [amount, text] of table)
    it(`writes ${amount} as ${text}`, () => assert.equal(formatHundredths(amount), text));
});

describe('addHundredths', () => {
  it('adds exactly, up to 2^53 - 1', () => {
    assert.equal(addHundredths(110, 220), 330);
    assert.equal(addHundredths(Number.MAX_SAFE_INTEGER - 1, 1), Number.MAX_SAFE_INTEGER);
  });

  it('refuses a sum that could not be exact', () => {
    assert.throws(() => addHundredths(Number.MAX_SAFE_INTEGER, 1), { code: 'total_too_large' });
  });
});
