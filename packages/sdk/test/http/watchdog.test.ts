import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Watchdog } from '../../src/http/watchdog.ts';

const late = () => new Error('late');

describe('Watchdog', () => {
  it('aborts with the call, for its reason', () => {
    const call = new AbortController();
    const { signal } = new Watchdog(call.signal);
    call.abort('gone');
    assert.equal(signal.reason, 'gone');
    assert.equal(new Watchdog(call.signal).signal.reason, 'gone');
  });

  it('aborts when nothing is heard for so long, counted from the last time', async () => {
    const watchdog = new Watchdog(new AbortController().signal);
    watchdog.expect(20, () => new Error('never'));
    watchdog.expect(40, late);
    await pause(30);
    assert.equal(watchdog.signal.aborted, false);
    await pause(30);
    assert.equal(watchdog.signal.reason.message, 'late');
  });

  it('leaves neither timer nor listener when it ends well', () => {
    const call = new AbortController();
    const watchdog = new Watchdog(call.signal);
    watchdog.expect(1e6, late);
    watchdog.end();
    assert.equal(watchdog.signal.aborted, false);
    assert.equal(getEventListeners(call.signal, 'abort').length, 0);
    assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
  });

  it('aborts what is left of an attempt that ends with an error', () => {
    const watchdog = new Watchdog(new AbortController().signal);
    const error = new Error('too large');
    watchdog.end(error);
    assert.equal(watchdog.signal.reason, error);
  });
});

describe('a caller has deserted a server', () => {
  /** A watchdog, its caller, and a clock that is moved by hand. */
  const watched = (t: TestContext, end?: number) => {
    const clock = { now: 5000 };
    t.mock.method(performance, 'now', () => clock.now);
    const caller = new AbortController();
    const watchdog = new Watchdog(caller.signal, end);
    t.after(() => watchdog.end());
    const leaveAfter = (milliseconds: number) => {
      clock.now += milliseconds;
      caller.abort('gone');
      return watchdog.isDeserted;
    };
    return { watchdog, clock, leaveAfter };
  };

  for (const [milliseconds, expected] of [
    [0, false],
    [499, false],
    [500, true],
    [999, true],
  ] as const) {
    it(`that had 1 s, by leaving after ${milliseconds} ms: ${expected}`, (t) => {
      const { watchdog, leaveAfter } = watched(t);
      watchdog.expect(1000, late);
      assert.equal(leaveAfter(milliseconds), expected);
    });
  }

  for (const [milliseconds, expected] of [
    [99, false],
    [100, true],
  ] as const) {
    it(`that had 1 s, of which the call left 200 ms, by leaving after ${milliseconds} ms: ${expected}`, (t) => {
      const { watchdog, leaveAfter } = watched(t, 5200);
      watchdog.expect(1000, late);
      assert.equal(leaveAfter(milliseconds), expected);
    });
  }

  it('that was heard of in between, by its time since then', (t) => {
    for (const [milliseconds, expected] of [
      [499, false],
      [500, true],
    ] as const) {
      const { watchdog, clock, leaveAfter } = watched(t);
      watchdog.expect(1000, late);
      clock.now += 900;
      watchdog.expect(1000, late);
      assert.equal(leaveAfter(milliseconds), expected);
      t.mock.restoreAll();
    }
  });

  it('never, while nothing is expected of it: before it is asked, once all has come, and after the end', (t) => {
    assert.equal(watched(t).leaveAfter(1e6), false);
    for (const rest of ['rest', 'end'] as const) {
      t.mock.restoreAll();
      const { watchdog, leaveAfter } = watched(t);
      watchdog.expect(1000, late);
      watchdog[rest]();
      assert.equal(leaveAfter(1e6), false);
    }
    const gone = new Watchdog(AbortSignal.abort());
    assert.equal(gone.isDeserted, false);
  });
});
