// No request may end an example's server, or hold up the next one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { ask, exampleServers, startExample, type Ending, type StartedExample } from './example-servers.ts';

const targets = [
  ...[
    '/',
    '//',
    '///',
    '//[',
    '/\\',
    '/%',
    '/%00',
    '/%ff',
    '/%2e%2e/x',
    '/../x',
    '/?%',
    '/|',
    '/"',
    '/\t',
    '/\x80\x9b',
  ],
  ...[
    '*',
    '?',
    '#',
    'usage',
    '/usage#x',
    '/usage;x',
    '/usage%00',
    '/__proto__',
    '/constructor',
    '/page.css/',
    '/client.js?',
  ],
  ...[
    '//localhost',
    '//a:b@c:1/',
    '//127.0.0.1:1/usage',
    'a:80',
    'localhost:80',
    'data:,x',
    'javascript:alert(1)',
    'ftp://a',
  ],
  ...['http://', 'http://[', 'http://x:99999/', 'https://a.test/', 'http://evil.test/usage', `/?${'a'.repeat(20_000)}`],
  ...['/upstream//', '/upstream/reports/99999999999999999999', `/usage?${'a'.repeat(8_000)}`],
];
const methods = ['HEAD', 'POST', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', 'BREW', 'PROPFIND', 'M-SEARCH', 'QUERY'];
const versions = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.2', 'HTTP/9', 'http/1.1', ''];
const headers = [
  ...['Host:', 'Host: [', 'Host: :', 'Host: a b', 'Host: a:99999', 'Host: a,b', 'Host: a\r\nHost: b', 'Host: \x80'],
  ...['Host: /', 'Host: a?b', 'Host: a@b', 'Host: %', 'Host: [::1', 'Host: 127.0.0.1:', `Host: ${'a'.repeat(5_000)}`],
  ...[
    'Content-Length: -1',
    'Content-Length: 1\r\nContent-Length: 2',
    'Transfer-Encoding: x',
    'Expect: x',
    'TE: trailers',
  ],
  ...['Upgrade: websocket\r\nConnection: Upgrade', 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings', 'Trailer: x'],
  ...[
    'If-None-Match: \x80',
    `If-None-Match: ${'"'.repeat(9_000)}`,
    `Accept: ${';q='.repeat(3_000)}`,
    'Range: bytes=9-',
  ],
  ...['Authorization: \x80', 'Origin: null', 'Origin: [', 'Cookie: a=\0', '__proto__: x', ': x', 'X', 'A:\r\n b'],
  ...[`${'a'.repeat(20_000)}: x`, 'X-Forwarded-Host: //', 'X-Forwarded-Proto: javascript', 'Connection: keep-alive'],
  'Access-Control-Request-Method: GET\r\nOrigin: [',
];
const host = 'Host: 127.0.0.1';
const request = (method: string, target: string, version: string, ...lines: string[]) =>
  `${[`${method} ${target} ${version}`, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`;

/** Each is whole, so that it has to be answered or refused. */
const whole = [
  ...targets.map((target) => request('GET', target, 'HTTP/1.1', host)),
  ...methods.flatMap((method) => ['/', '/usage', '*', '//'].map((target) => request(method, target, 'HTTP/1.1', host))),
  ...versions.flatMap((version) => [request('GET', '/', version, host), request('GET', '//', version)]),
  ...headers.flatMap((line) =>
    ['/', '/usage'].map((target) =>
      request('GET', target, 'HTTP/1.1', ...(line.startsWith('Host') ? [] : [host]), line),
    ),
  ),
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n',
];
/** Each lacks something. */
const parts = [
  ...['', '\r\n\r\n', '\0', 'GET', 'GET /', 'GET / HTTP/1.1\n\n', `GET / HTTP/1.1\r\n${host}`],
  `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\n\r\nab`,
  `POST /usage HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
  `POST / HTTP/1.1\r\n${host}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
];

const pieces = [
  '/',
  '\\',
  '[',
  ']',
  ':',
  '@',
  '%',
  '?',
  '#',
  '*',
  '..',
  ' ',
  '\t',
  '\0',
  '\x80',
  '\x9b',
  'usage',
  'a',
  '0',
];
const text = fc.array(fc.constantFrom(...pieces, 'localhost', '127.0.0.1', 'http:', '//'), { maxLength: 6 });
const line = fc.tuple(
  fc.constantFrom('Host', 'Accept', 'Origin', 'Authorization', 'If-None-Match', 'Content-Length'),
  text,
);
const generated = fc
  .tuple(fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE'), text, fc.array(line, { maxLength: 3 }))
  .map(([method, target, lines]) =>
    request(method, target.join(''), 'HTTP/1.1', host, ...lines.map(([name, value]) => `${name}: ${value.join('')}`)),
  );

for (const example of exampleServers) {
  describe(example.name, { skip: example.command ? false : 'it is not installed' }, () => {
    let server: StartedExample;
    before(async () => (server = await startExample(example)));
    after(() => server?.stop());

    async function survives(bytes: string, ending: Ending) {
      const answer = await ask(server.port, bytes, ending);
      const said = `${JSON.stringify(bytes.slice(0, 200))}, and the client ${ending}`;
      // A closed connection is an answer, too.
      assert.match(answer, /^$|^HTTP\/1\.1 [1-4]/, said);
      const next = await ask(server.port, request('GET', example.path, 'HTTP/1.1', host));
      assert.ok(next.startsWith(`HTTP/1.1 ${example.status} `), `${said}: then ${next || server.log()}`);
    }

    test('answers the next request, whatever the one before was', async () => {
      for (const bytes of whole) await survives(bytes, 'waits');
    });

    test('answers the next request, wherever the one before broke off', async () => {
      for (const bytes of parts) await survives(bytes, 'ends');
      for (const bytes of [...parts, ...whole]) await survives(bytes, 'breaks off');
    });

    test('answers the next request after generated ones', async () => {
      await fc.assert(
        fc.asyncProperty(generated, (bytes) => survives(bytes, 'ends')),
        { numRuns: 200 },
      );
    });
  });
}
