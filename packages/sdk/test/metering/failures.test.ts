import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CircuitOpenError, HttpStatusError, UsageError, ContractError } from '../../src/errors.ts';
import { failureCode, retryAfterSeconds, failureBody, type UsageFailureCode } from '../../src/metering/failures.ts';

describe('retryAfterSeconds', () => {
  const table: [milliseconds: number | undefined, seconds: number | undefined][] = [
    [undefined, undefined],
    [0, 0],
    [1, 1],
    [1000, 1],
    [1001, 2],
    [120_000, 120],
    [86_400_000, 86_400],
    [86_400_001, 86_400],
    [Number.MAX_SAFE_INTEGER, 86_400],
    [2 ** 53, undefined],
    [1e308, undefined],
    [Infinity, undefined],
    [NaN, undefined],
    [-1, undefined],
    ['120' as unknown as number, undefined],
  ];
  for (const [retryAfter, seconds] of table) {
    it(`makes of ${JSON.stringify(retryAfter)} ms ${seconds} s`, () => {
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

describe('what the outside is told', () => {
  const table: [error: unknown, code: UsageFailureCode][] = [
    [new UsageError('network', ''), 'upstream_unreachable'],
    [new UsageError('timeout', ''), 'upstream_timeout'],
    [new HttpStatusError('', 500), 'upstream_error'],
    [new UsageError('redirect', ''), 'upstream_error'],
    [new UsageError('too_large', ''), 'upstream_invalid'],
    [new ContractError('', ''), 'upstream_invalid'],
    [new CircuitOpenError('', 1000), 'upstream_paused'],
    [new UsageError('headers_failed', ''), 'internal_error'],
    [new UsageError('invalid_price', ''), 'internal_error'],
    [new TypeError('a bug'), 'internal_error'],
    [undefined, 'internal_error'],
  ];
  for (const [error, code] of table) {
    it(`of ${error instanceof UsageError ? error.code : String(error)} is ${code}`, () => {
      assert.equal(failureCode(error), code);
    });
  }

  const sentences: Record<UsageFailureCode, RegExp> = {
    unknown_customer: /not known as a customer/,
    unauthorized: /^You are not allowed to see this usage/,
    method_not_allowed: /GET or HEAD/,
    upstream_unreachable: /cannot be reached/,
    upstream_timeout: /took too long/,
    upstream_error: /could not answer/,
    upstream_paused: /several times in a row/,
    upstream_invalid: /cannot be relied on/,
    internal_error: /could not be put together/,
  };
  for (const [code, sentence] of Object.entries(sentences) as [UsageFailureCode, RegExp][]) {
    it(`of ${code} is a sentence`, () => {
      const { error } = failureBody(code);
      assert.equal(error.code, code);
      assert.match(error.message, sentence);
    });
  }

  it('is never to wait for ever', () => {
    assert.equal(retryAfterSeconds(new HttpStatusError('', 503, { retryAfter: Infinity })), undefined);
  });
});
