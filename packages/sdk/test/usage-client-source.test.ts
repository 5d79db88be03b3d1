import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPromise } from '../src/waiting.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import { serverOf, watch } from './held-usage.ts';

describe('a client is a source', () => {
  it('that has nothing at first, and then what it has loaded', async (t) => {
    const { client } = await serverOf(t, 24);
    const source = client();
    assert.deepEqual([source.current, source.loadedAt, source.stale], [undefined, undefined, true]);
    const ledger = await source.load();
    assert.equal(source.current, ledger);
    assert.equal(source.stale, false);
  });

  it('that tells of each load, until one leaves', async (t) => {
    const { client } = await serverOf(t, 24, 21, 20);
    const source = client();
    const { seen, end } = watch(source);
    await source.load();
    await source.load();
    await source.load({ refresh: true });
    assert.deepEqual(seen, [2400, 2100]);
    end();
    await source.load({ refresh: true });
    assert.deepEqual(seen, [2400, 2100]);
  });

  it('that says nothing of a failure, and keeps what it has', async (t) => {
    const { client, sent } = await serverOf(t);
    const source = client({ retry: { limit: 0 } });
    const first = source.load();
    (await sent(1)).answer(24);
    await first;
    const { seen } = watch(source);
    const refused = source.load({ refresh: true });
    (await sent(2)).answer(0, 500);
    await assert.rejects(async () => refused, { status: 500 });
    assert.deepEqual([seen, source.current?.totalAmount], [[], 2400]);
  });

  it('that gives the ledger itself while it is fresh, and no promise', async (t) => {
    const { client, requests } = await serverOf(t, 24);
    for (const headers of [undefined, { authorization: 'a' }]) {
      const source = client(headers && { headers });
      const ledger = await source.load();
      const again = source.load();
      assert.ok(!isPromise(again));
      assert.equal(again, ledger);
    }
    assert.equal(requests.length, 2);
  });

  it('that gives a promise where a function for headers has to be asked whose it is', async (t) => {
    const { client } = await serverOf(t, 24);
    const source = client({ headers: () => ({ authorization: 'a' }) });
    const ledger = await source.load();
    const again = source.load();
    assert.ok(isPromise(again));
    assert.equal(await again, ledger);
  });

  it('that rejects, and never throws', async () => {
    const source = new UsageClient({ url: 'https://a.test/usage' });
    for (const options of [
      null,
      { period: '2024-04' },
      { onProgress: 5 },
      { signal: AbortSignal.abort(new Error()) },
    ]) {
      const failed = source.load(options as never);
      assert.ok(isPromise(failed));
      await assert.rejects(failed);
    }
    await assert.rejects(async () => source.load({ period: '2024-04' }), /^UsageError: `period`: this source has /);
  });

  it('that keeps the very same ledger where the figures are the same, and says when they came', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1000 });
    const { client } = await serverOf(t, 24, 24, 21);
    const source = client();
    const first = await source.load();
    const { seen } = watch(source);
    t.mock.timers.setTime(2000);
    assert.equal(await source.load({ refresh: true }), first);
    assert.deepEqual([source.current, source.loadedAt, seen], [first, 2000, [2400]]);
    assert.notEqual(await source.load({ refresh: true }), first);
    assert.equal(source.current?.totalAmount, 2100);
  });

  it('that never makes a superseded load current', async (t) => {
    const { client, sent } = await serverOf(t);
    const source = client();
    const older = source.load();
    const first = await sent(1);
    const newer = source.load({ refresh: true });
    (await sent(2)).answer(21);
    await newer;
    const { seen } = watch(source);
    first.answer(24);
    assert.equal((await older).totalAmount, 2400);
    assert.deepEqual([source.current?.totalAmount, seen], [2100, []]);
  });
});
