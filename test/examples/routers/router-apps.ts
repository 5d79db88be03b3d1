import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { serveExample } from '../../../scripts/example-server.mjs';
import { freePort } from '../../../scripts/free-port.mjs';
import { root } from '../../../scripts/processes.mjs';

/** An app of `examples/routers`, and what its router does. */
export interface RouterApp {
  name: string;
  folder: string;
  /** Its page with the dashboard, given a query. */
  usage(query: string): string;
  /** Its page without. */
  other: string;
  /** Whether the router takes a write of others for its own, so that what it writes later holds it, too. */
  adopts?: true;
  /** Whether a page that is left stays in the document, hidden. */
  keeps?: true;
}

const usage = (query: string) => `/${query}#part`;

export const routerApps: RouterApp[] = [
  { name: 'Next 16', folder: 'next', usage, other: '/other', adopts: true, keeps: true },
  { name: 'vue-router 4', folder: 'vue', usage, other: '/other' },
  {
    name: 'vue-router 4, routes in the hash',
    folder: 'vue',
    usage: (query) => `/hash/${query}#/`,
    other: '/hash/#/other',
  },
  { name: 'React Router 7', folder: 'react-router', usage, other: '/other' },
  { name: 'SvelteKit 2', folder: 'sveltekit', usage, other: '/other' },
];

/** Serves an app as it was built, on this machine. */
export async function serveApp({ folder }: RouterApp): Promise<{ url: string; close: () => void }> {
  const files = join(root, 'examples/routers', folder);
  if (folder !== 'next') return serveExample(join(files, 'dist'), 0, true);
  const port = await freePort();
  const next = join(files, 'node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd: files,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`next start has ended with ${code}.`)));
    child.stdout.on('data', (text) => String(text).includes('Ready') && resolve());
  });
  await ready;
  return { url: `http://127.0.0.1:${port}/`, close: () => child.kill() };
}
