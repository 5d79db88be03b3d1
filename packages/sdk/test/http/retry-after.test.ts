import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const now = Date.UTC(2024, 3, 29, 12, 0, 0);

describe('parseRetryAfter', () => {
  const read: [text: string, milliseconds: number][] = [
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['86400', 86_400_000],
    ['9007199254740', 9_007_199_254_740_000],
    ['9007199254741', Infinity],
    ['99999999999999999999', Infinity],
    ['9'.repeat(400), Infinity],
    ['Mon, 29 Apr 2024 12:00:05 GMT', 5000],
    ['Mon, 29 Apr 2024 11:59:00 GMT', 0],
    ['Monday, 29-Apr-24 12:00:05 GMT', 5000],
    ['Wednesday, 29-Apr-26 12:00:00 GMT', 730 * 86_400_000],
    ['Friday, 29-Apr-74 12:00:00 GMT', 18_262 * 86_400_000],
    ['Saturday, 29-Apr-75 12:00:00 GMT', 0],
    ['Mon Apr 29 12:00:05 2024', 5000],
    ['Wed May  1 12:00:00 2024', 2 * 86_400_000],
  ];
  for (const [text, milliseconds] of read) {
    it(`reads "${text.slice(0, 40)}"`, () => assert.equal(parseRetryAfter(text, now), milliseconds));
  }

  const ignored = [
    null,
    '',
    '-1',
    '3.5',
    '1e3',
    'soon',
    '5 s',
    's 5',
    '1,5',
    'x Mon, 29 Apr 2024 12:00:05 GMT',
    'Mon, 29 Apr 2024 12:00:05 GMT x',
    'Mon, 29 Apr 2024 12:00:05 GMT (late)',
    '29 Apr 2024 12:00:05 GMT',
    'Mon, 29-Apr-24 12:00:05 GMT',
    'Monday, 29-Apr-2024 12:00:05 GMT',
    'x Monday, 29-Apr-24 12:00:05 GMT',
    'Monday, 29-Apr-24 12:00:05 GMT x',
    'Mon Apr 29 12:00:05 2024 GMT',
    'Mon Apr  12:00:05 2024',
    'Monday, 99-Apr-24 12:00:05 GMT',
    '2024-04-29T12:00:05Z',
    'Mon, 29 Apr 2024 12:00:05',
    'Mon, 99 Apr 2024 12:00:05 GMT',
  ];
  for (const text of ignored) {
    it(`ignores ${JSON.stringify(text)?.slice(0, 40)}`, () => assert.equal(parseRetryAfter(text, now), undefined));
  }
});
