import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../src/metering/upstream.ts';
import { createUsageHandler, type UsageHandlerOptions } from '../../src/metering/usage-handler.ts';
import { deadOrigin, json, serve, silence } from '../local-server.ts';
import { serveTechTask, timestamp } from './tech-task.ts';

const url = 'https://app.test/usage';
const empty: Upstream = { messages: async () => [], report: async () => undefined };

/** A handler whose errors are heard here. */
function listening(options: Partial<UsageHandlerOptions>) {
  const errors: { error: unknown; request: Request }[] = [];
  const onError = (error: unknown, request: Request) => errors.push({ error, request });
  return { handle: createUsageHandler({ upstream: empty, onError, ...options }), errors };
}

async function failing(t: TestContext, answer: RequestListener, options: Partial<UpstreamOptions> = {}) {
  const { origin } = await serve(t, answer);
  return listening({ upstream: createUpstream({ baseUrl: origin, retry: { limit: 0 }, ...options }) });
}

async function codeOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  assert.match(error.message, /^[A-Z].*\.$/);
  assert.doesNotMatch(error.message, /127\.0\.0\.1|http|canary| at /);
  return error.code;
}

describe('createUsageHandler', () => {
  it('answers the usage', async (t) => {
    const messages = [{ id: 1, text: 'a'.repeat(44), timestamp }];
    const { baseUrl } = await serveTechTask(t, { messages });
    const response = await createUsageHandler({ upstream: createUpstream({ baseUrl }) })(new Request(url));
    const body = `{"usage":[{"message_id":1,"timestamp":"${timestamp}","credits_used":4.4}]}`;
    assert.equal(response.status, 200);
    assert.equal(await response.text(), body);
    assert.deepEqual(Object.fromEntries(response.headers), {
      'cache-control': 'no-store',
      'content-length': String(body.length),
      'content-type': 'application/json',
      vary: 'Accept, Authorization, Cookie',
      'x-content-type-options': 'nosniff',
    });
  });

  it('counts bytes, not characters, in Content-Length', async () => {
    const upstream: Upstream = {
      messages: async () => [{ id: 1, text: '', timestamp, report_id: 1 }],
      report: async () => ({ id: 1, name: '漢字 👩', credit_cost: 1 }),
    };
    const response = await createUsageHandler({ upstream })(new Request(url));
    const { byteLength } = await response.clone().arrayBuffer();
    assert.equal(response.headers.get('content-length'), String(byteLength));
    assert.match(await response.text(), /漢字 👩/);
  });

  it('answers HEAD as GET, without the body', async (t) => {
    for (const handle of [listening({}).handle, (await failing(t, json({}, 500))).handle]) {
      const get = await handle(new Request(url));
      const head = await handle(new Request(url, { method: 'HEAD' }));
      assert.equal(head.status, get.status);
      assert.deepEqual([...head.headers], [...get.headers]);
      assert.equal(head.body, null);
      assert.equal(head.headers.get('content-length'), String((await get.arrayBuffer()).byteLength));
    }
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
    it(`answers ${method} with 405, and says what is allowed`, async () => {
      const { handle, errors } = listening({});
      const response = await handle(new Request(url, { method }));
      assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD, OPTIONS']);
      assert.equal(await codeOf(response), 'method_not_allowed');
      assert.deepEqual(errors, []);
    });
  }

  it('answers a plain OPTIONS with what is allowed', async () => {
    const response = await listening({}).handle(new Request(url, { method: 'OPTIONS' }));
    assert.deepEqual([response.status, response.headers.get('allow')], [204, 'GET, HEAD, OPTIONS']);
    assert.equal(response.body, null);
  });

  it('prices by the policy it is given', async () => {
    const upstream = { ...empty, messages: async () => [{ id: 1, text: 'abc', timestamp }] };
    const response = await createUsageHandler({ upstream, credits: ({ text }) => text.length })(new Request(url));
    assert.match(await response.text(), /"credits_used":0\.03/);
  });

  it('answers a request without a signal, which not every runtime gives', async () => {
    const bare = () => Object.defineProperty(new Request(url), 'signal', { value: undefined });
    assert.equal((await listening({}).handle(bare())).status, 200);
    const { handle, errors } = listening({ upstream: () => Promise.reject(new Error('canary')) });
    assert.deepEqual([await codeOf(await handle(bare())), errors.length], ['internal_error', 1]);
  });

  for (const upstream of [undefined, 'https://a.test', {}]) {
    it(`refuses ${JSON.stringify(upstream)} as an upstream`, () => {
      assert.throws(() => createUsageHandler({ upstream: upstream as Upstream }), {
        code: 'invalid_option',
        message: /^`upstream` must be an object with messages\(\) and report\(\), or a function that gives one; got /,
      });
    });
  }

  for (const [option, options] of [
    ['credits', { upstream: empty, credits: 4 }],
    ['authorize', { upstream: empty, authorize: true }],
    ['onError', { upstream: empty, onError: null }],
  ] as [string, unknown][]) {
    it(`refuses ${option}: ${JSON.stringify(Object(options)[option])}`, () => {
      const make = () => createUsageHandler(options as UsageHandlerOptions);
      assert.throws(make, { code: 'invalid_option', message: new RegExp(`^\`${option}\` must be `) });
    });
  }
});

describe('authorize', () => {
  const never: UsageHandlerOptions['upstream'] = () => assert.fail('The upstream must not be chosen.');

  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
    it(`answers 401 to ${method} before an upstream is chosen`, async () => {
      const { handle, errors } = listening({ upstream: never, authorize: () => false });
      const response = await handle(new Request(url, { method }));
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      if (method !== 'HEAD') assert.equal(await codeOf(response), 'unauthorized');
      assert.deepEqual(errors, []);
    });
  }

  it('that throws or rejects answers 401 too, and is heard', async () => {
    for (const authorize of [
      () => {
        throw new Error('canary');
      },
      () => Promise.reject(new Error('canary')),
    ]) {
      const { handle, errors } = listening({ upstream: never, authorize });
      const request = new Request(url);
      const response = await handle(request);
      assert.deepEqual([response.status, await codeOf(response)], [401, 'unauthorized']);
      assert.match(String(errors[0]?.error), /canary/);
      assert.equal(errors[0]?.request, request);
      assert.equal(errors.length, 1);
    }
  });

  it('is asked with the request, and waited for', async () => {
    const authorize = async ({ headers }: Request) => (await tick(), headers.get('authorization') === 'Bearer x');
    const { handle } = listening({ authorize });
    assert.equal((await handle(new Request(url))).status, 401);
    assert.equal((await handle(new Request(url, { headers: { authorization: 'Bearer x' } }))).status, 200);
  });
});

describe('a failure', () => {
  const table: [code: string, answer: RequestListener, options?: Partial<UpstreamOptions>][] = [
    ['upstream_unreachable', (request) => request.socket.destroy()],
    ['upstream_timeout', silence, { timeout: 30 }],
    ['upstream_error', json({ canary: 1 }, 500)],
    ['upstream_error', (_, response) => void response.writeHead(302, { location: 'https://canary.test' }).end()],
    ['upstream_invalid', json({ messages: 'canary' })],
    ['upstream_invalid', json({ messages: [] }), { maxBytes: 5 }],
    ['internal_error', json({}), { headers: () => Promise.reject(new Error('canary')) }],
  ];
  for (const [code, answer, options] of table) {
    it(`is ${code} to the outside, without internals, and is heard once`, async (t) => {
      const { handle, errors } = await failing(t, answer, options);
      const request = new Request(url);
      const response = await handle(request);
      assert.deepEqual([response.status, await codeOf(response)], [503, code]);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('retry-after'), null);
      assert.deepEqual(errors.length, 1);
      assert.equal(errors[0]?.request, request);
    });
  }

  it('of an upstream that is not there is upstream_unreachable', async () => {
    const { handle } = listening({ upstream: createUpstream({ baseUrl: await deadOrigin(), retry: { limit: 0 } }) });
    assert.equal(await codeOf(await handle(new Request(url))), 'upstream_unreachable');
  });

  for (const none of [undefined, null, Promise.resolve(undefined), Promise.resolve(null)]) {
    it(`is none when there is no customer: ${none === null ? none : typeof none} is 404, and heard by nobody`, async () => {
      const { handle, errors } = listening({ upstream: () => none });
      for (const method of ['GET', 'HEAD']) {
        const response = await handle(new Request(url, { method }));
        assert.deepEqual([response.status, response.headers.get('cache-control')], [404, 'no-store']);
        if (method === 'GET') assert.equal(await codeOf(response), 'unknown_customer');
      }
      assert.deepEqual(errors, []);
    });
  }

  it('of the credit policy is internal_error', async () => {
    const upstream = { ...empty, messages: async () => [{ id: 1, text: '', timestamp }] };
    const { handle, errors } = listening({ upstream, credits: () => 0.5 });
    assert.equal(await codeOf(await handle(new Request(url))), 'internal_error');
    assert.equal(Object(errors[0]?.error).code, 'invalid_price');
  });

  for (const [header, seconds] of [
    ['120', '120'],
    [new Date(Date.now() + 100_000).toUTCString(), /^(99|100)$/],
  ] as const) {
    it(`passes Retry-After on: ${typeof seconds === 'string' ? header : 'a date'}`, async (t) => {
      const { handle } = await failing(t, json({}, 503, { 'retry-after': header }), { retry: { limit: 2 } });
      assert.match((await handle(new Request(url))).headers.get('retry-after') ?? '', new RegExp(seconds));
    });
  }

  it('leaves out a Retry-After that is no time to wait for', async (t) => {
    const { handle } = await failing(t, json({}, 503, { 'retry-after': '9'.repeat(20) }), { retry: { limit: 2 } });
    const response = await handle(new Request(url));
    assert.deepEqual([response.headers.get('retry-after'), await codeOf(response)], [null, 'upstream_error']);
  });

  const noUpstream: [name: string, upstream: () => Upstream | Promise<Upstream>, said: string][] = [
    [
      'throws',
      () => {
        throw new Error('canary');
      },
      'canary',
    ],
    ['rejects', () => Promise.reject(new Error('canary')), 'canary'],
    ...[false, '', {}, 'alder'].map((none): [string, () => Upstream, string] => [
      `gives ${JSON.stringify(none)}`,
      () => none as unknown as Upstream,
      '`upstream()` must be an object with messages() and report(); got ',
    ]),
  ];
  for (const [name, upstream, said] of noUpstream) {
    it(`is internal_error when the function that chooses the upstream ${name}`, async () => {
      const { handle, errors } = listening({ upstream });
      const response = await handle(new Request(url));
      assert.deepEqual([response.status, await codeOf(response)], [503, 'internal_error']);
      assert.equal(errors.length, 1);
      assert.ok((errors[0]?.error as Error).message.startsWith(said));
    });
  }

  it('is answered all the same when onError throws or rejects', async (t) => {
    for (const onError of [
      () => {
        throw new Error('x');
      },
      () => Promise.reject(new Error('x')),
    ]) {
      const { origin } = await serve(t, json({}, 400));
      const handle = createUsageHandler({ upstream: createUpstream({ baseUrl: origin }), onError });
      assert.equal((await handle(new Request(url))).status, 503);
      await tick();
    }
  });

  it('is written to the console when nobody listens, the error alone', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    const error = new Error('broken');
    const upstream = { ...empty, messages: () => Promise.reject(error) };
    await createUsageHandler({ upstream })(new Request(url, { headers: { authorization: 'Bearer canary' } }));
    await tick();
    assert.deepEqual(
      log.mock.calls.map((call) => call.arguments),
      [[error]],
    );
  });
});
