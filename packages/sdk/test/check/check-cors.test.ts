import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { test, type TestContext } from 'node:test';
import { checkCors } from '../../src/check/check-cors.ts';
import { send, serve } from '../local-server.ts';

const origin = 'https://app.test';
const allow = { 'access-control-allow-origin': origin };
const everybody = { 'access-control-allow-origin': '*' };
const allowHeaders = (list: string) => ({ ...everybody, 'access-control-allow-headers': list });

/** What is said of an answer with these headers, and of a preflight, when these headers are sent. */
async function said(
  t: TestContext,
  answer: Record<string, string>,
  { names = [], status = 204, preflight = {} }: Preflight = {},
) {
  const asked: IncomingHttpHeaders[] = [];
  const server = await serve(t, (request, response) => {
    asked.push(request.headers);
    if (status === 0) request.socket.destroy();
    else send(response, '', status, preflight);
  });
  const headers = Object.fromEntries(names.map((name) => [name, 'x']));
  const options = { url: `${server.origin}/usage`, origin, timeout: 1000, headers };
  const findings = await checkCors(new Response('', { headers: answer }), options);
  const methods = server.requests.map(({ method }) => method);
  return { lines: findings.map(({ verdict, what, text }) => `${verdict} ${what}: ${text}`), asked, methods };
}

interface Preflight {
  readonly names?: string[];
  /** 0 for no answer. */
  readonly status?: number;
  readonly preflight?: Record<string, string>;
}

const vary = 'advice Vary: does not name Origin, so a cache may give one page the answer for another.';
const answers: [name: string, answer: Record<string, string>, lines: string[]][] = [
  ['nothing', {}, ['broken CORS: Access-Control-Allow-Origin must be https://app.test or *; got nothing.']],
  [
    'another origin',
    { 'access-control-allow-origin': 'https://b.test' },
    ['broken CORS: Access-Control-Allow-Origin must be https://app.test or *; got https://b.test.'],
  ],
  ['everybody', everybody, ['kept CORS: Access-Control-Allow-Origin: *']],
  [
    'the origin, and Vary',
    { ...allow, vary: 'Accept, origin' },
    ['kept CORS: Access-Control-Allow-Origin: https://app.test'],
  ],
  [
    'the origin, and Vary of all',
    { ...allow, vary: '*' },
    ['kept CORS: Access-Control-Allow-Origin: https://app.test'],
  ],
  ['the origin alone', allow, ['kept CORS: Access-Control-Allow-Origin: https://app.test', vary]],
  [
    'the origin, and Vary of another',
    { ...allow, vary: 'originator' },
    ['kept CORS: Access-Control-Allow-Origin: https://app.test', vary],
  ],
];
for (const [name, answer, lines] of answers) {
  test(`an answer that allows ${name}; without headers there is no preflight`, async (t) => {
    assert.deepEqual(await said(t, answer), { lines, asked: [], methods: [] });
  });
}

const preflights: [name: string, preflight: Preflight, line: string][] = [
  [
    'names both',
    { names: ['X-A', 'Authorization'], preflight: allowHeaders('x-a , AUTHORIZATION') },
    'kept preflight: allows x-a, authorization',
  ],
  [
    'names both without a space',
    { names: ['x-a', 'x-b'], preflight: allowHeaders('x-a,x-b'), status: 200 },
    'kept preflight: allows x-a, x-b',
  ],
  ['allows any', { names: ['x-a'], preflight: allowHeaders('*') }, 'kept preflight: allows x-a'],
  [
    'allows any, which does not cover Authorization',
    { names: ['x-a', 'authorization'], preflight: allowHeaders('*') },
    'broken preflight: Access-Control-Allow-Headers must name authorization.',
  ],
  [
    'names neither',
    { names: ['x-a', 'x-b'], preflight: everybody },
    'broken preflight: Access-Control-Allow-Headers must name x-a, x-b.',
  ],
  [
    'names a longer one',
    { names: ['x-a'], preflight: allowHeaders('x-ab, c') },
    'broken preflight: Access-Control-Allow-Headers must name x-a.',
  ],
  [
    'does not allow the origin',
    { names: ['x-a'], preflight: { 'access-control-allow-headers': 'x-a' } },
    'broken preflight: Access-Control-Allow-Origin must be https://app.test or *; got nothing.',
  ],
  [
    'fails',
    { names: ['x-a'], status: 405, preflight: allowHeaders('x-a') },
    'broken preflight: OPTIONS must answer with 200 or 204; got 405.',
  ],
  [
    'redirects',
    { names: ['x-a'], status: 302, preflight: { ...allowHeaders('x-a'), location: '/' } },
    'broken preflight: OPTIONS must answer with 200 or 204; got 302.',
  ],
  ['never comes', { names: ['x-a'], status: 0 }, 'broken preflight: OPTIONS has no answer.'],
];
for (const [name, preflight, line] of preflights) {
  test(`a preflight that ${name}`, async (t) => {
    const { lines, asked, methods } = await said(t, everybody, preflight);
    assert.deepEqual(lines, ['kept CORS: Access-Control-Allow-Origin: *', line]);
    assert.deepEqual(
      [asked[0]?.origin, asked[0]?.['access-control-request-method'], asked[0]?.['access-control-request-headers']],
      [origin, 'GET', preflight.names?.join(',').toLowerCase()],
    );
    assert.deepEqual(methods, ['OPTIONS']);
  });
}
