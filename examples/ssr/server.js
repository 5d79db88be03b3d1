// @ts-check
// A server that draws the dashboard: npm run example:ssr
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectUsage, createUpstream } from '@usage/sdk';
import { build } from 'esbuild';
import { isLoopbackHost, misdirected } from '../server/loopback.js';
import { logError, printable } from '../server/printable.js';
import { sampleUpstream } from '../server/sample-upstream.js';
import { renderPage } from './page.js';

/** Base of request targets; only path and query of the result count. */
const origin = 'http://localhost';

/** @typedef {Omit<Parameters<typeof renderPage>[0], 'nonce'>} PageOptions */

/**
 * @param {{ port?: number, page?: (url: URL) => PageOptions | Promise<PageOptions> }} options `page`: what is drawn
 *   for a request; the sample's usage, days in London, unless given.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function start({ port = 5003, page = samplePage } = {}) {
  const client = await bundleClient();
  const styles = readFileSync(new URL('page.css', import.meta.url), 'utf8');

  const server = createServer(async (request, response) => {
    /** @param {string} type @param {string} body @param {Record<string, string>} [headers] */
    const send = (type, body, headers) => response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    /** @param {number} status @param {string} sentence */
    const refuse = (status, sentence) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(sentence);
    // Everything is inside: an error outside would end the server.
    try {
      const { url: target = '/', headers } = request;
      if (!isLoopbackHost(headers.host)) return refuse(421, misdirected);
      // Node accepts targets that are not URLs, such as `//`.
      if (!URL.canParse(target, origin)) return refuse(400, 'The request target is not a URL.\n');
      const url = new URL(target, origin);
      if (url.pathname === '/client.js') return send('text/javascript', client);
      if (url.pathname === '/page.css') return send('text/css', styles);
      if (url.pathname !== '/') return refuse(404, 'There is nothing here.\n');
      const nonce = randomBytes(16).toString('base64');
      const body = await renderPage({ ...(await page(url)), nonce });
      return send('text/html; charset=utf-8', body, {
        'Cache-Control': 'no-store',
        'Content-Security-Policy': policy(nonce),
      });
    } catch (error) {
      logError(error);
      if (response.headersSent) return response.destroy();
      return refuse(500, 'The page could not be drawn.\n');
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Nothing inline but the styles with this answer's nonce. `lit-html` is the name of Lit's Trusted Types policy. */
const policy = (/** @type {string} */ nonce) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src data:; connect-src 'self'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

async function bundleClient() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('client.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** @returns {Promise<PageOptions>} */
async function samplePage() {
  const answer = sampleUpstream();
  const upstream = createUpstream({
    baseUrl: 'http://sample.example/upstream',
    fetch: (input, init) => answer(new Request(input, init)),
  });
  return { usage: await collectUsage({ upstream }), timeZone: 'Europe/London', locale: 'en-GB' };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '5003' } } });
    const { url } = await start({ port: Number(values.port) });
    console.log(`The dashboard, drawn on the server: ${url}`);
  } catch (error) {
    console.error(printable(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}
