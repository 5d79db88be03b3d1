// `npx @usage/sdk check URL`, as a program.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from '../examples/server/server.js';

const program = fileURLToPath(new URL('../packages/sdk/bin/usage.js', import.meta.url));

let good: { url: string; close(): Promise<void> };
/** What the bad one was sent. */
const asked: IncomingHttpHeaders[] = [];
const bad = createServer(({ headers }, response) => {
  asked.push(headers);
  response.end('{"usage":[{"message_id":1,"timestamp":"2024-04-29T02:08:29","credits_used":"4.40"}]}');
});
let badUrl = '';
before(async () => {
  good = await start({ port: 0 });
  await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve));
  badUrl = `http://127.0.0.1:${(bad.address() as AddressInfo).port}`;
});
after(async () => {
  await good.close();
  bad.closeAllConnections();
  bad.close();
});

const run = (...args: string[]) => runWith({}, ...args);

/** @param given Its standard input, and the environment's token. */
function runWith(
  { input, ...given }: { input?: string; USAGE_AUTHORIZATION?: string },
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { USAGE_AUTHORIZATION, ...others } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { env: { ...others, ...given } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

test('of our own server it says that the contract is kept, and ends with 0', async () => {
  const { code, stdout } = await run('check', `${good.url}/usage?secret=1`, '--origin', 'https://app.test');
  assert.equal(code, 1, 'no page elsewhere may read it');
  assert.match(stdout, /BROKEN {4}CORS/);
  const own = await run('check', `${good.url}/usage?secret=1`);
  assert.equal(own.code, 0, own.stdout);
  assert.match(own.stdout, /^GET http:\/\/127\.0\.0\.1:\d+\/usage\n {2}ok {8}status: 200\n/);
  assert.match(own.stdout, /\nIt keeps the contract\.\n$/);
  assert.doesNotMatch(own.stdout, /secret/);
});

const token = 'Bearer demo-token-alder';
test('with a token in the environment it gets in, without one it says how', async () => {
  const url = `${good.url}/customers/usage`;
  for (const given of [{}, { USAGE_AUTHORIZATION: ' ' }]) {
    const { code, stdout } = await runWith(given, 'check', url);
    assert.equal(code, 2);
    assert.match(stdout, /: set USAGE_AUTHORIZATION, or pass headers with --header -\.\n$/);
  }
  assert.equal((await runWith({ USAGE_AUTHORIZATION: token }, 'check', url)).code, 0);
});

test('with headers on standard input it gets in, and reads them only when it is told to', async () => {
  const url = `${good.url}/customers/usage`;
  const input = `Authorization: ${token}\n`;
  assert.equal((await runWith({ input }, 'check', url)).code, 2);
  assert.equal((await runWith({ input }, 'check', url, '--header', '-')).code, 0);
  assert.equal((await runWith({ input, USAGE_AUTHORIZATION: 'Bearer old' }, 'check', url, '--header', '-')).code, 0);
});

test('each header reaches the server once, wherever it comes from', async () => {
  const input = 'Cookie: session=1; b=2\r\n\r\nproxy-authorization: Basic x\r\nX-Team: green';
  const given = { input, USAGE_AUTHORIZATION: 'Bearer a:b' };
  asked.length = 0;
  await runWith(given, 'check', badUrl, '--header', 'x-team: blue', '--header', '-', '--header', 'X-Other: 1');
  const [headers, ...others] = asked;
  assert.deepEqual(others, []);
  assert.deepEqual(
    [
      headers?.authorization,
      headers?.cookie,
      headers?.['proxy-authorization'],
      headers?.['x-team'],
      headers?.['x-other'],
    ],
    ['Bearer a:b', 'session=1; b=2', 'Basic x', 'green', '1'],
  );
});

for (const name of ['Authorization', 'authorization', 'AUTHORIZATION ', ' Cookie', 'cOOKIE', 'Proxy-Authorization']) {
  test(`the command line, which others see, takes no header "${name}"`, async () => {
    asked.length = 0;
    const { code, stdout, stderr } = await run('check', badUrl, '--header', `${name}: canary`);
    assert.deepEqual([code, stdout, asked], [2, '', []]);
    const [advice = ''] = stderr.split('\n');
    assert.match(advice, /as other users can see it: .*pass it on standard input with --header -\.$/);
    assert.equal(advice.includes('set USAGE_AUTHORIZATION'), /^a/i.test(name));
    assert.doesNotMatch(stderr, /canary/);
  });
}

test('a user and a password in the URL are refused with the same advice', async () => {
  for (const user of ['canary', ':canary', 'a:canary']) {
    const { code, stderr } = await run('check', badUrl.replace('//', `//${user}@`));
    assert.equal(code, 2);
    assert.match(stderr, /^URL must hold no user and no password, .* set USAGE_AUTHORIZATION instead\.\n/);
    assert.doesNotMatch(stderr, /canary/);
  }
});

test('what cannot be a header is refused where it came from, and is not repeated', async () => {
  for (const [given, where] of [
    [{ USAGE_AUTHORIZATION: 'Bearer ca\nnary' }, 'USAGE_AUTHORIZATION holds a character'],
    [{ input: 'Bearer canary' }, 'A line of standard input must be "Name: value"'],
    [{ input: 'Authorization: canary\0' }, 'A line of standard input holds a character'],
  ] as const) {
    const { code, stderr } = await runWith(given, 'check', badUrl, ...('input' in given ? ['--header', '-'] : []));
    assert.equal(code, 2);
    assert.ok(stderr.startsWith(where), stderr);
    assert.doesNotMatch(stderr, /canary|nary/);
  }
});

test('of a server that breaks the contract it says where and how, and ends with 1', async () => {
  const { code, stdout } = await run('check', badUrl);
  assert.equal(code, 1);
  assert.match(
    stdout,
    / {2}BROKEN {4}timestamp: 1 of 1 broken, first usage\[0\]\.timestamp must be .* lacks an offset/,
  );
  assert.match(stdout, / {2}BROKEN {4}credits_used: .* Write it without quotes\.\n/);
  assert.match(stdout, /\nIt breaks the contract in 2 places\.\n$/);
});

for (const args of [
  ['check'],
  ['look', 'http://a.test'],
  ['check', 'a.test/usage'],
  ['check', 'http://a.test', '--header', 'canary'],
  ['check', 'http://a.test', '--timeout', 'long'],
  ['check', 'http://a.test', '--other'],
]) {
  test(`a wrong call ends with 2 and says what is right: ${args.join(' ')}`, async () => {
    const { code, stderr } = await run(...args);
    assert.equal(code, 2);
    assert.match(stderr, /npx @usage\/sdk check URL/);
    assert.doesNotMatch(stderr, /canary/);
  });
}
