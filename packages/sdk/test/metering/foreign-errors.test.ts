import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CircuitOpenError, HttpStatusError } from '../../src/errors.ts';
import { failureCode, retryAfterSeconds } from '../../src/metering/failures.ts';

/** The same error as another copy of the SDK makes it: of a class that is not ours, with our brand. */
function foreign(error: Error): Error {
  return Object.defineProperties(new Error(error.message), Object.getOwnPropertyDescriptors(error));
}

for (const error of [new CircuitOpenError('', 4500), foreign(new CircuitOpenError('', 4500))]) {
  it(`an open circuit is a pause of so many seconds, by an error of ${error.constructor.name}`, () => {
    assert.equal(failureCode(error), 'upstream_paused');
    assert.equal(retryAfterSeconds(error), 5);
  });
}

for (const error of [new HttpStatusError('', 429, { retryAfter: 1000 })]) {
  for (const each of [error, foreign(error)]) {
    it(`a status passes on when to try again, by an error of ${each.constructor.name}`, () => {
      assert.equal(failureCode(each), 'upstream_error');
      assert.equal(retryAfterSeconds(each), 1);
    });
  }
}

it('no other error says when to try again', () => {
  assert.equal(retryAfterSeconds(Object.assign(new Error(''), { retryAfter: 1000 })), undefined);
  assert.equal(retryAfterSeconds(new HttpStatusError('', 429)), undefined);
  assert.equal(retryAfterSeconds(new HttpStatusError('', 429, { retryAfter: Infinity })), undefined);
});
