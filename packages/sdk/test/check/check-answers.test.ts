import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { checkEndpoint } from '../../src/check/check-endpoint.ts';
import type { CheckOptions } from '../../src/check/check-options.ts';
import { json, serve } from '../local-server.ts';

const item = { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 4.4 };
const noStore = { 'cache-control': 'private, No-Store' };

async function said(t: TestContext, answer: Parameters<typeof serve>[1], options: Partial<CheckOptions> = {}) {
  const { origin, requests } = await serve(t, answer);
  const { findings, ...report } = await checkEndpoint({ url: `${origin}/usage`, ...options });
  return { ...report, lines: findings.map(({ verdict, what, text }) => `${verdict} ${what}: ${text}`), requests };
}

const why = 'A failure must say { "error": { "code", "message" } } in JSON; the visitor is told nothing.';
const promised = (status: number) => [`kept status: ${status}`, 'kept error: code "x", message "Later."'];
const rightly = 'It fails as the contract promises, so there is no usage to check: ';
const wrongly = 'It fails, and not as the contract promises.';
const body = { error: { code: 'x', message: 'Later.' } };
const failures: [status: number, body: unknown, verdict: string, lines: string[], summary: string][] = [
  [401, body, 'unknown', promised(401), `${rightly}set USAGE_AUTHORIZATION, or pass headers with --header -.`],
  [503, body, 'unknown', promised(503), `${rightly}try again when it has usage to give.`],
  [503, '', 'broken', ['kept status: 503', `broken error: ${why}`], wrongly],
  ...[201, 400, 404].map((status): (typeof failures)[number] => [
    status,
    body,
    'broken',
    [
      `broken status: ${status}; usage comes with 200, a failure with 503, or 401.`,
      'kept error: code "x", message "Later."',
    ],
    wrongly,
  ]),
];
for (const [status, given, verdict, lines, summary] of failures) {
  test(`${status} with ${JSON.stringify(given)} is ${verdict}`, async (t) => {
    const report = await said(t, json(given, status));
    assert.deepEqual([report.verdict, report.lines, report.summary], [verdict, lines, summary]);
  });
}

const elsewhere = 'sends elsewhere: give the address that answers';
const redirects: [status: number, headers: Record<string, string>, line: string][] = [
  [300, {}, `broken status: 300 ${elsewhere}.`],
  [302, { location: 'https://a.test/b?token=1' }, `broken status: 302 ${elsewhere}, perhaps https://a.test/b.`],
  [308, { location: '/b#token' }, `broken status: 308 ${elsewhere}, perhaps /b.`],
];
for (const [status, headers, line] of redirects) {
  test(`${status} to ${headers['location']} is broken`, async (t) => {
    const { verdict, lines, summary } = await said(t, json('', status, headers));
    assert.deepEqual([verdict, lines, summary], ['broken', [line], 'It does not answer itself.']);
  });
}

const types: [type: string, isRight: boolean][] = [
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/vnd.usage-1+json', true],
  ['application/jsonp', false],
  ['application/x json', false],
  ['application/+json', false],
  ['x-application/json', false],
  ['text/html', false],
];
for (const [type, isRight] of types) {
  test(`the type ${type} is ${isRight ? 'kept' : 'advised against'}`, async (t) => {
    const { lines } = await said(t, json({ usage: [item] }, 200, { ...noStore, 'content-type': type }));
    const advice = `advice Content-Type: says ${type}; application/json is what it is.`;
    assert.equal(lines[1], isRight ? `kept Content-Type: ${type}` : advice);
  });
}

test('no type at all is advised against', async (t) => {
  const { lines } = await said(t, (_, response) => response.end('{"usage":[]}'));
  assert.equal(lines[1], 'advice Content-Type: says nothing; application/json is what it is.');
  assert.equal(lines.at(-1), 'advice Cache-Control: is not no-store: a bill should stay out of shared caches.');
});

test('all is said of an answer that is right, and JSON asked for', async (t) => {
  const { verdict, lines, summary, requests } = await said(t, json({ usage: [item] }, 200, noStore));
  assert.deepEqual(
    [verdict, lines[0], lines.length, summary],
    ['kept', 'kept status: 200', 8, 'It keeps the contract.'],
  );
  assert.deepEqual([requests[0]?.headers.accept, requests[0]?.headers.origin], ['application/json', undefined]);
});

test('a page elsewhere is asked for by its origin', async (t) => {
  const { requests } = await said(t, json({ usage: [] }), { origin: 'https://app.test' });
  assert.deepEqual(
    requests.map(({ headers }) => headers.origin),
    ['https://app.test'],
  );
});

test('the places that break the contract are counted', async (t) => {
  const { summary } = await said(t, json({ usage: [{ ...item, message_id: null, credits_used: -1 }] }));
  assert.equal(summary, 'It breaks the contract in 2 places.');
});

test('a port that must not be asked has no answer', async () => {
  const { summary } = await checkEndpoint({ url: 'http://127.0.0.1:1/usage' });
  assert.equal(summary, 'There is no answer to check: the connection failed.');
});
