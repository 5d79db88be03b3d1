import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import type { Message, Report, Upstream, UsageItem } from '@usage/sdk';
import { bundleUrl } from '../examples/server/page-files.js';
import { sampleUpstream } from '../examples/server/sample-upstream.js';
import { oncePerRequest, onePerCustomer, start } from '../examples/server/server.js';

const program = fileURLToPath(new URL('../examples/server/server.js', import.meta.url));
const sample = new URL('../examples/server/sample/', import.meta.url);
const shared = new URL('../../shared/data/upstream/', import.meta.url);
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));

let server: Awaited<ReturnType<typeof start>>;
before(async () => (server = await start({ port: 0 })));
after(() => server.close());
const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);

/** Runs the server as a program until it ends. */
async function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--conditions=@usage/source', program, ...args], {
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

/** A server on a free port, closed after the test. */
async function listen(t: TestContext, handler: (request: Request) => Response | Promise<Response>) {
  const listener = serve({ fetch: handler, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
  t.after(() => listener.close());
  await once(listener, 'listening');
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

/** The server in front of an upstream, closed after the test. */
async function startWith(t: TestContext, options: { upstreamUrl: string; token?: string }) {
  const started = await start({ port: 0, ...options });
  t.after(() => started.close());
  return started.url;
}

/** What each message has to cost, worked out apart from the SDK: 0.40 for each 4 code points begun, at least 1. */
function expected(messages: Message[], reports: Report[]): UsageItem[] {
  const found = new Map(reports.map((report) => [report.id, report]));
  return messages.map(({ id, text, timestamp, report_id }) => {
    const report = report_id === undefined ? undefined : found.get(report_id);
    const byText = Math.max(100, 40 * Math.ceil([...text].length / 4)) / 100;
    return {
      message_id: id,
      timestamp,
      ...(report && { report_name: report.name }),
      credits_used: report ? report.credit_cost : byText,
    };
  });
}

test('/usage gives each message of the sample, in order, with its report or priced by its text', async () => {
  const response = await get('/usage');
  const { messages } = read(new URL('messages.json', sample));
  assert.deepEqual(await response.json(), { usage: expected(messages, read(new URL('reports.json', sample))) });
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('/usage gives the 110 messages of the stand-in', { skip: !existsSync(shared) && 'no shared data' }, async (t) => {
  const { messages } = read(new URL('standin-110.messages.json', shared));
  const flags = read(new URL('standin-110.flags.json', shared));
  const reports: Report[] = read(new URL('reports.json', shared));
  const upstreamUrl = await listen(t, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/messages/current-period') return Response.json({ messages });
    const report = reports.find(({ id }) => pathname === `/reports/${id}`);
    return report ? Response.json(report) : new Response('<Error/>', { status: 404 });
  });
  const { usage }: { usage: UsageItem[] } = await (await fetch(`${await startWith(t, { upstreamUrl })}/usage`)).json();

  assert.deepEqual(usage, expected(messages, reports));
  assert.equal(usage.length, 110);
  assert.equal(usage.find(({ message_id }) => message_id === 1002)?.credits_used, 4.4);
  const missing = messages.filter(({ report_id }: Message) => flags.reports_answering_404.includes(report_id));
  assert.ok(missing.length > 0);
  for (const { id } of missing) assert.ok(!('report_name' in usage.find(({ message_id }) => message_id === id)!));
});

test('two customers who ask at once, again and again, get their own messages alone', async (t) => {
  const url = await startWith(t, { upstreamUrl: `${await listen(t, sampleUpstream({ delay: 15 }))}/upstream` });
  const idsOf = async (customer: string) => {
    const headers = { Authorization: `Bearer demo-token-${customer}` };
    const { usage }: { usage: UsageItem[] } = await (await fetch(`${url}/customers/usage`, { headers })).json();
    return usage.map(({ message_id }) => Number(message_id));
  };
  const own = { alder: await idsOf('alder'), birch: await idsOf('birch') };
  const all = read(new URL('messages.json', sample)).messages.map(({ id }: Message) => id);
  assert.deepEqual([...own.alder, ...own.birch].sort(), all);
  assert.ok(own.alder.length > 0 && own.birch.length > 0);

  // Every order of six requests of two customers, one begun while those before it are under way.
  const rounds = Array.from({ length: 64 }, async (_, round) => {
    await new Promise((resolve) => setTimeout(resolve, round * 4));
    const asked = Array.from({ length: 6 }, (__, bit) =>
      (round >> bit) & 1 ? ('alder' as const) : ('birch' as const),
    );
    const got = await Promise.all(asked.map(idsOf));
    assert.deepEqual(
      got,
      asked.map((customer) => own[customer]),
    );
  });
  await Promise.all(rounds);
});

test('a customer that nobody knows is refused', async () => {
  for (const authorization of [undefined, 'Bearer demo-token-cedar', 'Basic demo-token-alder', 'demo-token-alder']) {
    const response = await get('/customers/usage', authorization ? { headers: { authorization } } : {});
    assert.equal(response.status, 401, authorization);
    assert.deepEqual(Object.keys(await response.json()), ['error']);
  }
});

test('a visitor who is no customer gets 404 unknown_customer, and the upstream is not asked', async (t) => {
  const asked: string[] = [];
  const upstreamUrl = await listen(t, (request) => (asked.push(request.url), Response.json({ messages: [] })));
  const url = await startWith(t, { upstreamUrl });
  const headers = { authorization: 'Bearer demo-token-guest' };
  const response = await fetch(`${url}/customers/usage`, { headers });
  assert.deepEqual([response.status, (await response.json()).error.code], [404, 'unknown_customer']);
  assert.deepEqual(asked, []);
});

test('each request to the upstream names a customer that there is', async (t) => {
  const named: (string | null)[] = [];
  const handler = sampleUpstream();
  const upstreamUrl = await listen(t, (request) => (named.push(request.headers.get('x-customer')), handler(request)));
  const url = await startWith(t, { upstreamUrl: `${upstreamUrl}/upstream` });
  for (const name of ['alder', 'birch', 'guest', 'cedar', 'undefined']) {
    await fetch(`${url}/customers/usage`, { headers: { authorization: `Bearer demo-token-${name}` } });
  }
  assert.deepEqual([...new Set(named)], ['alder', 'birch']);
});

test('a visitor is looked up once for each request, and anew for the next', () => {
  const answers = ['alder', undefined, 'birch'];
  const visitorOf = oncePerRequest(() => answers.shift());
  const requests = Array.from({ length: 3 }, () => new Request('http://a.test/'));
  const found = requests.map((request) => [visitorOf(request), visitorOf(request), visitorOf(request)]);
  assert.deepEqual(found, [
    ['alder', 'alder', 'alder'],
    [undefined, undefined, undefined],
    ['birch', 'birch', 'birch'],
  ]);
});

test('a customer keeps the same upstream until others have pushed it out', () => {
  const created: string[] = [];
  const upstreamOf = onePerCustomer((customer) => {
    created.push(customer);
    return { customer } as unknown as Upstream;
  }, 2);
  for (const customer of ['a', 'b', 'a', 'c', 'a', 'b']) upstreamOf(customer);
  assert.deepEqual(created, ['a', 'b', 'c', 'b']);
});

test('the upstream token goes to the upstream and nowhere else', async (t) => {
  const seen = new Set<string | null>();
  const handler = sampleUpstream();
  const upstreamUrl = await listen(t, (request) => {
    seen.add(request.headers.get('authorization'));
    return handler(request);
  });
  const url = await startWith(t, { upstreamUrl: `${upstreamUrl}/upstream`, token: 'secret-4711' });
  const bodies = await Promise.all(['/usage', '/'].map(async (path) => (await fetch(url + path)).text()));
  assert.deepEqual([...seen], ['Bearer secret-4711']);
  assert.ok(bodies.every((body) => !body.includes('secret-4711')));
});

test('with an upstream of its own the server has no sample', async (t) => {
  const url = await startWith(t, { upstreamUrl: `${server.url}/upstream` });
  assert.equal((await fetch(`${url}/upstream/messages/current-period`)).status, 404);
  assert.equal((await get('/upstream/messages/current-period')).status, 200);
});

test('the page comes with its type, a strict policy and an etag that saves the second transfer', async () => {
  const page = await get('/');
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  const policy = page.headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ])
    assert.ok(policy.includes(rule), rule);
  const html = await page.text();
  assert.match(html, /<usage-dashboard src="usage" heading="Usage">/);
  assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
  const again = await get('/', { headers: { 'If-None-Match': page.headers.get('etag') ?? '' } });
  assert.deepEqual([again.status, await again.text()], [304, '']);
});

test('what the page names is there', async () => {
  for (const [path, type] of [
    ['/page.css', 'text/css; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
  ]) {
    const response = await get(path!);
    await response.text();
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, type]);
  }
  const script = await get('/usage-dashboard.min.js');
  const body = await script.text();
  if (existsSync(bundleUrl)) assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  else assert.deepEqual([script.status, body.includes('npm run build')], [404, true]);
});

test('methods and paths that there are not are refused', async () => {
  for (const [path, method, status] of [
    ['/usage', 'HEAD', 200],
    ['/', 'HEAD', 200],
    ['/usage', 'POST', 405],
    ['/', 'DELETE', 405],
    ['/upstream/messages/current-period', 'PUT', 405],
    ['/page/index.html', 'GET', 404],
    ['/..%2fserver.js', 'GET', 404],
    ['/constructor', 'GET', 404],
    ['/usage/', 'GET', 404],
  ] as const) {
    const response = await get(path, { method });
    const body = await response.text();
    assert.equal(response.status, status, `${method} ${path}`);
    if (method === 'HEAD') assert.equal(body, '');
    if (status === 405) assert.match(response.headers.get('allow') ?? '', /GET/);
  }
});

test('a port that is taken, and every wrong option, ends with one sentence on stderr', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const taken = String((other.address() as AddressInfo).port);

  const cases: [string[], Record<string, string>, RegExp][] = [
    [['--port', taken], {}, new RegExp(`^Port ${taken} is taken: .*--port N\\.\n$`)],
    [[], { PORT: taken }, new RegExp(`^Port ${taken} is taken`)],
    [['--port', '70000'], {}, /^--port must be a whole number from 0 to 65535; got "70000"\.\n$/],
    [['--port=http'], {}, /^--port must be a whole number/],
    [[], { PORT: '-1' }, /^PORT must be a whole number/],
    [['--upstream', 'api.example.com'], {}, /^--upstream must be a URL/],
    [['--verbose'], {}, /^Unknown option '--verbose'\. --help lists the options\.\n$/],
    [['--host', '192.0.2.1', '--port', '0'], {}, /^"192\.0\.2\.1" is not an address of this machine/],
  ];
  await Promise.all(
    cases.map(async ([args, env, sentence]) => {
      const { code, stdout, stderr } = await run(args, env);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, sentence);
    }),
  );
});

test('--help names every option', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  assert.deepEqual([code, stderr], [0, '']);
  for (const name of ['--port', '--host', '--upstream', '--help', 'UPSTREAM_TOKEN']) assert.ok(stdout.includes(name));
});

test(
  'the program says in one line where it is, and stops when told to',
  { skip: process.platform === 'win32' },
  async (t) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const child = spawn(process.execPath, ['--conditions=@usage/source', program, '--port', '0']);
      t.after(() => child.kill('SIGKILL'));
      let output = '';
      child.stderr.on('data', (chunk) => (output += chunk));
      const [line] = await once(child.stdout, 'data');
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(line)) ?? [];
      assert.equal((await fetch(`${url}usage`)).status, 200);
      child.kill(signal);
      assert.deepEqual(await once(child, 'close'), [0, null]);
      assert.deepEqual([String(line).split('\n').length, output], [2, '']);
    }
  },
);
