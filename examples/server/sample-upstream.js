// @ts-check
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('@usage/sdk').Message} Message */
/** @typedef {import('@usage/sdk').Report} Report */

/** As the real upstream words it: XML, whatever the client accepts. */
const blobNotFound =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<Error><Code>BlobNotFound</Code><Message>The specified blob does not exist.</Message></Error>';

/** Whose every second message is whose, where the server asks for one customer's. */
const shares = new Map([
  ['alder', 0],
  ['birch', 1],
]);

/**
 * The sample data behind the API of an upstream, as a Fetch handler for /upstream/messages/current-period and
 * /upstream/reports/{id}. The header X-Customer narrows the messages to those of one customer.
 * @param {{ delay?: number }} options `delay`: how long each answer takes, in milliseconds.
 * @returns {(request: Request) => Promise<Response>}
 */
export function sampleUpstream({ delay = 0 } = {}) {
  /** @type {{ messages: Message[] }} */
  const { messages } = read('messages.json');
  /** @type {Report[]} */
  const reports = read('reports.json');
  const reportById = new Map(reports.map((report) => [String(report.id), report]));

  return async (request) => {
    if (delay > 0) await sleep(delay);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(request, 405, 'text/plain', '');
    const { pathname } = new URL(request.url);
    if (pathname === '/upstream/messages/current-period') {
      const share = shares.get(request.headers.get('x-customer') ?? '');
      const own = share === undefined ? messages : messages.filter((_, index) => index % shares.size === share);
      return answer(request, 200, 'application/json', JSON.stringify({ messages: own }));
    }
    const report = reportById.get(/^\/upstream\/reports\/(\d+)$/.exec(pathname)?.[1] ?? '');
    return report
      ? answer(request, 200, 'application/json', JSON.stringify(report))
      : answer(request, 404, 'application/xml', blobNotFound);
  };
}

/** @param {Request} request @param {number} status @param {string} type @param {string} body */
function answer({ method }, status, type, body) {
  const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', ...(status === 405 && { Allow: 'GET, HEAD' }) };
  return new Response(method === 'HEAD' ? null : body, { status, headers });
}

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(new URL(`sample/${name}`, import.meta.url), 'utf8'));
}
