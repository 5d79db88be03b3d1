// A cold start: 10,000 messages over 200 reports, from an upstream that answers each request after 20 ms.
import { collectUsage, createUpstream } from '@usage/sdk';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const count = 10_000;
const reports = 200;
const delay = 20;
const messages = Array.from({ length: count }, (_, index) => ({
  id: index + 1,
  text: 'How did the new flavour sell?',
  timestamp: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  report_id: 1 + (index % reports),
}));

/** @param {import('./interleave.mjs').Bench} bench */
export default async function measureCold({ rounds, quick, record }) {
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests++;
    await sleep(delay);
    const id = Number(/^\/reports\/(\d+)$/.exec(request.url ?? '')?.[1]);
    const body = id ? { id, name: `Report ${id}`, credit_cost: 48 } : { messages };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const baseUrl = `http://127.0.0.1:${port}`;
  const get = async (/** @type {string} */ path) => (await fetch(baseUrl + path)).json();

  /** @type {Record<string, () => Promise<unknown>>} */
  const ways = {
    'cold, collectUsage': () => collectUsage({ upstream: createUpstream({ baseUrl }) }),
    'cold, each report once, one after another (the original)': async () => {
      /** @type {Map<number, unknown>} */
      const known = new Map();
      for (const { report_id } of (await get('/messages/current-period')).messages) {
        if (!known.has(report_id)) known.set(report_id, await get(`/reports/${report_id}`));
      }
    },
  };
  const naive = async () => {
    const queue = (await get('/messages/current-period')).messages.values();
    const work = async () => {
      for (const { report_id } of queue) await get(`/reports/${report_id}`);
    };
    await Promise.all(Array.from({ length: 10 }, work));
  };
  for (let round = 0; round < rounds; round++) {
    // 25 s: once is enough.
    const all = round || quick ? ways : { ...ways, 'cold, a request for every message, 10 at once': naive };
    for (const [name, way] of Object.entries(all)) {
      requests = 0;
      const start = performance.now();
      await way();
      record(name, performance.now() - start);
      record(`${name}: requests`, requests, 'requests');
    }
  }
  server.closeAllConnections();
  server.close();
}
