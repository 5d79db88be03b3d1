import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpStatusError, UsageError } from '../../src/errors.ts';
import { retryAfterSeconds } from '../../src/metering/failures.ts';

describe('retryAfterSeconds', () => {
  const table: [milliseconds: number | undefined, seconds: number | undefined][] = [
    [undefined, undefined],
    [0, 0],
    [1, 1],
    [1000, 1],
    [1001, 2],
    [120_000, 120],
  ];
  for (const [retryAfter, seconds] of table) {
    it(`rounds ${retryAfter} ms up to ${seconds} s`, () => {
      assert.equal(retryAfterSeconds(new HttpStatusError('', 503, { retryAfter })), seconds);
    });
  }

  it('is known of a status only', () => {
    for (const error of [new UsageError('timeout', ''), new Error(), undefined]) {
      assert.equal(retryAfterSeconds(error), undefined);
    }
  });
});
