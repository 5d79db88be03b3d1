// A server under load, in a process of its own: `node --expose-gc bench/load/server.mjs ours|bare UPSTREAM`.
// Each customer, named by a header, has an upstream of its own. Answers `cpu` and `heap` to its parent.
import { serve } from '@hono/node-server';
import { createUpstream, createUsageHandler } from '@usage/sdk';
import { onePerCustomer } from '../../examples/server/server.js';
import { createBareHandler } from './bare.mjs';

const [kind = '', upstreamUrl = ''] = process.argv.slice(2);
const baseUrlOf = (/** @type {string} */ customer) => `${upstreamUrl}/${customer}`;
const customerOf = (/** @type {Request} */ request) => request.headers.get('x-customer') ?? 'one';
const upstreamOf = onePerCustomer((customer) => createUpstream({ baseUrl: baseUrlOf(customer) }));
const fetch =
  kind === 'bare'
    ? createBareHandler((request) => baseUrlOf(customerOf(request)))
    : createUsageHandler({
        upstream: (request) => upstreamOf(customerOf(request)),
        authorize: (request) => !request.headers.has('x-stranger'),
      });

serve({ fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, ({ port }) => process.send?.({ port }));
process.on('message', (asked) => {
  if (asked === 'cpu') return void process.send?.(process.cpuUsage());
  // Twice: what the first pass finalises is freed by the second.
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
