import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { isLoopbackHost, misdirected } from '../examples/server/loopback.js';
import { root } from './processes.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const usage = [
  { message_id: 1, timestamp: '2024-04-29T22:08:29.375Z', report_name: 'B', credits_used: 61 },
  { message_id: 2, timestamp: '2024-04-29T23:08:29.375Z', report_name: 'A', credits_used: 4.4 },
];

/** Scripts and styles are left out: each tool builds them in its own way. */
const policy = "frame-ancestors 'none'; form-action 'none'";
/** Base of request targets; only the path of the result counts. */
const origin = 'http://localhost';

/**
 * Serves an example on this machine: its files, the script for its tag, and two messages as usage.
 * @param {string} folder
 * @param {number} port 0 for any.
 * @param {boolean} routes Whether its page answers every path, and a router in it says what stands there.
 * @returns {Promise<{ url: string, asked: (string | undefined)[], close: () => void }>} `asked`: what each request for
 *   usage sent as `Authorization`.
 */
export async function serveExample(folder, port = 0, routes = false) {
  /** @type {(string | undefined)[]} */
  const asked = [];
  const server = createServer(({ url: target = '/', headers }, response) => {
    if (!isLoopbackHost(headers.host)) {
      response.writeHead(421).end(misdirected);
      return;
    }
    // Node accepts targets that are not URLs, such as `//`, and an error here would end the server.
    if (!URL.canParse(target, origin)) {
      response.writeHead(400).end();
      return;
    }
    const path = normalize(new URL(target, origin).pathname);
    if (path === '/usage') {
      asked.push(headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ usage }));
      return;
    }
    const name = path === '/' || (routes && !extname(path)) ? 'index.html' : path;
    const file = join(path.endsWith('.min.js') ? join(root, 'packages/dashboard/dist') : folder, name);
    try {
      const content = readFileSync(file);
      response.setHeader('content-type', types[extname(file)] ?? 'text/plain');
      response.setHeader('content-security-policy', policy);
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}/`, asked, close };
}
