import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
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
