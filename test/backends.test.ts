// The backends to copy, run as programs and checked as anybody's would be.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { checkEndpoint } from '../packages/sdk/src/check/check-endpoint.ts';

const path = (name: string) => fileURLToPath(new URL(`../examples/backends/${name}`, import.meta.url));
const modules = ['-c', 'import fastapi, uvicorn'];
const python = ['python3', '/usr/bin/python3', 'python'].find((name) => spawnSync(name, modules).status === 0);

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Starts a program on a free port, and gives its URL as soon as it answers. */
async function start(t: TestContext, command: string, file: string): Promise<string> {
  const port = await freePort();
  const child = spawn(command, [path(file)], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  t.after(async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  });
  const url = `http://127.0.0.1:${port}/usage`;
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return url;
    assert.equal(child.exitCode, null, `${file} has ended`);
    await pause(50);
  }
  return assert.fail(`${file} does not answer`);
}

for (const [name, command, file] of [
  ['Express', process.execPath, 'express/server.js'],
  ['FastAPI', python, 'fastapi/server.py'],
] as const) {
  const skip = command ? false : 'Python has no fastapi and uvicorn';
  test(`the backend in ${name} keeps the contract`, { skip }, async (t) => {
    const url = await start(t, command ?? '', file);
    const report = await checkEndpoint({ url, headers: { authorization: 'Bearer demo' } });
    assert.deepEqual(
      report.findings.filter(({ verdict }) => verdict !== 'kept'),
      [],
    );
    assert.equal(report.verdict, 'kept');
    assert.ok(report.findings.some(({ text }) => text === '65.40 credits'));

    const nobody = await checkEndpoint({ url });
    assert.equal(nobody.verdict, 'unknown', JSON.stringify(nobody.findings));
    assert.deepEqual(nobody.findings[0], { verdict: 'kept', what: 'status', text: '401' });
  });
}
