import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Integers } from '../src/reading/integers.ts';

function integers(values: number[]): Integers {
  const column = new Integers(values.length);
  values.forEach((value, row) => column.set(row, value));
  return column;
}

const valuesOf = (column: Integers) => Array.from(column.low, (_, row) => column.at(row));

describe('Integers', () => {
  const table: [values: number[], width: typeof Uint8Array | typeof Uint16Array | typeof Uint32Array, words: number][] =
    [
      [[0, 255], Uint8Array, 1],
      [[0, 256], Uint16Array, 1],
      [[0, 65_535], Uint16Array, 1],
      [[0, 65_536], Uint32Array, 1],
      [[0, 2 ** 32 - 1], Uint32Array, 1],
      [[0, 2 ** 32], Uint32Array, 2],
      [[1, 2 ** 32], Uint32Array, 1],
      [[-1, 254], Uint8Array, 1],
      [[2 ** 40, 2 ** 40 + 255], Uint8Array, 1],
      [[-(2 ** 53) + 1, 2 ** 53 - 1], Uint32Array, 2],
      [[], Uint8Array, 1],
    ];
  for (const [values, width, words] of table) {
    it(`holds ${values.join(' to ') || 'nothing'} in ${words} word of a ${width.name}`, () => {
      const column = integers(values).narrow();
      assert.ok(column.low instanceof width);
      assert.equal(column.high === undefined ? 1 : 2, words);
      assert.deepEqual(valuesOf(column), values);
    });
  }

  const highs: [most: number, width: typeof Uint8Array | typeof Uint16Array | typeof Uint32Array][] = [
    [2 ** 32, Uint8Array],
    [2 ** 39, Uint8Array],
    [2 ** 40, Uint16Array],
    [2 ** 47, Uint16Array],
    [2 ** 48, Uint32Array],
  ];
  for (const [most, width] of highs) {
    it(`has second words of a ${width.name} for 0 to ${most}`, () => {
      const column = integers([0, most - 1, most]).narrow();
      assert.ok(column.high instanceof width);
      assert.deepEqual(valuesOf(column), [0, most - 1, most]);
    });
  }

  it('knows the least and the most that were set', () => {
    const column = integers([3, -7, 12, 5]);
    assert.deepEqual([column.least, column.most], [-7, 12]);
  });

  it('takes nothing from values of one word', () => {
    assert.deepEqual([...integers([1000, 1007]).narrow().low], [1000, 1007]);
  });

  it('grows and shrinks, and keeps what fits', () => {
    const column = integers([1, 2, 3]).resize(5);
    column.set(3, 4);
    column.set(4, 500);
    assert.deepEqual(valuesOf(column.resize(5).narrow()), [1, 2, 3, 4, 500]);
    assert.deepEqual(valuesOf(integers([1, 2, 3]).resize(2).narrow()), [1, 2]);
  });
});
