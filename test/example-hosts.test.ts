// Who may read what the examples serve on this machine: no page of another name, and no page that frames it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isLoopbackAddress, isLoopbackHost } from '../examples/server/loopback.js';
import { start } from '../examples/server/server.js';
import { ask, exampleServers, startExample, type StartedExample } from './example-servers.ts';

const foreign = [
  ...['evil.test', 'EVIL.test:80', 'localhost.evil.test', '127.0.0.1.evil.test', 'notlocalhost', 'localhosts', 'local'],
  ...['0.0.0.0', '192.168.0.1', '128.0.0.1', '127.0.0', '10.127.0.0.1', '[::]', '[::2]', '[fe80::1]'],
];
const broken = [
  '',
  ':80',
  'localhost:80:80',
  'localhost:x',
  'localhost:80@evil.test',
  '127.0.0.1@evil.test',
  'a localhost',
];
const own = ['localhost', 'localhost:80', '127.0.0.1', '127.0.0.1:65535'];
const ownInNode = [...own, 'LocalHost', '127.1.2.3', '[::1]', '[::1]:8080'];

test('Host names this machine, with any port, or it does not', () => {
  for (const host of ownInNode) assert.equal(isLoopbackHost(host), true, host);
  for (const host of [...foreign, ...broken, undefined, null]) assert.equal(isLoopbackHost(host), false, String(host));
});

test('an address is reached by this machine alone, or it is not', () => {
  for (const address of ['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1'])
    assert.equal(isLoopbackAddress(address), true, address);
  for (const address of [
    '0.0.0.0',
    '::',
    '192.168.0.127',
    '10.0.0.1',
    '::11',
    'fe80::1',
    '::ffff:10.0.0.1',
    '1127.0.0.1',
  ])
    assert.equal(isLoopbackAddress(address), false, address);
});

const get = (port: number, path: string, host: string) =>
  ask(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

for (const example of exampleServers) {
  describe(example.name, { skip: example.command ? false : 'it is not installed' }, () => {
    const paths = [example.path, '/usage', ...(example.hasPage ? ['/', '/nothing'] : [])];
    // FastAPI's own check has a status and a sentence of its own, and no IPv6.
    const isNode = example.command === process.execPath;
    const refused = isNode
      ? /^HTTP\/1\.1 421 [^]*Host\\?" must be localhost/
      : /^HTTP\/1\.1 400 [^]*Invalid host header/;

    let server: StartedExample;
    before(async () => (server = await startExample(example)));
    after(() => server?.stop());

    test('refuses a foreign Host, whatever it asks for, and says why', async () => {
      for (const host of foreign) {
        for (const path of paths) assert.match(await get(server.port, path, host), refused, `${host} ${path}`);
      }
    });

    test('gives nothing to a Host that is broken or missing', async () => {
      for (const host of broken)
        assert.match(await get(server.port, example.path, host), /^HTTP\/1\.1 4(00|21) /, host);
      assert.match(await ask(server.port, `GET ${example.path} HTTP/1.0\r\n\r\n`), /^HTTP\/1\.1 4(00|21) /);
    });

    test('answers the names of this machine', async () => {
      for (const host of isNode ? ownInNode : own) {
        const answer = await get(server.port, example.path, host);
        assert.ok(answer.startsWith(`HTTP/1.1 ${example.status} `), `${host}: ${answer}`);
      }
    });

    test('lets no page frame its own, and its own send no form', { skip: !example.hasPage && 'no page' }, async () => {
      const response = await fetch(server.url);
      await response.text();
      const policy = (response.headers.get('content-security-policy') ?? '').split(/; */);
      assert.equal(response.status, 200);
      for (const rule of ["frame-ancestors 'none'", "form-action 'none'"]) assert.ok(policy.includes(rule), rule);
    });
  });
}

test('at an address that others reach, every Host is answered', async (t) => {
  const server = await start({ port: 0, host: '0.0.0.0' });
  t.after(() => server.close());
  const port = Number(new URL(server.url).port);
  for (const host of ['usage.example.com', 'localhost'])
    assert.match(await get(port, '/usage', host), /^HTTP\/1\.1 200 /);
});
