import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { tokenCredits, type TokenCreditsOptions } from '../../src/metering/pricing.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const price = (text: string, options?: TokenCreditsOptions) =>
  tokenCredits(options)({ id: 1, text, timestamp }, undefined);
const letters = (count: number) => 'a'.repeat(count);

describe('tokenCredits', () => {
  const table: [characters: number, amount: number][] = [
    [0, 100],
    [1, 100],
    [8, 100],
    [12, 120],
    [13, 160],
    [17, 200],
    [44, 440],
    [3488, 34_880],
  ];
  for (const [characters, amount] of table) {
    it(`charges ${amount} hundredths for ${characters} characters`, () => {
      assert.equal(price(letters(characters)), amount);
    });
  }

  it('is max(100, 40 * ceil(n / 4)) for every n up to 20,000, whatever the characters', () => {
    // No first half of a pair stands before a second one, so each entry is one code point.
    const cycle = ['a', '👩', '\u200d', '\udc00', 'é', '漢', '\ud800'];
    const credits = tokenCredits();
    let text = '';
    for (let characters = 0; characters <= 20_000; characters++) {
      const amount = credits({ id: 1, text, timestamp }, undefined);
      assert.equal(amount, Math.max(100, 40 * Math.ceil(characters / 4)), `${characters} characters`);
      text += cycle[characters % cycle.length];
    }
  });

  it('differs from binary floating point for 277 of the first 2,000 token counts, never upwards', () => {
    let differ = 0;
    for (let tokens = 1; tokens <= 2000; tokens++) {
      const floating = Math.max(100, Math.ceil((tokens / 100) * 40 * 100));
      const exact = price(letters(tokens * 4));
      assert.ok(exact <= floating);
      if (exact !== floating) differ++;
    }
    assert.equal(differ, 277);
  });

  it('costs what the report costs, whatever the text', () => {
    const report = { id: 5392, name: 'Tenant Obligations Report', credit_cost: 79.05 };
    assert.equal(tokenCredits()({ id: 1, text: letters(1e5), timestamp, report_id: 5392 }, report), 7905);
    assert.equal(tokenCredits()({ id: 1, text: '', timestamp }, { ...report, credit_cost: 0 }), 0);
  });

  const decimal: [characters: number, options: TokenCreditsOptions, amount: number][] = [
    [7, { charactersPerToken: 3.5 }, 100],
    [7, { charactersPerToken: 3.5, minimumCredits: 0 }, 80],
    [8, { charactersPerToken: 3.5, minimumCredits: 0 }, 120],
    [80, { creditsPer100Tokens: 0.15, minimumCredits: 0 }, 3],
    [84, { creditsPer100Tokens: 0.15, minimumCredits: 0 }, 4],
    [3, { charactersPerToken: 0.1, creditsPer100Tokens: 1, minimumCredits: 0 }, 30],
    [400, { creditsPer100Tokens: 1e-7, minimumCredits: 0 }, 1],
    [400, { creditsPer100Tokens: 0, minimumCredits: 0 }, 0],
    [0, { minimumCredits: 0.29 }, 29],
    [4000, { creditsPer100Tokens: 1e9, minimumCredits: 1e9 }, 1e12],
    [1, { charactersPerToken: 0.001, minimumCredits: 0 }, 40_000],
    [1, { charactersPerToken: 1e9, minimumCredits: 0 }, 40],
  ];
  for (const [characters, options, amount] of decimal) {
    it(`charges ${amount} hundredths for ${characters} characters with ${JSON.stringify(options)}`, () => {
      assert.equal(price(letters(characters), options), amount);
    });
  }

  it('is exact for any decimal options', () => {
    const tenths = fc.integer({ min: 1, max: 200 });
    const thousandths = fc.integer({ min: 0, max: 10 ** 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), tenths, thousandths, (characters, perToken, per100) => {
        const options = { charactersPerToken: perToken / 10, creditsPer100Tokens: per100 / 1000, minimumCredits: 0 };
        const up = (value: bigint, over: bigint) => (value + over - 1n) / over;
        const tokens = up(BigInt(characters) * 10n, BigInt(perToken));
        assert.equal(price(letters(characters), options), Number(up(tokens * BigInt(per100), 1000n)));
      }),
      { numRuns: 500 },
    );
  });

  it('is that of an oracle of whole numbers for any text, lone surrogates included', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.integer({ min: 0xd7ff, max: 0xe000 })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        // A first half and a second one are one character: UTF-8 has four bytes for them, and three for a lone half.
        const bytes = new TextEncoder().encode(text);
        const characters = BigInt(bytes.filter((byte) => (byte & 0xc0) !== 0x80).length);
        const expected = ((characters + 3n) / 4n) * 40n;
        assert.equal(BigInt(price(text)), expected > 100n ? expected : 100n);
      }),
      { numRuns: 2000 },
    );
  });

  it('is that of the report for any text', () => {
    const aReport = fc.record({ name: fc.string(), amount: fc.integer({ min: 0, max: 1e11 }) });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), aReport, (text, { name, amount }) => {
        const report = { id: 1, name, credit_cost: amount / 100 };
        assert.equal(tokenCredits()({ id: 1, text, timestamp }, report), amount);
      }),
    );
  });

  const refused: [option: keyof TokenCreditsOptions, value: unknown][] = [
    ['charactersPerToken', 0],
    ['charactersPerToken', 0.000_999],
    ['charactersPerToken', 1e9 + 1],
    ['charactersPerToken', NaN],
    ['charactersPerToken', '4'],
    ['charactersPerToken', Infinity],
    ['creditsPer100Tokens', -1],
    ['creditsPer100Tokens', -1e-9],
    ['creditsPer100Tokens', '40'],
    ['creditsPer100Tokens', 1e9 + 1],
    ['creditsPer100Tokens', Infinity],
    ['creditsPer100Tokens', null],
    ['minimumCredits', 1.005],
    ['minimumCredits', -1],
    ['minimumCredits', 1e9 + 1],
    ['minimumCredits', '1'],
  ];
  for (const [option, value] of refused) {
    it(`refuses ${option}: ${value === null ? 'null' : `${typeof value} ${String(value)}`}`, () => {
      assert.throws(() => tokenCredits({ [option]: value }), {
        code: 'invalid_option',
        message: new RegExp(`^\`${option}\` must be a number from .*; got `),
      });
    });
  }

  it('refuses options that are no object', () => {
    assert.throws(() => tokenCredits(null as unknown as TokenCreditsOptions), {
      code: 'invalid_option',
      message: /^`options` must be an object/,
    });
  });
});
