// @ts-check
// The usage dashboard on one port: the page at /, the contract at /usage, a sample upstream at /upstream.
// What to copy is `createRoutes`: /usage is all that one customer needs, /customers/usage is the form for many.

import { realpathSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { createUpstream, createUsageHandler } from '@usage/sdk';
import { closing, listening } from './listening.js';
import { isLoopbackAddress, isLoopbackHost, misdirected } from './loopback.js';
import { help, parseOptions } from './options.js';
import { pageFile } from './page-files.js';
import { logError, printable } from './printable.js';
import { sampleUpstream } from './sample-upstream.js';

/** @typedef {import('@usage/sdk').Upstream} Upstream */
/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

/** @typedef {{ customer?: string }} Visitor Who asks; `customer` is whose usage they see, if they are one's. */

/**
 * Who may ask, by bearer token. Made up for the demo: look your own session or token up instead.
 * @type {ReadonlyMap<string, Visitor>}
 */
const visitors = new Map([
  ['demo-token-alder', { customer: 'alder' }],
  ['demo-token-birch', { customer: 'birch' }],
  ['demo-token-guest', {}],
]);

/**
 * @param {string} baseUrl the upstream's, up to and without /messages/current-period
 * @param {string | undefined} token
 * @returns {Record<string, Handler>} a handler for each path.
 */
function createRoutes(baseUrl, token) {
  // On the server alone: neither the page nor an error ever sees it.
  const headers = token ? { Authorization: `Bearer ${token}` } : {};

  // One customer: one upstream.
  const upstream = createUpstream({ baseUrl, headers });
  const usage = createUsageHandler({ upstream, onError: logError });

  // Many customers: an upstream for each. Requests share loads and remembered reports only within one upstream, so
  // nobody is ever served from another's. Their retries they share: it is one server that would suffer from them.
  const upstreamOf = onePerCustomer((customer) =>
    createUpstream({
      baseUrl,
      headers: { ...headers, 'X-Customer': customer },
      retry: { sharedWith: upstream },
    }),
  );
  // One look-up for both: if there were two, a customer could be gone at the second.
  const visitorOf = oncePerRequest(findVisitor);
  const customersUsage = createUsageHandler({
    authorize: (request) => visitorOf(request) !== undefined,
    // Without a customer there is no upstream to ask: the answer is 404.
    upstream: (request) => {
      const customer = visitorOf(request)?.customer;
      return customer ? upstreamOf(customer) : undefined;
    },
    onError: logError,
  });

  return { '/usage': usage, '/customers/usage': customersUsage };
}

/**
 * @param {Request} request
 * @returns {Visitor | undefined} undefined for who may not ask.
 */
function findVisitor(request) {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return visitors.get(token);
}

/**
 * Looks something up once for each request, however often it is asked for; a promise will do, too.
 * @template T
 * @param {(request: Request) => T} find
 * @returns {(request: Request) => T}
 */
export function oncePerRequest(find) {
  /** @type {WeakMap<Request, { found: T }>} */
  const known = new WeakMap();
  return (request) => {
    const { found } = known.get(request) ?? { found: find(request) };
    known.set(request, { found });
    return found;
  };
}

/**
 * Keeps one upstream per customer, and at most `limit`: whoever has been away longest is dropped.
 * @param {(customer: string) => Upstream} create
 * @param {number} limit
 * @returns {(customer: string) => Upstream}
 */
export function onePerCustomer(create, limit = 1_000) {
  /** @type {Map<string, Upstream>} */
  const upstreams = new Map();
  return (customer) => {
    const upstream = upstreams.get(customer) ?? create(customer);
    // Deleted and set again, it stands last: the first one has been away longest.
    upstreams.delete(customer);
    upstreams.set(customer, upstream);
    if (upstreams.size > limit) upstreams.delete(/** @type {string} */ (upstreams.keys().next().value));
    return upstream;
  };
}

/**
 * Starts the server.
 * @param {import('./options.js').ServerOptions & { page?: Handler }} options `page`: what answers everything else.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} its origin, and what stops it.
 * @throws {Error} one sentence about what to change.
 */
export async function start({ port = 5001, host = '127.0.0.1', upstreamUrl, token, hosts = [], page = pageFile } = {}) {
  const sample = upstreamUrl ? undefined : sampleUpstream();
  /** @type {Handler} */
  const fetch = (request) => {
    const named = request.headers.get('host') ?? '';
    if (isLocal && !isLoopbackHost(named) && !hosts.includes(named)) return new Response(misdirected, { status: 421 });
    const { pathname } = new URL(request.url);
    if (sample && pathname.startsWith('/upstream/')) return sample(request);
    return (Object.hasOwn(routes, pathname) ? routes[pathname] : undefined)?.(request) ?? page(request);
  };
  // By default the adapter exchanges the process's Request and Response for its own.
  const server = serve({ fetch, port, hostname: host, overrideGlobalObjects: false });
  const url = await listening(server);
  const { address } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const isLocal = isLoopbackAddress(address);
  const routes = createRoutes(upstreamUrl ?? `${url}/upstream`, token);
  return { url, close: () => closing(server) };
}

async function main() {
  const { help: asked, ...options } = parseOptions(process.argv.slice(2), process.env);
  if (asked) return console.log(help);
  const server = await start(options);
  console.log(`The usage dashboard is at ${server.url}/ (Ctrl+C stops it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
}

// As a program, not when a test or another script imports it.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  await main().catch((error) => {
    console.error(printable(error.message));
    process.exitCode = 1;
  });
}
