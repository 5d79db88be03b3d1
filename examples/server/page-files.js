// @ts-check
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const bundle = import.meta.resolve('@usage/dashboard/usage-dashboard.min.js');

/** Where the dashboard's script for a plain script tag is, once it has been built. */
export const bundleUrl = new URL(bundle);

/** @type {Map<string, { url: URL, type: string }>} */
const files = new Map([
  ['/', { url: new URL('page/index.html', import.meta.url), type: 'text/html; charset=utf-8' }],
  ['/page.css', { url: new URL('page/page.css', import.meta.url), type: 'text/css; charset=utf-8' }],
  ['/icon.svg', { url: new URL('page/icon.svg', import.meta.url), type: 'image/svg+xml' }],
  ['/usage-dashboard.min.js', { url: bundleUrl, type: 'text/javascript; charset=utf-8' }],
  ['/usage-dashboard.min.js.map', { url: new URL(`${bundle}.map`), type: 'application/json' }],
]);

/** The dashboard asks for no more than this: its own origin, and one Trusted Types policy. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types usage-dashboard-lit',
].join('; ');

/**
 * The page and what it loads. Read anew for each request, so that a build shows up on reload.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function pageFile(request) {
  const { pathname } = new URL(request.url);
  const file = files.get(pathname);
  if (!file) return plain(404, `There is nothing at ${pathname}.`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'GET or HEAD.', { Allow: 'GET, HEAD' });
  const content = await readFile(file.url).catch(() => undefined);
  if (!content) return plain(404, 'This file has not been built yet: run "npm run build".');

  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Type': file.type,
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
