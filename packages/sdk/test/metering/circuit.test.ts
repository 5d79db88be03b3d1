import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CircuitOpenError, ContractError, HttpStatusError, UsageError } from '../../src/errors.ts';
import { Circuit } from '../../src/metering/circuit.ts';

const down = new UsageError('network', 'down');

/** A circuit with a clock of its own. */
function circuitAt(start: number) {
  const clock = { now: start };
  const circuit = new Circuit('GET https://a.test/messages', () => clock.now);
  const fail = (times: number, subject?: unknown) => {
    for (let count = 0; count < times; count++) circuit.admit(subject)(down);
  };
  /** What it says to whoever is not let through. */
  const refusal = () => {
    try {
      circuit.admit()();
    } catch (error) {
      assert.ok(error instanceof CircuitOpenError);
      return error;
    }
    return undefined;
  };
  return { circuit, clock, fail, refusal };
}

describe('Circuit', () => {
  it('opens at the fifth failure in a row, which is told', () => {
    const { circuit } = circuitAt(0);
    const told = Array.from({ length: 5 }, () => circuit.admit()(down));
    assert.deepEqual(told, [true, true, true, true, false]);
    assert.ok(circuit.isOpen);
  });

  it('stays closed as long as an answer comes between', () => {
    const { circuit, fail } = circuitAt(0);
    for (let count = 0; count < 20; count++) {
      fail(4);
      circuit.admit()();
    }
    assert.ok(!circuit.isOpen);
  });

  const failures: unknown[] = [
    new UsageError('network', ''),
    new UsageError('timeout', ''),
    new HttpStatusError('', 500),
    new HttpStatusError('', 501),
    new HttpStatusError('', 503, { retryAfter: 0 }),
    new HttpStatusError('', 599),
  ];
  const answers: unknown[] = [
    undefined,
    new HttpStatusError('', 400),
    new HttpStatusError('', 401),
    new HttpStatusError('', 408),
    new HttpStatusError('', 429),
    new UsageError('redirect', ''),
    new UsageError('too_large', ''),
    new ContractError('', ''),
    new TypeError('a bug'),
  ];
  const name = (error: unknown) => (error instanceof HttpStatusError ? error.status : (Object(error).code ?? error));
  for (const failure of failures) {
    it(`counts ${name(failure)} as a failure`, () => {
      const { circuit, fail } = circuitAt(0);
      fail(4);
      circuit.admit()(failure);
      assert.ok(circuit.isOpen);
    });
  }
  for (const answer of answers) {
    it(`counts ${name(answer)} as an answer`, () => {
      const { circuit, fail } = circuitAt(0);
      fail(4);
      circuit.admit()(answer);
      fail(4);
      assert.ok(!circuit.isOpen);
    });
  }
  for (const [what, error, left] of [
    ['a caller who has left', down, true],
    ['headers that failed before anything was sent', new UsageError('headers_failed', ''), false],
  ] as const) {
    it(`counts ${what} as nothing`, () => {
      const { circuit, fail } = circuitAt(0);
      fail(4);
      circuit.admit()(error, left);
      assert.ok(!circuit.isOpen);
      fail(1);
      assert.ok(circuit.isOpen);
    });
  }

  it('counts a subject once, however often it fails', () => {
    const { circuit, fail } = circuitAt(0);
    fail(100, 5392);
    for (const id of [1, 2, 3]) fail(1, id);
    assert.ok(!circuit.isOpen);
    fail(1, 4);
    assert.ok(circuit.isOpen);
  });

  const waits: [after: number, milliseconds: number, seconds: number][] = [
    [0, 10_000, 10],
    [1, 9999, 10],
    [4500, 5500, 6],
    [9000, 1000, 1],
    [9999, 1000, 1],
  ];
  for (const [after, milliseconds, seconds] of waits) {
    it(`says ${after} ms after it opened to wait ${milliseconds} ms, and why`, () => {
      const { clock, fail, refusal } = circuitAt(1e9);
      fail(5);
      clock.now += after;
      const error = refusal();
      assert.equal(error?.retryAfter, milliseconds);
      assert.equal(error.code, 'circuit_open');
      assert.equal(error.cause, down);
      const said = `GET https://a.test/messages: not asked, as it has failed 5 times in a row. Try again in ${seconds} s.`;
      assert.equal(error.message, said);
    });
  }

  it('lets one request through after 10 s, and its answer closes the circuit', () => {
    const { circuit, clock, fail, refusal } = circuitAt(0);
    fail(5);
    clock.now = 10_000;
    const ended = circuit.admit();
    assert.equal(refusal()?.retryAfter, 1000);
    clock.now = 20_000;
    assert.equal(refusal()?.retryAfter, 1000);
    assert.equal(ended(), true);
    fail(4);
    assert.ok(!circuit.isOpen);
  });

  for (const takes of [0, 5000, 9999, 15_000]) {
    it(`stays open until 10 s after a probe was sent that fails after ${takes} ms`, () => {
      const { circuit, clock, fail, refusal } = circuitAt(0);
      fail(5);
      clock.now = 10_000;
      const ended = circuit.admit();
      clock.now = 10_000 + takes;
      assert.ok(refusal());
      assert.equal(ended(down), false);
      clock.now = Math.max(19_999, clock.now);
      assert.equal(refusal() !== undefined, takes < 10_000);
    });
  }

  it('finds out within 10 s of a recovery, whenever that is, of probes that take up to 10 s to fail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 10_000 }), (recovery, takes) => {
        const { circuit, clock, fail } = circuitAt(0);
        fail(5);
        let failing: { readonly end: number; readonly ended: (error: unknown) => unknown } | undefined;
        // Somebody asks every 100 ms.
        for (; circuit.isOpen; clock.now += 100) {
          assert.ok(clock.now <= recovery + 10_100, `${clock.now}`);
          if (failing && clock.now >= failing.end) failing = void failing.ended(down);
          if (failing) continue;
          try {
            const ended = circuit.admit();
            if (clock.now >= recovery) ended();
            else failing = { end: clock.now + takes, ended };
          } catch (error) {
            assert.ok(error instanceof CircuitOpenError);
          }
        }
      }),
    );
  });

  it('lets the next one through when that one has told nothing', () => {
    const { circuit, clock, fail } = circuitAt(0);
    fail(5);
    clock.now = 10_000;
    circuit.admit()('gone', true);
    circuit.admit()(new UsageError('headers_failed', ''));
    assert.ok(circuit.isOpen);
    circuit.admit()();
    assert.ok(!circuit.isOpen);
  });

  it('does not listen to what was sent before it opened', () => {
    const { circuit, clock, fail, refusal } = circuitAt(0);
    const [late, later] = [circuit.admit(), circuit.admit()];
    fail(5);
    assert.equal(late(), false);
    clock.now = 5000;
    assert.equal(later(down), false);
    assert.equal(refusal()?.retryAfter, 5000);
  });

  it('lets no second request through when an earlier one ends while the probe is under way', () => {
    const { circuit, clock, fail, refusal } = circuitAt(0);
    const late = circuit.admit();
    fail(5);
    clock.now = 10_000;
    const ended = circuit.admit();
    late(down);
    assert.ok(refusal());
    assert.equal(ended(), true);
  });

  it('goes by a clock of its own unless it is given one', () => {
    const circuit = new Circuit('GET https://a.test/messages');
    for (let count = 0; count < 5; count++) circuit.admit()(down);
    assert.throws(
      () => circuit.admit(),
      (error) => error instanceof CircuitOpenError && error.retryAfter > 1000 && error.retryAfter <= 10_000,
    );
  });

  it('in any outage lets through 5 requests and one in 10 s, and at most one at a time once open', () => {
    const event = fc.record({
      wait: fc.integer({ min: 0, max: 4000 }),
      takes: fc.integer({ min: 0, max: 6000 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const { circuit, clock } = circuitAt(0);
        let sent = 0;
        for (const { wait, takes } of events) {
          clock.now += wait;
          try {
            const ended = circuit.admit();
            sent++;
            if (circuit.isOpen) assert.throws(() => circuit.admit(), CircuitOpenError);
            clock.now += takes;
            ended(down);
          } catch (error) {
            if (!(error instanceof CircuitOpenError)) throw error;
          }
        }
        assert.ok(sent <= 5 + clock.now / 10_000, `${sent} in ${clock.now} ms`);
      }),
    );
  });
});
