// `npx @usage/sdk check URL`, as a program.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from '../examples/server/server.js';

const program = fileURLToPath(new URL('../packages/sdk/bin/usage.js', import.meta.url));

let good: { url: string; close(): Promise<void> };
const bad = createServer((_, response) => {
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

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
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

test('with a header it gets in, without one there is nothing to check', async () => {
  const url = `${good.url}/customers/usage`;
  assert.equal((await run('check', url)).code, 2);
  assert.equal((await run('check', url, '--header', 'Authorization: Bearer demo-token-alder')).code, 0);
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
