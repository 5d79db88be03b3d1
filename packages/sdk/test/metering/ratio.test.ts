import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { invert, multiplierRoundingUp, toRatio } from '../../src/metering/ratio.ts';

describe('toRatio', () => {
  const table: [value: number, numerator: bigint, denominator: bigint][] = [
    [0, 0n, 1n],
    [4, 4n, 1n],
    [3.5, 35n, 10n],
    [0.15, 15n, 100n],
    [1e9, 1_000_000_000n, 1n],
    [1e21, 10n ** 21n, 1n],
    [1.5e-7, 15n, 10n ** 8n],
    [2.5e22, 25n * 10n ** 21n, 1n],
  ];
  for (const [value, numerator, denominator] of table) {
    it(`reads ${value} as ${numerator}/${denominator}`, () => {
      assert.deepEqual(toRatio(value), { numerator, denominator });
    });
  }
});

describe('multiplierRoundingUp', () => {
  it('is exact where floating point is not', () => {
    assert.equal(Math.ceil(1.1 * 110), 122);
    assert.equal(multiplierRoundingUp(toRatio(1.1))(110), 121);
    assert.equal(Math.ceil(0.07 * 100), 8);
    assert.equal(multiplierRoundingUp(toRatio(0.07))(100), 7);
    assert.equal(multiplierRoundingUp(invert(toRatio(0.1)))(3), 30);
  });

  const beyondSafe: [value: number, ratio: number, product: number][] = [
    [2 ** 52, 0.5, 2 ** 51],
    [2 ** 52 + 1, 0.5, 2 ** 51 + 1],
    [2 ** 52 + 1, 0.2, 900_719_925_474_100],
    [2 ** 53 - 1, 0.1, 900_719_925_474_100],
    // Between 2^53 and 2^60 the product of the digits is rounded, here down to a whole one.
    [141_499_116, 88.6229638, 12_540_071_036],
  ];
  for (const [value, ratio, product] of beyondSafe) {
    it(`is ${product} for ${value} by ${ratio}, though the digits multiply to more than is safe`, () => {
      assert.equal(multiplierRoundingUp(toRatio(ratio))(value), product);
    });
  }

  it('is the same in small and in large numbers', () => {
    const value = fc.integer({ min: 0, max: 2 ** 40 });
    const decimal = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(value, decimal, (count, [digits, places]) => {
        const ratio = toRatio(Number(`${digits}e-${places}`));
        const product = BigInt(count) * BigInt(digits);
        const over = 10n ** BigInt(places);
        const exact = product / over + (product % over > 0n ? 1n : 0n);
        if (exact <= BigInt(Number.MAX_SAFE_INTEGER)) {
          assert.equal(multiplierRoundingUp(ratio)(count), Number(exact));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
