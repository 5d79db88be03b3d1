// @ts-check
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const bundle = import.meta.resolve('@usage/dashboard/usage-dashboard.min.js');

/** Where the dashboard's script for a plain script tag is, once it has been built. */
export const bundleUrl = new URL(bundle);

/** @type {Record<string, string>} */
const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  map: 'application/json',
  svg: 'image/svg+xml',
};

/** The dashboard asks for no more than this: its own origin, and one Trusted Types policy. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types usage-dashboard-lit',
].join('; ');

/** The page of this example. */
export const pageFile = servePage(new URL('page/', import.meta.url), ['index.html', 'page.css', 'icon.svg']);

/**
 * A page, what it loads, and the dashboard's script. Read anew for each request, so that a build shows up on reload.
 * @param {URL} folder
 * @param {string[]} names what is served of it, and nothing else; `index.html` at `/`.
 * @returns {(request: Request) => Promise<Response>}
 */
export function servePage(folder, names) {
  const files = new Map([
    ...names.map((name) => /** @type {const} */ ([name === 'index.html' ? '/' : `/${name}`, new URL(name, folder)])),
    ['/usage-dashboard.min.js', bundleUrl],
    ['/usage-dashboard.min.js.map', new URL(`${bundle}.map`)],
  ]);
  return (request) => answer(request, files);
}

/**
 * @param {Request} request
 * @param {Map<string, URL>} files by path
 */
async function answer(request, files) {
  const { pathname } = new URL(request.url);
  const file = files.get(pathname);
  if (!file) return plain(404, `There is nothing at ${pathname}.`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'GET or HEAD.', { Allow: 'GET, HEAD' });
  const content = await readFile(file).catch(() => undefined);
  if (!content) return plain(404, 'This file has not been built yet: run "npm run build".');

  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Type': types[extname(file.pathname).slice(1)] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
    ETag: etag,
  };
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
    headers: { ...headers, 'Content-Length': String(content.length) },
  });
}

/** @param {number} status @param {string} sentence @param {Record<string, string>} headers */
function plain(status, sentence, headers = {}) {
  return new Response(`${sentence}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', ...headers },
  });
}
