import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JsonMeter } from '../../src/http/json-meter.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** So many bytes are not looked at. */
const free = 2 ** 20;

/** Does a meter for so many rows admit a text behind those, in pieces of so many bytes? */
function admits(text: string, maxRows: number, size = 65_536): boolean {
  const bytes = bytesOf(text);
  const meter = new JsonMeter(maxRows);
  let all = meter.admits(bytesOf(' '.repeat(free)));
  for (let at = 0; at < bytes.length; at += size) all &&= meter.admits(bytes.slice(at, at + size));
  return all;
}

const times = (count: number, text: string) => `[${Array<string>(count).fill(text).join(',')}]`;

describe('a meter for 1,000 rows', () => {
  const limits: [name: string, within: string, beyond: string][] = [
    ['lists', times(2999, '[]'), times(3000, '[]')],
    ['objects', times(2999, '{}'), times(3000, '{}')],
    ['lists within lists', '['.repeat(3000) + ']'.repeat(3000), '['.repeat(3001) + ']'.repeat(3001)],
    ['numbers', times(9001, '0'), times(9002, '0')],
    ['texts', times(9001, '"{[,"'), times(9002, '""')],
    ['members', `{${Array(9001).fill('"a":0').join(',')}}`, `{${Array(9002).fill('"a":0').join(',')}}`],
  ];
  for (const [name, within, beyond] of limits) {
    it(`admits as many ${name} as they may have, and not one more`, () => {
      assert.equal(admits(within, 1000), true);
      assert.equal(admits(beyond, 1000), false);
    });
  }

  const sizes = [1, 2, 3, 5, 7, 65_536];

  it('counts nothing within texts, however they are cut and whatever they escape', () => {
    const name = JSON.stringify(`{[,"\\${'[{,'.repeat(400)}\\"é👩`);
    const text = `{"usage":${times(20, `{"report_name":${name}}`)}}`;
    for (const size of sizes) assert.equal(admits(text, 10, size), true, `${size}`);
  });

  it('finds the end of a text, however it is cut', () => {
    // Were one of these ends missed, all that follows would be within a text.
    const texts = ['', '"', '\\', '\\"', '"\\', 'a\\\\', 'é"'].map((text) => JSON.stringify(text)).join(',');
    for (const size of sizes) {
      assert.equal(admits(`[${texts},${times(2998, '[]')}]`, 1000, size), true, `${size}`);
      assert.equal(admits(`[${texts},${times(2999, '[]')}]`, 1000, size), false, `${size}`);
    }
  });
});

describe('a meter for a million rows', () => {
  const member = (index: number) => `"name${index}":0`;

  it('admits a thousand names, however often they are used', () => {
    const row = `{${Array.from({ length: 7 }, (_, index) => member(index)).join(',')}}`;
    const others = `{${Array.from({ length: 990 }, (_, index) => member(index)).join(',')}}`;
    assert.equal(admits(`[${times(50_000, row)},${others}]`, 1e6), true);
  });

  it('refuses names without end: each takes an engine more than a row', () => {
    assert.equal(admits(`{${Array.from({ length: 20_000 }, (_, index) => member(index)).join(',')}}`, 1e6), false);
  });
});

it('a body of up to a mebibyte is not looked at', () => {
  const lists = bytesOf('[],'.repeat(free / 4));
  const meter = new JsonMeter(1);
  assert.equal(meter.admits(lists), true);
  assert.equal(meter.admits(lists), false);
});

it('pieces of a few bytes are not kept, and count at once', () => {
  const meter = new JsonMeter(1000);
  const admitted = Array.from({ length: 4000 }, () => meter.admits(bytesOf('[],')));
  assert.equal(admitted.indexOf(false) > 3000 && admitted.indexOf(false) < 3000 + 256, true);
});
