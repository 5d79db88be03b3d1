import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { isUsageError } from '../src/errors.ts';
import type { HeadersOption } from '../src/http.ts';
import { isPromise } from '../src/waiting.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import { serverOf, watch } from './held-usage.ts';

/** Tokens that are made anew with each call. */
function rotating() {
  const state = { asked: 0 };
  return { state, headers: async () => ({ authorization: `token ${++state.asked}` }) };
}

/** Headers that are given when they are let go, in any order. */
function heldHeaders() {
  const asked: ((token: string) => void)[] = [];
  const headers = () =>
    new Promise<Record<string, string>>((give) => asked.push((authorization) => give({ authorization })));
  return { asked, headers: headers as HeadersOption };
}

describe('with a customer', () => {
  it('tokens that change with each call share memory and request, and are asked for nothing twice', async (t) => {
    const { client, sent, tokens } = await serverOf(t);
    const { state, headers } = rotating();
    const source = client({ headers, customer: 'alder' });
    const loads = [source.load(), source.load(), source.load({ refresh: true })];
    (await sent(1)).answer(24);
    const ledgers = await Promise.all(loads);
    assert.ok(ledgers.every((ledger) => ledger === source.current));
    const again = source.load();
    assert.ok(!isPromise(again));
    assert.equal(again, source.current);
    assert.equal(source.recheck(), false);
    assert.deepEqual([state.asked, tokens()], [1, ['token 1']]);
    const refresh = source.load({ refresh: true });
    (await sent(2)).answer(21);
    assert.equal((await refresh).totalAmount, 2100);
    assert.deepEqual([state.asked, tokens()], [2, ['token 1', 'token 2']]);
  });

  it('a token that is refused is asked for anew, and it is still the same', async (t) => {
    const { client, sent, tokens } = await serverOf(t);
    const source = client({ headers: rotating().headers, customer: 'alder' });
    const load = source.load();
    (await sent(1)).answer(0, 401);
    (await sent(2)).answer(24);
    await load;
    assert.equal(source.load(), source.current);
    assert.deepEqual(tokens(), ['token 1', 'token 2']);
  });

  for (const customer of [5, null, {}, ['alder']]) {
    it(`${JSON.stringify(customer)} is an invalid option`, () => {
      assert.throws(
        () => new UsageClient({ url: 'https://a.test', customer: customer as never }),
        (error) => isUsageError(error) && /^`customer` must be a text; got /.test(error.message),
      );
    });
  }
});

describe('without a customer, another header', () => {
  it('drops what is there as soon as it is loaded for, before the answer comes', async (t) => {
    const { client, sent } = await serverOf(t);
    let token = 'alder';
    const source = client({ headers: () => ({ authorization: token }) });
    const first = source.load();
    (await sent(1)).answer(24);
    await first;
    const { seen } = watch(source);
    token = 'birch';
    const second = source.load();
    await sent(2);
    assert.deepEqual([source.current, source.loadedAt, source.stale, seen], [undefined, undefined, true, [undefined]]);
    (await sent(2)).answer(21);
    await second;
    assert.deepEqual(seen, [undefined, 2100]);
  });

  it('drops what is there when it is looked for, and a look that finds the same drops nothing', async (t) => {
    const { client, requests } = await serverOf(t, 24);
    let token = 'alder';
    const source = client({ headers: () => ({ authorization: token }) });
    assert.equal(await source.recheck(), false);
    const ledger = await source.load();
    const { seen } = watch(source);
    assert.equal(await source.recheck(), false);
    assert.deepEqual([source.current, seen], [ledger, []]);
    token = 'birch';
    assert.equal(await source.recheck(), true);
    assert.deepEqual([source.current, source.loadedAt, seen], [undefined, undefined, [undefined]]);
    assert.equal(await source.recheck(), false);
    assert.equal(requests.length, 1);
  });

  it('drops a request that is under way: what it brings is not kept', async (t) => {
    const { client, sent } = await serverOf(t);
    let token = 'alder';
    const source = client({ headers: () => ({ authorization: token }) });
    const older = source.load();
    const first = await sent(1);
    token = 'birch';
    assert.equal(await source.recheck(), true);
    first.answer(24);
    await older;
    assert.equal(source.current, undefined);
  });

  it('has a request that it has dropped joined by nobody, the customer of before included', async (t) => {
    const { client, sent } = await serverOf(t);
    let token = 'alder';
    const source = client({ headers: () => ({ authorization: token }) });
    const older = source.load();
    const first = await sent(1);
    token = 'birch';
    assert.equal(await source.recheck(), true);
    token = 'alder';
    const newer = source.load();
    (await sent(2)).answer(25);
    await newer;
    first.answer(24);
    await older;
    assert.equal(source.current?.totalAmount, 2500);
  });

  it('needs no look where headers are always the same', async (t) => {
    const { client } = await serverOf(t, 24);
    const source = client({ headers: { authorization: 'alder' } });
    await source.load();
    assert.equal(source.recheck(), false);
  });
});

describe('headers that are given in another order than they were asked for', () => {
  it('never bring back the customer of before', async (t) => {
    const { client, sent, tokens } = await serverOf(t);
    const { asked, headers } = heldHeaders();
    const source = client({ headers });
    const [older, newer] = [source.load(), source.load()];
    asked[1]!('birch');
    (await sent(1)).answer(21);
    assert.equal((await newer).totalAmount, 2100);
    asked[0]!('alder');
    while (asked.length < 3) await nextTurn();
    asked[2]!('birch');
    assert.equal((await older).totalAmount, 2100);
    assert.deepEqual([source.current?.totalAmount, tokens()], [2100, ['birch']]);
  });

  it('do not drop by a look what was loaded since', async (t) => {
    const { client, sent } = await serverOf(t);
    const { asked, headers } = heldHeaders();
    const source = client({ headers });
    const first = source.load();
    asked[0]!('alder');
    (await sent(1)).answer(24);
    await first;
    // Looked for under alder, answered after birch has loaded.
    for (const token of ['birch', 'alder']) {
      const [look, load] = [source.recheck(), source.load({ refresh: true })];
      const [forLook, forLoad] = asked.slice(-2);
      forLoad!('birch');
      const request = await sent(token === 'birch' ? 2 : 3);
      forLook!(token);
      assert.equal(await look, false);
      request.answer(21);
      await load;
      assert.equal(source.current?.totalAmount, 2100);
    }
  });
});

describe('a request that is refused', () => {
  it('tells nobody where there is nothing to drop', async (t) => {
    const { client, sent } = await serverOf(t);
    const source = client();
    const { seen } = watch(source);
    const refused = source.load();
    (await sent(1)).answer(0, 401);
    await assert.rejects(async () => refused, { status: 401 });
    assert.deepEqual(seen, []);
  });

  for (const status of [401, 403]) {
    it(`with ${status} keeps what was asked for after it`, async (t) => {
      const { client, sent } = await serverOf(t);
      const source = client();
      const older = source.load();
      const first = await sent(1);
      const newer = source.load({ refresh: true });
      (await sent(2)).answer(21);
      await newer;
      const { seen } = watch(source);
      first.answer(0, status);
      await assert.rejects(async () => older, { status });
      assert.deepEqual([source.current?.totalAmount, seen], [2100, []]);
    });

    it(`with ${status} drops what was asked for before it, and says so`, async (t) => {
      const { client, sent } = await serverOf(t);
      const source = client();
      const first = source.load();
      (await sent(1)).answer(24);
      await first;
      const { seen } = watch(source);
      const refused = source.load({ refresh: true });
      (await sent(2)).answer(0, status);
      await assert.rejects(async () => refused, { status });
      assert.deepEqual([source.current, seen], [undefined, [undefined]]);
    });
  }
});
