import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test, type TestContext } from 'node:test';
import { checkEndpoint } from '../../src/check/check-endpoint.ts';
import type { CheckOptions } from '../../src/check/check-options.ts';
import { deadOrigin, json, send, serve, silence } from '../local-server.ts';

const item = { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 4.4 };
const noStore = { 'cache-control': 'no-store' };
const usage = (...items: unknown[]) => json({ usage: items }, 200, noStore);

async function check(t: TestContext, answer: RequestListener, options: Partial<CheckOptions> = {}) {
  const { origin, requests } = await serve(t, answer);
  const report = await checkEndpoint({ url: `${origin}/usage`, ...options });
  const said = (what: string) => {
    const finding = report.findings.find((one) => one.what === what);
    return finding && `${finding.verdict}: ${finding.text}`;
  };
  return { ...report, requests, said };
}

test('a good endpoint keeps every promise, field by field', async (t) => {
  const report = await check(t, usage({ ...item, report_name: 'A' }, { ...item, extra: true }));
  assert.equal(report.verdict, 'kept');
  assert.deepEqual(
    report.findings.map(({ verdict, what }) => `${verdict} ${what}`),
    ['status', 'Content-Type', 'body', 'message_id', 'timestamp', 'report_name', 'credits_used', 'total'].map(
      (what) => `kept ${what}`,
    ),
  );
  assert.equal(report.said('timestamp'), 'kept: RFC 3339 with offset, in all 2');
  assert.equal(report.said('total'), 'kept: 8.80 credits');
});

test('a period without usage keeps it, too', async (t) => {
  const report = await check(t, usage());
  assert.equal(report.verdict, 'kept');
  assert.equal(report.said('total'), 'kept: 0.00 credits');
});

const habits: [field: string, value: unknown, said: RegExp][] = [
  ['message_id', 'm-1', /^accepted: usage\[1\]\.message_id is a text; .*\(1 of 2\)\.$/],
  ['report_name', null, /^accepted: usage\[1\]\.report_name is null or ""/],
  ['report_name', '', /^accepted: usage\[1\]\.report_name is null or ""/],
  ['credits_used', 9.350000000000001, /^accepted: usage\[1\]\.credits_used has binary noise/],
];
for (const [field, value, wanted] of habits) {
  test(`a habit that the element takes is named, and no fault: ${field} ${JSON.stringify(value)}`, async (t) => {
    const report = await check(t, usage(item, { ...item, [field]: value }));
    assert.equal(report.verdict, 'kept');
    assert.match(report.said(field) ?? '', wanted);
  });
}

const faults: [field: string, value: unknown, said: string][] = [
  ['message_id', undefined, 'must be a safe integer or a non-empty string; got nothing.'],
  [
    'message_id',
    2 ** 60,
    'must be a safe integer or a non-empty string; got a number. It is beyond 2^53: write it as a text.',
  ],
  ['timestamp', '2024-04-29T02:08:29', 'got a string. It lacks an offset at the end, such as Z.'],
  ['timestamp', '2024-04-29 02:08:29', 'got a string. Put a T for the space, and an offset at the end, such as Z.'],
  ['timestamp', 1714356509, 'got a number. Write the date and time out, not seconds.'],
  ['timestamp', '2024-02-30T00:00:00Z', 'such as 2024-04-29T02:08:29.375Z; got a string.'],
  ['report_name', 7, 'must be a string, null or nothing; got a number.'],
  ['credits_used', '4.40', 'got a string. Write it without quotes.'],
  ['credits_used', 4.444, 'got a number. It is 4.444.'],
  ['credits_used', -1, 'got a number. It is -1.'],
  ['credits_used', null, 'got null.'],
];
for (const [field, value, said] of faults) {
  test(`a fault is told in words, with its place: ${field} ${JSON.stringify(value)}`, async (t) => {
    const wrong = { ...item, [field]: value };
    const report = await check(t, usage(item, wrong, item, wrong));
    assert.equal(report.verdict, 'broken');
    const text = report.said(field) ?? '';
    assert.ok(text.startsWith(`broken: 2 of 4 broken, first usage[1].${field} must be `), text);
    assert.ok(text.endsWith(said), text);
    assert.equal(report.summary, 'It breaks the contract in one place.');
    // The other fields are looked at all the same.
    assert.equal(report.findings.filter(({ verdict }) => verdict === 'kept').length, 6);
  });
}

const bodies: [name: string, body: unknown, said: string][] = [
  ['HTML', '<!doctype html><p>Sign in</p>', 'It must be JSON, and is HTML or XML.'],
  ['half of it', '{"usage":[', 'It must be JSON, and is not.'],
  [
    'NaN',
    '{"usage":[{"credits_used": NaN}]}',
    'It must be JSON, which has no NaN: some libraries write it all the same.',
  ],
  ['Latin 1', Buffer.from('{"usage":"\xe9"}', 'latin1'), 'It must be JSON in UTF-8, and is not UTF-8.'],
  ['a bare list', '[]', 'The body must be an object with usage; got a list.'],
  ['no list', '{"usage":null}', 'usage must be a list; got null.'],
];
for (const [name, body, said] of bodies) {
  test(`a body that is none is told in words: ${name}`, async (t) => {
    const report = await check(t, json(body));
    assert.equal(report.verdict, 'broken');
    assert.equal(report.said('body'), `broken: ${said}`);
  });
}

test('an item that is no object is named', async (t) => {
  const report = await check(t, usage(item, null));
  assert.equal(report.said('usage'), 'broken: usage[1] must be an object with the fields of an item.');
});

for (const [name, answer, verdict, summary] of [
  [
    '401 in the shape of the contract',
    json({ error: { code: 'unauthorized', message: 'Sign in.' } }, 401),
    'unknown',
    /set USAGE_AUTHORIZATION/,
  ],
  ['503 in the shape of the contract', json({ error: { code: 'x', message: 'Later.' } }, 503), 'unknown', /try again/],
  [
    '404 of a customer that is not known',
    json({ error: { code: 'unknown_customer', message: 'No account.' } }, 404),
    'unknown',
    /ask as a customer that it knows/,
  ],
  [
    '404 of anything else',
    json({ error: { code: 'not_found', message: 'No.' } }, 404),
    'broken',
    /not as the contract/,
  ],
  ['503 without a word', json('', 503), 'broken', /not as the contract promises/],
  ['500', json({ error: { code: 'x', message: 'Later.' } }, 500), 'broken', /not as the contract promises/],
  ['404', json('<h1>Not Found</h1>', 404), 'broken', /not as the contract promises/],
  ['a redirect', json('', 302, { location: 'https://a.test/login?token=1' }), 'broken', /does not answer itself/],
] as const) {
  test(`without usage, the failure itself is looked at: ${name}`, async (t) => {
    const report = await check(t, answer);
    assert.equal(report.verdict, verdict);
    assert.match(report.summary, summary);
    assert.doesNotMatch(JSON.stringify([report.findings, report.summary]), /token/);
  });
}

test('without an answer, there is nothing to check', async (t) => {
  const dead = await checkEndpoint({ url: await deadOrigin() });
  assert.deepEqual(
    [dead.verdict, dead.summary],
    ['unknown', 'There is no answer to check: the connection failed with ECONNREFUSED.'],
  );
  const silent = await check(t, silence, { timeout: 100 });
  assert.deepEqual(
    [silent.verdict, silent.summary],
    ['unknown', 'There is no answer to check: nothing whole came within 0.1 s.'],
  );
});

test('headers go along, and nothing of them is said', async (t) => {
  const report = await check(t, usage(item), { headers: { authorization: 'Bearer canary' } });
  assert.equal(report.requests[0]?.headers.authorization, 'Bearer canary');
  assert.doesNotMatch(JSON.stringify([report.findings, report.summary]), /canary/);
});

test('what may be cached, or says another type, is advised against', async (t) => {
  const report = await check(t, json({ usage: [item] }, 200, { 'content-type': 'text/plain' }));
  assert.equal(report.verdict, 'kept');
  assert.match(report.said('Cache-Control') ?? '', /^advice: is not no-store/);
  assert.match(report.said('Content-Type') ?? '', /^advice: says text\/plain/);
});

const origin = 'https://app.test';
const headers = { authorization: 'Bearer x' };
/** A server that lets pages elsewhere read it, as it is told. */
const cors = (allowed: Record<string, string>, preflight: Record<string, string> = {}): RequestListener => {
  return ({ method }, response) =>
    method === 'OPTIONS'
      ? send(response, '', 204, preflight)
      : send(response, { usage: [item] }, 200, { ...noStore, ...allowed });
};
const allow = { 'access-control-allow-origin': origin };
for (const [name, answer, verdict, what, said] of [
  ['nothing allowed', cors({}), 'broken', 'CORS', /must be https:\/\/app\.test or \*; got nothing\.$/],
  ['everybody', cors({ 'access-control-allow-origin': '*' }), 'kept', 'CORS', /^kept/],
  ['an echo that caches mix up', cors(allow), 'kept', 'Vary', /^advice: does not name Origin/],
  [
    'a preflight that names the header',
    cors({ ...allow, vary: 'Origin' }, { ...allow, 'access-control-allow-headers': 'Authorization' }),
    'kept',
    'preflight',
    /^kept: allows authorization$/,
  ],
  [
    'a preflight that allows any, which does not cover Authorization',
    cors(allow, { ...allow, 'access-control-allow-headers': '*' }),
    'broken',
    'preflight',
    /must name authorization\.$/,
  ],
  ['a preflight without an origin', cors(allow), 'broken', 'preflight', /^broken: Access-Control-Allow-Origin/],
] as const) {
  test(`a page elsewhere: ${name}`, async (t) => {
    const report = await check(t, answer, { origin, ...(what === 'preflight' ? { headers } : {}) });
    assert.equal(report.verdict, verdict);
    assert.match(report.said(what) ?? '', said);
  });
}
