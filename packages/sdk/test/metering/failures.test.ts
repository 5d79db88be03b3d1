import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CircuitOpenError, HttpStatusError, UsageError } from '../../src/errors.ts';
import { failureCode, retryAfterSeconds } from '../../src/metering/failures.ts';

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

  it('is known of a status and of an open circuit only', () => {
    assert.equal(retryAfterSeconds(new CircuitOpenError('', 9001)), 10);
    for (const error of [new UsageError('timeout', ''), new Error(), undefined]) {
      assert.equal(retryAfterSeconds(error), undefined);
    }
  });
});

describe('failureCode', () => {
  it('tells an upstream that is not asked from one that could not be reached', () => {
    assert.equal(failureCode(new CircuitOpenError('', 1000)), 'upstream_paused');
    assert.equal(failureCode(new UsageError('network', '')), 'upstream_unreachable');
  });
});
