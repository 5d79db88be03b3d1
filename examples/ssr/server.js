// @ts-check
// A server that draws the dashboard: npm run example:ssr
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectUsage, createUpstream } from '@usage/sdk';
import { build } from 'esbuild';
import { sampleUpstream } from '../server/sample-upstream.js';
import { renderPage } from './page.js';

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
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { pathname } = url;
    try {
      if (pathname === '/client.js') send('text/javascript', client);
      else if (pathname === '/page.css') send('text/css', styles);
      else if (pathname !== '/') response.writeHead(404).end();
      else {
        const nonce = randomBytes(16).toString('base64');
        const body = await renderPage({ ...(await page(url)), nonce });
        send('text/html; charset=utf-8', body, {
          'Cache-Control': 'no-store',
          'Content-Security-Policy': policy(nonce),
        });
      }
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
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
  `base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

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
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
