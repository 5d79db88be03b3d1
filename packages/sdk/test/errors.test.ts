import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CircuitOpenError, ContractError, HttpStatusError, isUsageError, UsageError } from '../src/errors.ts';

describe('UsageError', () => {
  it('carries its code, its message and its name', () => {
    const error = new UsageError('timeout', 'Too late.');
    assert.equal(error.code, 'timeout');
    assert.equal(String(error), 'UsageError: Too late.');
    assert.ok(error instanceof Error);
  });

  it('has a subclass for a status, which carries what the server asked for', () => {
    const error = new HttpStatusError('GET /: status 503.', 503, { retryAfter: 2000, serverCode: 'upstream_timeout' });
    assert.ok(error instanceof UsageError);
    assert.deepEqual(
      [error.name, error.code, error.status, error.retryAfter, error.serverCode],
      ['HttpStatusError', 'http_status', 503, 2000, 'upstream_timeout'],
    );
  });

  it('has a subclass for an upstream that was not asked, which carries when and why', () => {
    const cause = new UsageError('timeout', '');
    const error = new CircuitOpenError('GET /: not asked.', 5000, { cause });
    assert.ok(error instanceof UsageError);
    assert.deepEqual(
      [error.name, error.code, error.retryAfter, error.cause],
      ['CircuitOpenError', 'circuit_open', 5000, cause],
    );
  });

  it('bears a brand that other versions know', () => {
    assert.ok(Symbol.for('@usage/sdk UsageError') in new UsageError('network', ''));
  });

  it('has a subclass for a broken contract, which carries the path', () => {
    const error = new ContractError('messages[3].id must be a safe integer; got a string.', 'messages[3].id');
    assert.ok(error instanceof UsageError);
    assert.deepEqual([error.name, error.code, error.path], ['ContractError', 'contract_violation', 'messages[3].id']);
  });
});

describe('isUsageError', () => {
  it('knows the errors of this copy of the SDK', () => {
    assert.ok(isUsageError(new UsageError('network', '')));
    assert.ok(isUsageError(new HttpStatusError('', 500)));
    assert.ok(isUsageError(new ContractError('', '')));
  });

  it('knows the errors of another copy', async () => {
    const other: typeof import('../src/errors.ts') = await import(`${import.meta.resolve('../src/errors.ts')}?other`);
    const error = new other.UsageError('network', '');
    assert.ok(!(error instanceof UsageError));
    assert.ok(isUsageError(error));
  });

  it('knows nothing else', () => {
    const lookalike = { name: 'UsageError', code: 'network', [Symbol.for('@usage/sdk UsageError')]: true };
    for (const value of [new Error('x'), undefined, null, 'network', lookalike]) assert.ok(!isUsageError(value));
  });
});
