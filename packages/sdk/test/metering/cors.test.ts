import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllowOrigin } from '../../src/metering/cors.ts';
import type { Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler, type UsageHandlerOptions } from '../../src/metering/usage-handler.ts';

const url = 'https://api.test/usage';
const app = 'https://app.test';
const upstream: Upstream = { messages: async () => [], report: async () => undefined };
const broken: Upstream = { ...upstream, messages: () => Promise.reject(new Error('broken')) };

/** The headers that speak of origins, of one answer. */
async function cors(options: Partial<UsageHandlerOptions>, init: RequestInit = { headers: { origin: app } }) {
  const handle = createUsageHandler({ upstream, onError: () => {}, ...options });
  const response = await handle(new Request(url, init));
  const headers: Record<string, string> = Object.fromEntries(
    [...response.headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')),
  );
  // What all answers vary by is tested elsewhere.
  const vary = headers['vary']?.replace(/(, )?Accept, Authorization, Cookie$/, '');
  delete headers['vary'];
  return { status: response.status, headers: vary ? { ...headers, vary } : headers };
}

const preflight = (headers: Record<string, string> = {}): RequestInit => ({
  method: 'OPTIONS',
  headers: { origin: app, 'access-control-request-method': 'GET', ...headers },
});

const echoed = {
  'access-control-allow-origin': app,
  'access-control-expose-headers': 'Date, Retry-After',
  vary: 'Origin',
};

describe('allowOrigin', () => {
  const table: [name: string, allowOrigin: AllowOrigin | undefined, headers: Record<string, string>][] = [
    ['nothing', undefined, {}],
    ['the origin', app, echoed],
    ['the origin in upper case, with its port', 'HTTPS://APP.test:443', echoed],
    ['a list that has it', ['https://a.test', app], echoed],
    ['a list that has not', ['https://a.test'], { vary: 'Origin' }],
    ['an empty list', [], { vary: 'Origin' }],
    ['a function that says yes', (origin) => origin === app, echoed],
    ['a function that says no', async () => false, { vary: 'Origin' }],
    ['a function that says 1', (() => 1) as unknown as AllowOrigin, { vary: 'Origin' }],
    ['a function that promises "no"', (async () => 'no') as unknown as AllowOrigin, { vary: 'Origin' }],
    ['a function that gives a Response', (() => new Response()) as unknown as AllowOrigin, { vary: 'Origin' }],
    [
      'a function that throws',
      () => {
        throw new Error('x');
      },
      { vary: 'Origin' },
    ],
    ['all', '*', { ...echoed, 'access-control-allow-origin': '*' }],
    ['a list with all', [app, '*'], { ...echoed, 'access-control-allow-origin': '*' }],
  ];
  for (const [name, allowOrigin, headers] of table) {
    it(`being ${name} says ${JSON.stringify(headers)}`, async () => {
      assert.deepEqual(await cors({ allowOrigin }), { status: 200, headers });
    });
  }

  it('says nothing but Vary to a request without Origin', async () => {
    for (const allowOrigin of [app, '*', () => true]) {
      assert.deepEqual(await cors({ allowOrigin }, {}), { status: 200, headers: { vary: 'Origin' } });
    }
  });

  it('speaks on every answer, so that a page can read why it got no usage', async () => {
    const allowOrigin = app;
    const headers = { origin: app };
    assert.deepEqual(await cors({ allowOrigin, authorize: () => false }), { status: 401, headers: echoed });
    assert.deepEqual(await cors({ allowOrigin }, { method: 'POST', headers }), { status: 405, headers: echoed });
    assert.deepEqual(await cors({ allowOrigin }, { method: 'HEAD', headers }), { status: 200, headers: echoed });
    assert.deepEqual(await cors({ allowOrigin, upstream: broken }), { status: 503, headers: echoed });
  });

  it('knows origins that are no web pages', async () => {
    for (const origin of ['null', 'capacitor://localhost', 'chrome-extension://abcdef', 'x-https://abcdef']) {
      const { headers } = await cors({ allowOrigin: origin }, { headers: { origin } });
      assert.equal(headers['access-control-allow-origin'], origin);
    }
  });

  it('knows an origin without TLS by its own port', async () => {
    const { headers } = await cors({ allowOrigin: 'HTTP://app.test:80' }, { headers: { origin: 'http://app.test' } });
    assert.equal(headers['access-control-allow-origin'], 'http://app.test');
  });

  for (const allowOrigin of [
    '',
    ` ${app}`,
    `1${app}`,
    [[app]],
    'app.test',
    `${app}/`,
    `${app}/path`,
    'https://u@a.test',
    'https://a.test, https://b.test',
    7,
    null,
  ]) {
    it(`refuses ${JSON.stringify(allowOrigin)}`, () => {
      const make = () => createUsageHandler({ upstream, allowOrigin: allowOrigin as unknown as string });
      assert.throws(make, { code: 'invalid_option', message: /^`allowOrigin` must be an origin such as https:/ });
    });
  }
});

describe('allowCredentials', () => {
  it('lets cookies come, from origins that are named', async () => {
    const { headers } = await cors({ allowOrigin: app, allowCredentials: true });
    assert.deepEqual(headers, { ...echoed, 'access-control-allow-credentials': 'true' });
  });

  it('never comes with the origin null, which a function is not even asked about', async () => {
    const asked: string[] = [];
    const allowOrigin = (origin: string) => (asked.push(origin), true);
    for (const init of [{ headers: { origin: 'null' } }, preflight({ origin: 'null' })]) {
      const { headers } = await cors({ allowOrigin, allowCredentials: true }, init);
      assert.deepEqual(Object.keys(headers), ['vary']);
    }
    assert.deepEqual(asked, []);
    const { headers } = await cors({ allowOrigin }, { headers: { origin: 'null' } });
    assert.equal(headers['access-control-allow-origin'], 'null');
  });

  for (const allowCredentials of ['false', 1, null, {}] as unknown as boolean[]) {
    it(`is true or false, and not ${JSON.stringify(allowCredentials)}`, () => {
      assert.throws(() => createUsageHandler({ upstream, allowOrigin: app, allowCredentials }), {
        code: 'invalid_option',
        message: /^`allowCredentials` must be true or false; got /,
      });
    });
  }

  it('says nothing to other origins', async () => {
    const { headers } = await cors({ allowOrigin: 'https://a.test', allowCredentials: true });
    assert.deepEqual(headers, { vary: 'Origin' });
  });

  for (const allowOrigin of ['*', [app, '*'], 'null', [app, 'null']]) {
    it(`is refused together with ${JSON.stringify(allowOrigin)}`, () => {
      const make = () => createUsageHandler({ upstream, allowOrigin, allowCredentials: true });
      const message =
        /^`allowOrigin` must be a list of origins when `allowCredentials` is set, never `\*` or `null`; got /;
      assert.throws(make, { code: 'invalid_option', message });
    });
  }
});

describe('a preflight', () => {
  const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
  const allowed = {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-origin': app,
    'access-control-max-age': '7200',
    vary,
  };

  it('is answered before authorize, naming the headers that were asked for', async () => {
    const authorize = () => assert.fail('A preflight carries no credentials.');
    const options = { allowOrigin: app, authorize };
    assert.deepEqual(await cors(options, preflight()), { status: 204, headers: allowed });
    const asked = preflight({ 'access-control-request-headers': 'authorization,x-a' });
    assert.deepEqual(await cors(options, asked), {
      status: 204,
      headers: { ...allowed, 'access-control-allow-headers': 'authorization,x-a' },
    });
  });

  it('varies by credentials where a function decides, which sees the whole request', async () => {
    const { headers } = await cors({ allowOrigin: () => true }, preflight());
    assert.deepEqual(headers, { ...allowed, vary: `${vary}, Authorization, Cookie` });
  });

  it('says that cookies may come', async () => {
    const { headers } = await cors({ allowOrigin: app, allowCredentials: true }, preflight());
    assert.deepEqual(headers, { ...allowed, 'access-control-allow-credentials': 'true' });
  });

  it('names the headers for all origins too', async () => {
    const asked = preflight({ 'access-control-request-headers': 'authorization' });
    const { headers } = await cors({ allowOrigin: '*' }, asked);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['access-control-allow-headers'], 'authorization');
  });

  it('from another origin is answered without permission', async () => {
    assert.deepEqual(await cors({ allowOrigin: 'https://a.test' }, preflight()), { status: 204, headers: { vary } });
    assert.deepEqual(await cors({}, preflight()), { status: 204, headers: {} });
  });

  it('is an OPTIONS: a GET with the same headers gets usage', async () => {
    const { status } = await cors({ allowOrigin: app }, { ...preflight(), method: 'GET' });
    assert.equal(status, 200);
  });

  it('has Origin and Access-Control-Request-Method: an OPTIONS without them is a plain one', async () => {
    const authorize = () => false;
    for (const headers of [{ origin: app }, { 'access-control-request-method': 'GET' }]) {
      const { status } = await cors({ allowOrigin: app, authorize }, { method: 'OPTIONS', headers: { ...headers } });
      assert.equal(status, 401);
    }
  });
});
