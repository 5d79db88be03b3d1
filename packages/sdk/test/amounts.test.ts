import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addAmounts, formatAmount, fromAmount, toAmount, toAmountWithNoise } from '../src/amounts.ts';

const anAmount = fc.integer({ min: 0, max: 1e11 });

describe('toAmount', () => {
  const table: [credits: number, amount: number | undefined][] = [
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
    [-5e-324, undefined],
    [1e9 + 1e-7, undefined],
    [-0.01, undefined],
    [NaN, undefined],
    [Infinity, undefined],
  ];
  for (const [credits, expected] of table) {
    it(`takes ${Object.is(credits, -0) ? '-0' : credits} for ${expected}`, () => {
      assert.equal(toAmount(credits), expected);
    });
  }

  it('gives back every amount that fromAmount made, and that a decimal text says', () => {
    fc.assert(
      fc.property(anAmount, (amount) => {
        assert.equal(toAmount(fromAmount(amount)), amount);
        assert.equal(toAmount(Number(formatAmount(amount, 2))), amount);
        assert.equal(toAmount(JSON.parse(JSON.stringify(fromAmount(amount)))), amount);
      }),
    );
  });

  it('refuses every third decimal', () => {
    fc.assert(
      fc.property(anAmount, fc.integer({ min: 1, max: 9 }), (amount, digit) => {
        assert.equal(toAmount(Number(`${formatAmount(amount, 2)}${digit}`)), undefined);
      }),
    );
  });
});

describe('toAmountWithNoise', () => {
  const table: [credits: number, amount: number | undefined][] = [
    [9.350000000000001, 935],
    [0.1 + 0.2, 30],
    [1.0000009, 100],
    [0.000001, 0],
    [9.350001, 935],
    [0.999999, 100],
    [-0, 0],
    [-1e-17, 0],
    [-0.000001, 0],
    [1e9 + 1e-7, 1e11],
    [1000000000.000001, 1e11],
    [0.0000011, undefined],
    [9.3500011, undefined],
    [0.9999989, undefined],
    [-0.0000011, undefined],
    [1000000000.000002, undefined],
    [1.00001, undefined],
    [1.005, undefined],
    [-0.01, undefined],
    [1e9 + 0.01, undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [-Infinity, undefined],
  ];
  for (const [credits, expected] of table) {
    it(`takes ${Object.is(credits, -0) ? '-0' : credits} for ${expected}`, () => {
      assert.equal(toAmountWithNoise(credits), expected);
    });
  }

  it('takes six decimals for a hundredth at a distance of 1e-6, on either side, and no further', () => {
    fc.assert(
      fc.property(fc.oneof(anAmount, fc.integer({ min: 1, max: 10_000 })), (amount) => {
        const text = formatAmount(amount, 2);
        assert.equal(toAmountWithNoise(Number(`${text}0001`)), amount);
        assert.equal(toAmountWithNoise(Number(`${text}0002`)), undefined);
        if (amount === 0) return;
        const below = formatAmount(amount - 1, 2);
        assert.equal(toAmountWithNoise(Number(`${below}9999`)), amount);
        assert.equal(toAmountWithNoise(Number(`${below}9998`)), undefined);
      }),
    );
  });
});

describe('toAmount and toAmountWithNoise', () => {
  for (const value of [undefined, null, '1', '', true, [], [1], {}, 1n, Symbol('1'), new Date(1)]) {
    it(`take ${typeof value} ${String(value)} for no credits`, () => {
      assert.equal(toAmount(value), undefined);
      assert.equal(toAmountWithNoise(value), undefined);
    });
  }
});

describe('formatAmount', () => {
  const table: [amount: number, scale: number, text: string][] = [
    [0, 2, '0.00'],
    [-0, 2, '0.00'],
    [5, 2, '0.05'],
    [160, 2, '1.60'],
    [124060, 2, '1240.60'],
    [-5, 2, '-0.05'],
    [-124060, 2, '-1240.60'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
    [-Number.MAX_SAFE_INTEGER, 2, '-90071992547409.91'],
    [0, 0, '0'],
    [-0, 0, '0'],
    [7, 0, '7'],
    [-7, 0, '-7'],
    [7, 1, '0.7'],
    [315, 6, '0.000315'],
    [-1, 9, '-0.000000001'],
    [Number.MAX_SAFE_INTEGER, 0, '9007199254740991'],
    [Number.MAX_SAFE_INTEGER, 9, '9007199.254740991'],
  ];
  for (const [amount, scale, text] of table) {
    const name = Object.is(amount, -0) ? '-0' : amount;
    it(`writes ${name} at scale ${scale} as ${text}`, () => assert.equal(formatAmount(amount, scale), text));
  }

  it('has as many decimals as its scale, and says the amount by its digits, of any sign', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 9 }), (amount, scale) => {
        const text = formatAmount(amount, scale);
        const [, whole = '', fraction = ''] = /^(-?(?:0|[1-9]\d*))(?:\.(\d+))?$/.exec(text) ?? [];
        assert.equal(fraction.length, scale);
        assert.equal(BigInt(whole.replace('-', '') + fraction), BigInt(Math.abs(amount)));
        assert.equal(text.startsWith('-'), amount < 0);
      }),
    );
  });

  for (const amount of [0.5, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), '160', null, undefined, 160n, [160]]) {
    it(`refuses ${typeof amount} ${String(amount)}: a rounded figure would be a wrong one`, () => {
      const message = /^`amount` must be a safe integer; got .+\.$/;
      assert.throws(() => formatAmount(amount as number, 2), { name: 'UsageError', code: 'invalid_option', message });
    });
  }

  for (const scale of [-1, 10, 0.5, NaN, Infinity, '2', null, undefined, 2n]) {
    it(`refuses the scale ${typeof scale} ${String(scale)}`, () => {
      const message = /^`scale` must be a whole number from 0 to 9; got .+\.$/;
      const format = () => formatAmount(160, scale as number);
      assert.throws(format, { name: 'UsageError', code: 'invalid_option', message });
    });
  }
});

describe('addAmounts', () => {
  it('adds exactly, up to 2^53 - 1', () => {
    assert.equal(addAmounts(110, 220), 330);
    assert.equal(addAmounts(Number.MAX_SAFE_INTEGER - 1, 1), Number.MAX_SAFE_INTEGER);
  });

  it('refuses a sum that could not be exact', () => {
    assert.throws(() => addAmounts(Number.MAX_SAFE_INTEGER, 1), {
      code: 'total_too_large',
      message: /above 90,071,992,547,409\.91/,
    });
  });
});
