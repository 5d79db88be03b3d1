import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { abortable, sleep, withDeadline } from '../src/waiting.ts';

const never = new Promise<never>(() => {});
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

describe('abortable', () => {
  it('gives what the promise gives, and leaves no listener', async () => {
    const { signal } = new AbortController();
    assert.equal(await abortable(Promise.resolve(1), signal), 1);
    assert.equal(listeners(signal), 0);
    await assert.rejects(abortable(Promise.reject(new Error('no')), signal), /no/);
    assert.equal(listeners(signal), 0);
  });

  it('rejects with the reason of the signal as soon as it is aborted', async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort('enough');
    await assert.rejects(waiting, (reason) => reason === 'enough');
    assert.equal(listeners(controller.signal), 0);
  });

  it('rejects at once when the signal is aborted already', async () => {
    await assert.rejects(abortable(never, AbortSignal.abort('before')), (reason) => reason === 'before');
  });

  it('hears a promise that rejects after the abort', async () => {
    const controller = new AbortController();
    let fail = (_: Error) => {};
    const waiting = abortable(new Promise((_, reject) => (fail = reject)), controller.signal);
    controller.abort('enough');
    await assert.rejects(waiting);
    fail(new Error('Heard, or this run fails with an unhandled rejection.'));
  });
});

describe('sleep', () => {
  it('ends early when it is aborted, and leaves neither listener nor timer', async () => {
    const controller = new AbortController();
    const sleeping = sleep(1e6, controller.signal);
    setTimeout(() => controller.abort('up'), 5);
    await assert.rejects(sleeping, (reason) => reason === 'up');
    assert.equal(listeners(controller.signal), 0);
    assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
  });

  it('ends by itself', async () => {
    const { signal } = new AbortController();
    const start = performance.now();
    await sleep(20, signal);
    assert.ok(performance.now() - start >= 18);
    assert.equal(listeners(signal), 0);
  });
});

describe('withDeadline', () => {
  const late = () => new Error('late');

  it('gives what the work gives, and leaves neither listener nor timer', async () => {
    const { signal } = new AbortController();
    assert.equal(await withDeadline(1e6, signal, late, async () => 1), 1);
    assert.equal(listeners(signal), 0);
    assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
  });

  it('aborts the work at the deadline', async () => {
    const work = withDeadline(10, undefined, late, (signal) => abortable(never, signal));
    await assert.rejects(work, /late/);
  });

  it('passes the abort of the caller through', async () => {
    const controller = new AbortController();
    const work = withDeadline(1e6, controller.signal, late, (signal) => abortable(never, signal));
    controller.abort('enough');
    await assert.rejects(work, (reason) => reason === 'enough');
    await assert.rejects(
      withDeadline(1e6, controller.signal, late, () => assert.fail('It must not begin.')),
      (reason) => reason === 'enough',
    );
  });

  it('aborts what is left of the work when a part of it fails', async () => {
    let inner: AbortSignal | undefined;
    const work = withDeadline(1e6, undefined, late, (signal) => {
      inner = signal;
      return Promise.reject(new Error('broken'));
    });
    await assert.rejects(work, /broken/);
    assert.equal(inner?.aborted, true);
  });
});
