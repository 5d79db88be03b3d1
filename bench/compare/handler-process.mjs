// One build under load, for compare-handlers.mjs: prints microseconds of processor time a request.
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [checkout = '', connections = '', requests = ''] = process.argv.slice(2);
const { createUpstream, createUsageHandler } = await import(
  pathToFileURL(resolve(join(checkout, 'packages/sdk/dist/index.js'))).href
);
const messages = Array.from({ length: 110 }, (_, index) => ({
  id: 1000 + index,
  text: `Tell me about clause ${index} of the lease, and what restrictions there are on alterations, please.`,
  timestamp: new Date(Date.UTC(2024, 3, 29) + index * 5_000_000).toISOString(),
  ...(index % 5 === 0 && { report_id: 5000 + ((index / 5) % 10) }),
}));
const json = { 'content-type': 'application/json' };
const list = JSON.stringify({ messages });
/** @param {Request | string | URL} input */
const answer = async (input) => {
  const id = /reports\/(\d+)/.exec(input instanceof Request ? input.url : String(input))?.[1];
  const body = id ? JSON.stringify({ id: Number(id), name: `Report ${id}`, credit_cost: 12.5 }) : list;
  return new Response(body, { headers: json });
};
// A customer of its own for each call at once, so that none is answered by another's.
const handlers = Array.from({ length: Number(connections) }, (_, at) =>
  createUsageHandler({ upstream: createUpstream({ baseUrl: `https://upstream.test/${at}`, fetch: answer }) }),
);

/** @param {number} count */
async function ask(count) {
  let left = count;
  await Promise.all(
    handlers.map(async (handler) => {
      while (left-- > 0) {
        const response = await handler(new Request('https://app.test/usage'));
        if (response.status !== 200) throw new Error(await response.text());
        await response.text();
        // As after an answer over a socket: without a turn of the event loop, no timer would end before the last request.
        await setImmediate();
      }
    }),
  );
}

await ask(Number(requests) / 4);
const before = process.cpuUsage();
await ask(Number(requests));
const { user, system } = process.cpuUsage(before);
console.log((user + system) / Number(requests));
