import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const now = Date.UTC(2024, 3, 29, 12, 0, 0);

/** As our clock has it, of an answer with these headers. */
const read = (text: string | null, more: Record<string, string> = {}) =>
  parseRetryAfter(new Headers(text === null ? more : { ...more, 'retry-after': text }), now);

describe('parseRetryAfter', () => {
  const waits: [text: string, milliseconds: number][] = [
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
  for (const [text, milliseconds] of waits) {
    it(`reads "${text.slice(0, 40)}"`, () => assert.equal(read(text), milliseconds));
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
    it(`ignores ${JSON.stringify(text)?.slice(0, 40)}`, () => assert.equal(read(text), undefined));
  }
});

describe('a date in Retry-After is measured against the Date of the answer', () => {
  const inFiveSeconds = 'Mon, 29 Apr 2024 12:00:05 GMT';
  const table: [what: string, text: string, headers: Record<string, string>, milliseconds: number | undefined][] = [
    ['of a server an hour ahead', 'Mon, 29 Apr 2024 13:00:05 GMT', { date: 'Mon, 29 Apr 2024 13:00:00 GMT' }, 5000],
    ['of a server an hour behind', 'Mon, 29 Apr 2024 11:00:05 GMT', { date: 'Mon, 29 Apr 2024 11:00:00 GMT' }, 5000],
    [
      'of a server whose clock begins with 1970',
      'Thu, 01 Jan 1970 00:00:09 GMT',
      { date: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      9000,
    ],
    ['in another form', inFiveSeconds, { date: 'Monday, 29-Apr-24 12:00:03 GMT' }, 2000],
    ['in the third form', inFiveSeconds, { date: 'Mon Apr 29 12:00:01 2024' }, 4000],
    [
      'with years of two digits by that date',
      'Wednesday, 01-May-90 00:00:00 GMT',
      { date: 'Tue, 30 Apr 2080 00:00:00 GMT' },
      3652 * 86_400_000 + 86_400_000,
    ],
    ['when it is over already', inFiveSeconds, { date: 'Mon, 29 Apr 2024 12:00:06 GMT' }, 0],
    ['that a cache has kept for 3 s', inFiveSeconds, { date: 'Mon, 29 Apr 2024 12:00:00 GMT', age: '3' }, 2000],
    ['with an Age that is none', inFiveSeconds, { date: 'Mon, 29 Apr 2024 12:00:01 GMT', age: '-3' }, 4000],
    ['with an Age of two values', inFiveSeconds, { date: 'Mon, 29 Apr 2024 12:00:01 GMT', age: '3, 4' }, 4000],
    ['but not where an Age comes alone', inFiveSeconds, { age: '3' }, 5000],
    ['but not where that is no date', inFiveSeconds, { date: 'yesterday' }, 5000],
    ['but not where that is empty', inFiveSeconds, { date: '' }, 5000],
    ['but not where that is of another form', inFiveSeconds, { date: '2024-04-29T11:00:00Z' }, 5000],
    [
      'but not where there are two',
      inFiveSeconds,
      { date: 'Mon, 29 Apr 2024 11:00:00 GMT, Mon, 29 Apr 2024 11:00:00 GMT' },
      5000,
    ],
    ['and seconds are not', '5', { date: 'Mon, 29 Apr 2024 11:00:00 GMT', age: '3' }, 5000],
    ['and nothing else is', 'soon', { date: 'Mon, 29 Apr 2024 11:00:00 GMT' }, undefined],
  ];
  for (const [what, text, headers, milliseconds] of table) {
    it(what, () => assert.equal(read(text, headers), milliseconds));
  }
});
