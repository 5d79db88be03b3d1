import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../scripts/free-port.mjs';
import { root } from '../scripts/processes.mjs';

/** An example that serves, as a program. */
export interface ExampleServer {
  readonly name: string;
  /** Undefined where it is not installed. */
  readonly command: string | undefined;
  readonly args: (port: number) => readonly string[];
  /** What an ordinary request asks for. */
  readonly path: string;
  /** The status of its answer. */
  readonly status: number;
  /** Does it serve a page? */
  readonly hasPage: boolean;
}

const source = '--conditions=@usage/source';
const modules = ['-c', 'import fastapi, uvicorn'];
const python = ['python3', '/usr/bin/python3', 'python'].find((name) => spawnSync(name, modules).status === 0);
/** What serves the examples that have no server of their own. */
const serveTag = `
  import { serveExample } from './scripts/example-server.mjs';
  await serveExample('examples/script-tag', Number(process.env.PORT));
`;

const node = { command: process.execPath, path: '/usage', status: 200, hasPage: true };
export const exampleServers: readonly ExampleServer[] = [
  { ...node, name: 'server', args: () => [source, 'examples/server/server.js'], path: '/icon.svg' },
  { ...node, name: 'theming', args: () => [source, 'examples/theming/server.js'], path: '/page.css' },
  // Without the condition, by which the elements would be TypeScript.
  { ...node, name: 'ssr', args: (port) => ['examples/ssr/server.js', '--port', String(port)], path: '/page.css' },
  { ...node, name: 'script-tag', args: () => ['--input-type=module', '-e', serveTag] },
  { ...node, name: 'express', args: () => ['examples/backends/express/server.js'], status: 401, hasPage: false },
  {
    name: 'fastapi',
    command: python,
    args: () => ['examples/backends/fastapi/server.py'],
    path: '/usage',
    status: 401,
    hasPage: false,
  },
];

export interface StartedExample {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** What it has written to its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts an example on a free port; it answers. */
export async function startExample({ command = '', args, name, path }: ExampleServer, env: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const child = spawn(command, args(port), { cwd: root, env: { ...process.env, ...env, PORT: String(port) } });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (log += chunk));
  child.stdout.resume();
  const started: StartedExample = {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    log: () => log,
    async stop() {
      if (child.exitCode === null && child.kill()) await once(child, 'close');
    },
  };
  for (let tries = 0; tries < 600; tries++) {
    if ((await ask(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)) !== '')
      return started;
    assert.equal(child.exitCode, null, `${name} has ended: ${log}`);
    await pause(50);
  }
  await started.stop();
  return assert.fail(`${name} does not answer: ${log}`);
}

/** After these bytes, as Latin 1, the client waits, says that there are no more, or breaks off. */
export type Ending = 'waits' | 'ends' | 'breaks off';

/** Sends bytes as they are. Gives what was answered until the connection was closed, perhaps nothing. */
export function ask(port: number, bytes: string, ending: Ending = 'waits'): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('latin1').on('data', (chunk) => (answer += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(Buffer.from(bytes, 'latin1'), () => {
      if (ending === 'ends') socket.end();
      if (ending === 'breaks off') socket.resetAndDestroy();
    });
  });
}
