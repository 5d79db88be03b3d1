import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countCodePoints } from '../../src/metering/code-points.ts';

describe('countCodePoints', () => {
  const table: [name: string, text: string, count: number][] = [
    ['no text', '', 0],
    ['letters', 'abc', 3],
    ['a pair', '👩', 1],
    ['the first and the last pair there is', '\u{10000}\u{10ffff}', 2],
    ['the last first half and the first second one', '\udbff\udc00', 1],
    ['the first first half and the last second one', '\ud800\udfff', 1],
    ['halves beside what is nearly one', '\ud800\ue000\ud7ff\udc00', 4],
    ['a family, joiners counted', '👩‍👩‍👧‍👦', 7],
    ['a combining mark', 'e\u0301', 2],
    ['a lone first half', '\ud83d', 1],
    ['a lone second half', '\udc69', 1],
    ['halves the wrong way round', '\udc69\ud83d', 2],
    ['two first halves and a second', '\ud83d\ud83d\udc69', 2],
    ['a first half and two seconds', '\ud83d\udc69\udc69', 2],
  ];
  for (const [name, text, count] of table)
    it(`counts ${count} in ${name}`, () => assert.equal(countCodePoints(text), count));

  it('agrees with the iterator of strings on any units', () => {
    const unit = fc.oneof(fc.constantFrom(0xd83d, 0xdc69, 0xd800, 0xdfff, 0x200d), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = String.fromCharCode(...units);
        assert.equal(countCodePoints(text), [...text].length);
      }),
      { numRuns: 1000 },
    );
  });
});
