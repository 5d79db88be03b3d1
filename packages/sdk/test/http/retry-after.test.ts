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
    'Monday, 29-Apr-24 12:00:05 GMT',
    'Mon Apr 29 12:00:05 2024',
    '2024-04-29T12:00:05Z',
    'Mon, 29 Apr 2024 12:00:05',
    'Mon, 99 Apr 2024 12:00:05 GMT',
  ];
  for (const text of ignored) {
    it(`ignores ${JSON.stringify(text)?.slice(0, 40)}`, () => assert.equal(parseRetryAfter(text, now), undefined));
  }
});
