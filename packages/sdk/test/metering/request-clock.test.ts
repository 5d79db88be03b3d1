import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import type { Message } from '../../src/contract.ts';
import type { Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler, type UsageHandlerOptions } from '../../src/metering/usage-handler.ts';

const url = 'https://app.test/usage';
const origin = 'https://page.test';
const never = new Promise<never>(() => {});
const empty: Upstream = { messages: async () => [], report: async () => undefined };
const hanging: Upstream = { ...empty, messages: () => never };

/** Asks a handler once, and gives what came with all that was reported. */
async function ask(options: Partial<UsageHandlerOptions>, init: RequestInit = { headers: { origin } }) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const handle = createUsageHandler({ upstream: empty, deadline: 20, onError, ...options });
  const request = new Request(url, init);
  const response = await handle(request);
  const code = /"code":"(\w+)"/.exec(await response.text())?.[1];
  await tick();
  return { request, response, code, said: errors.map((error) => Object(error).message as string) };
}

// Without a deadline they would never end.
describe('a function of the host that never answers', { timeout: 30_000 }, () => {
  const late = (name: string) => `\`${name}()\` took longer than 0.02 s, the deadline.`;

  for (const [name, options] of [
    ['authorize', { authorize: () => never, allowOrigin: origin }],
    ['upstream', { upstream: () => never, allowOrigin: origin }],
    ['allowOrigin', { allowOrigin: () => never }],
  ] as [string, Partial<UsageHandlerOptions>][]) {
    it(`is ended by the deadline: ${name} is 503 internal_error, heard once`, async () => {
      const { response, code, said } = await ask(options);
      assert.deepEqual([response.status, code, said], [503, 'internal_error', [late(name)]]);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('vary'), 'Origin, Accept, Authorization, Cookie');
      // A page may read why, unless nobody could say whether it may.
      const allowed = name === 'allowOrigin' ? null : origin;
      assert.equal(response.headers.get('access-control-allow-origin'), allowed);
    });
  }

  it('is ended in a preflight, too, which then allows nothing', async () => {
    const headers = { origin, 'access-control-request-method': 'GET' };
    const { response, said } = await ask({ allowOrigin: () => never }, { method: 'OPTIONS', headers });
    assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [503, null]);
    assert.deepEqual(said, [late('allowOrigin')]);
  });

  it('may be any thenable', async () => {
    const authorize = (() => ({ then() {} })) as unknown as UsageHandlerOptions['authorize'];
    assert.deepEqual((await ask({ authorize })).said, [late('authorize')]);
  });
});

describe('the deadline', { timeout: 30_000 }, () => {
  it('counts the work together with what was waited for, and ends one request, not the load that others wait for', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let end: (messages: Message[]) => void = () => {};
    let loads = 0;
    const upstream: Upstream = { ...empty, messages: () => (loads++, new Promise((resolve) => (end = resolve))) };
    // Its promise takes 10 s of the first request's minute.
    const pause = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 10_000));
    const authorize = ({ headers }: Request) => (headers.has('x-slow') ? pause() : true);
    const errors: unknown[] = [];
    const handle = createUsageHandler({ upstream, authorize, onError: (error) => errors.push(error) });
    const slow = handle(new Request(url, { headers: { 'x-slow': '1' } }));
    await tick();
    t.mock.timers.tick(10_000);
    await tick();
    const quick = handle(new Request(url));
    await tick();
    t.mock.timers.tick(50_000);
    assert.deepEqual([(await slow).status, loads], [503, 1]);
    await tick();
    assert.deepEqual(errors.map(String), ['UsageError: The request took longer than 60 s, the deadline.']);
    end([]);
    assert.deepEqual([(await quick).status, loads], [200, 1]);
  });

  it('is 60 s unless told, and passed on to the collecting of usage', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const [options, milliseconds] of [
      [{}, 60_000],
      [{ deadline: 5000 }, 5000],
    ] as const) {
      for (const hung of [{ upstream: hanging }, { authorize: () => never }]) {
        let status = 0;
        const handle = createUsageHandler({ upstream: empty, onError: () => {}, ...options, ...hung });
        const answered = handle(new Request(url)).then((response) => (status = response.status));
        await tick();
        t.mock.timers.tick(milliseconds - 1);
        await tick();
        assert.equal(status, 0);
        t.mock.timers.tick(1);
        assert.equal(await answered, 503);
      }
    }
  });

  it('leaves neither timer nor listener behind', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const { signal } = new AbortController();
    const slow = { authorize: async () => (await tick(), true), upstream: async () => (await tick(), empty) };
    const { request, response } = await ask({ ...slow, deadline: 60_000 }, { signal });
    assert.deepEqual([response.status, timers() - before], [200, 0]);
    assert.equal(getEventListeners(request.signal, 'abort').length, 0);
  });

  it('has no timer of its own where all functions answer at once', async (t) => {
    const set = t.mock.method(globalThis, 'setTimeout');
    const timers = async (options: Partial<UsageHandlerOptions>) => {
      const before = set.mock.callCount();
      assert.equal((await ask(options)).response.status, 200);
      return set.mock.callCount() - before;
    };
    const plain = await timers({});
    const atOnce = { authorize: () => true, upstream: () => empty, allowOrigin: () => true };
    assert.equal(await timers(atOnce), plain);
    const promised = { authorize: async () => true, upstream: async () => empty, allowOrigin: async () => true };
    assert.equal(await timers(promised), plain + 1);
  });

  for (const deadline of [0, -1, '60', Infinity] as number[]) {
    it(`is refused when it is ${JSON.stringify(deadline)}`, () => {
      assert.throws(() => createUsageHandler({ upstream: empty, deadline }), {
        code: 'invalid_option',
        message: /^`deadline` must be a number of milliseconds /,
      });
    });
  }
});

describe('the promise of a handler', () => {
  for (const given of [undefined, null, {}, 'https://app.test/usage', { method: 'GET', url: '/usage', headers: {} }]) {
    it(`rejects for what is no Request, at once: ${JSON.stringify(given)}`, async () => {
      const handle = createUsageHandler({ upstream: () => assert.fail('Nothing must be asked.') });
      await assert.rejects(handle(given as unknown as Request), {
        code: 'invalid_option',
        message: /^`request` must be a Request of the Fetch API, and not a framework's own; got /,
      });
    });
  }

  it('never rejects for a Request, whatever the functions of the host do', async () => {
    const bad = [
      () => Promise.reject(undefined),
      () => {
        throw undefined;
      },
      () => ({
        get then() {
          throw new Error('canary');
        },
      }),
    ] as unknown as (() => never)[];
    for (const fail of bad) {
      assert.equal((await ask({ authorize: fail })).response.status, 401);
      assert.equal((await ask({ upstream: fail })).response.status, 503);
      assert.equal((await ask({ allowOrigin: fail })).response.status, 200);
      assert.equal((await ask({ upstream: { ...empty, messages: fail } })).response.status, 503);
    }
  });
});
