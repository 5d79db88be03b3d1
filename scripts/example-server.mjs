import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
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
  const server = createServer(({ url = '/', headers }, response) => {
    const path = normalize(new URL(url, 'http://a.test').pathname);
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
