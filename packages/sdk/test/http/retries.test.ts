import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ContractError, HttpStatusError, UsageError, type UsageErrorCode } from '../../src/errors.ts';
import { isRetryable, retryDelay } from '../../src/http/retries.ts';

describe('isRetryable', () => {
  const retried: UsageErrorCode[] = ['network', 'timeout'];
  const final: UsageErrorCode[] = ['invalid_option', 'headers_failed', 'redirect', 'too_large', 'total_too_large'];
  for (const code of retried) it(`retries ${code}`, () => assert.ok(isRetryable(new UsageError(code, ''), 0)));
  for (const code of final) it(`does not retry ${code}`, () => assert.ok(!isRetryable(new UsageError(code, ''), 0)));

  const strange = [
    new TypeError('a bug'),
    Object.assign(new Error(''), { code: 'network' }),
    { code: 'timeout' },
    null,
  ];
  for (const error of strange) {
    it(`does not retry what is no error of ours: ${String(error)}`, () => assert.ok(!isRetryable(error, 0)));
  }

  it('forgives one answer that breaks the contract', () => {
    assert.ok(isRetryable(new ContractError('', ''), 1));
    assert.ok(!isRetryable(new ContractError('', ''), 2));
  });

  for (const status of [408, 429, 500, 502, 503, 504]) {
    it(`retries status ${status}`, () => assert.ok(isRetryable(new HttpStatusError('', status), 0)));
  }
  for (const status of [204, 206, 302, 400, 401, 403, 404, 410, 413, 501, 505]) {
    it(`does not retry status ${status}`, () => assert.ok(!isRetryable(new HttpStatusError('', status), 0)));
  }

  it('does not retry a 503 of our own servers, which have retried, unless they ask for it', () => {
    const serverCode = 'upstream_timeout';
    assert.ok(!isRetryable(new HttpStatusError('', 503, { serverCode }), 0));
    assert.ok(isRetryable(new HttpStatusError('', 503, { serverCode, retryAfter: 1000 }), 0));
    assert.ok(isRetryable(new HttpStatusError('', 500, { serverCode }), 0));
  });
});

describe('retryDelay', () => {
  const fault = new UsageError('network', '');
  const asked = new HttpStatusError('', 503, { retryAfter: 2000 });
  const table: [error: Error, retry: number, random: number, milliseconds: number][] = [
    [fault, 0, 0, 0],
    [fault, 0, 1, 300],
    [fault, 1, 1, 600],
    [fault, 1, 0.5, 300],
    [fault, 4, 1, 4800],
    [fault, 5, 1, 5000],
    [fault, 2000, 1, 5000],
    [asked, 0, 0, 2000],
    [asked, 0, 1, 2300],
    [asked, 4, 1, 6800],
    [new HttpStatusError('', 503), 0, 1, 300],
  ];
  for (const [error, retry, random, milliseconds] of table) {
    it(`is ${milliseconds} ms before retry ${retry} at random ${random}, asked for ${error === asked ? 2000 : 0}`, () => {
      assert.equal(
        retryDelay(error, retry, () => random),
        milliseconds,
      );
    });
  }
});
