import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { root } from '../scripts/processes.mjs';
import { answerTo, columnarType, createMeteredHandler } from './metered-usage.mjs';
import { usageBody } from './usage-data.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Serves folders, `/usage?n=N` and pages made here, on a port of 127.0.0.1.
 * @param {Record<string, string>} mounts Path to folder or file, below the repository's root.
 * @param {Record<string, () => string>} pages Path to what makes the HTML.
 */
export async function startServer(mounts, pages = {}) {
  /** The files asked for since somebody last looked. @type {Set<string>} */
  const served = new Set();
  let body = { count: -1, bytes: Buffer.alloc(0) };
  const usage = (/** @type {number} */ count) => {
    // One size at a time: a million items take 110 MB.
    if (body.count !== count) body = { count, bytes: usageBody(count) };
    return body.bytes;
  };

  let metered = { key: '', type: '', bytes: Buffer.alloc(0) };
  /** What our own server half answers. */
  const meter = async (/** @type {number} */ count, /** @type {string | undefined} */ accept) => {
    const wanted = accept?.includes(columnarType) ? `${columnarType}, application/json;q=0.9` : 'application/json';
    const key = `${count} ${wanted}`;
    if (metered.key !== key) metered = { key, ...(await answerTo(createMeteredHandler(count), wanted)) };
    return metered;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const page = pages[url.pathname];
    if (url.pathname === '/usage') {
      const bytes = usage(Number(url.searchParams.get('n')));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
      response.end(bytes);
    } else if (url.pathname === '/metered-usage') {
      const { type, bytes } = await meter(Number(url.searchParams.get('n')), request.headers.accept);
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
      response.end(bytes);
    } else if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page());
    } else {
      const file = find(mounts, decodeURIComponent(url.pathname));
      if (!file) return void response.writeHead(404).end();
      served.add(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** Makes what will be asked for beforehand, so that nobody waits for it. */
    async prepare(/** @type {number} */ count) {
      usage(count);
      await meter(count, columnarType);
    },
    /** The files served since the last call. */
    takeServed() {
      const files = [...served];
      served.clear();
      return files;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {Record<string, string>} mounts
 * @param {string} path
 */
function find(mounts, path) {
  for (const [mount, target] of Object.entries(mounts)) {
    if (!path.startsWith(mount)) continue;
    const rest = normalize(path.slice(mount.length));
    if (rest.startsWith('..')) return undefined;
    const full = join(root, target, rest === '.' ? '' : rest);
    const file = existsSync(full) && statSync(full).isDirectory() ? join(full, 'index.html') : full;
    if (existsSync(file)) return file;
  }
  return undefined;
}
