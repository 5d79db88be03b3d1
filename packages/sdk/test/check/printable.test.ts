import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../src/check/printable.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const obeyed: [name: string, codes: number[]][] = [
  ['C0', range(0x00, 0x1f)],
  ['DEL and C1', range(0x7f, 0x9f)],
  ['marks of direction', [0x061c, 0x200e, 0x200f]],
  ['separators, embeddings and overrides', range(0x2028, 0x202e)],
  ['isolates', range(0x2066, 0x2069)],
];

for (const [name, codes] of obeyed) {
  test(`${name} become visible, each by itself`, () => {
    for (const code of codes) {
      const visible = `\\u${code.toString(16).padStart(4, '0')}`;
      assert.equal(printable(`a${String.fromCharCode(code, code)}b`), `a${visible}${visible}b`);
    }
  });
}

test('nothing else becomes anything else', () => {
  const codes = new Set(obeyed.flatMap(([, some]) => some));
  for (let code = 0; code <= 0xffff; code++) {
    if (!codes.has(code))
      assert.equal(printable(String.fromCharCode(code)), String.fromCharCode(code), code.toString(16));
  }
  for (const text of ['', 'Relevé 7 %', '\\u001b', 'اسم', '👩‍👩‍👧‍👦 😀']) assert.equal(printable(text), text);
});
