import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { RetryShare } from '../../src/metering/retry-share.ts';

const anEvent = fc.record({ who: fc.nat(4), isSuccess: fc.boolean() });

it('shares never retry more than one budget would, nor each more than 2 and a tenth of its own successes', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 400 }), (events) => {
      const first = RetryShare.ofNew(2);
      const second = first.another();
      const shares = [first, second, first.another(), second.another(), second.another()];
      const successes = shares.map(() => 0);
      const retries = shares.map(() => 0);
      const sum = (counts: number[]) => counts.reduce((total, count) => total + count);
      for (const { who, isSuccess } of events) {
        if (isSuccess) {
          shares[who]!.earn();
          successes[who]!++;
        } else if (shares[who]!.spend()) retries[who]!++;
        assert.ok(10 * sum(retries) <= 30 + sum(successes));
        assert.ok(10 * retries[who]! <= 20 + successes[who]!);
      }
    }),
  );
});

it('a share whose budget is empty keeps what it may spend', () => {
  const shares = [RetryShare.ofNew(2)];
  shares.push(shares[0]!.another(), shares[0]!.another());
  const spend = () => shares.map((share) => [share.spend(), share.spend(), share.spend()].filter(Boolean).length);
  assert.deepEqual(spend(), [2, 1, 0]);
  for (let count = 0; count < 9; count++) assert.deepEqual(spend(), [0, 0, 0]);
  // Ten successes of the first are one retry for it, which the second has a share in too.
  for (let count = 0; count < 20; count++) shares[0]!.earn();
  assert.deepEqual(spend().toReversed(), [0, 0, 2]);
  for (let count = 0; count < 30; count++) shares[0]!.earn();
  assert.equal(shares[1]!.spend(), true);
  assert.equal(shares[1]!.spend(), false);
  assert.equal(shares[2]!.spend(), true);
});
