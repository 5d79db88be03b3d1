// Point 5: from the upstream's text to usage items, and how long the event loop is held meanwhile.
import { collectUsage, createUpstream } from '@usage/sdk';
import { random } from '../usage-data.mjs';
import { cpuOf, cpuTime, rowsText } from './interleave.mjs';

const reports = 200;

/** @param {import('./interleave.mjs').Bench} bench */
export default async function measureCollect(bench) {
  await measureWhole(bench, bench.quick ? 100_000 : 1_000_000);
  await measureHold(bench, 100_000);
}

/**
 * @param {import('./interleave.mjs').Bench} bench
 * @param {number} count
 */
async function measureWhole({ rounds, record }, count) {
  const body = messagesBody(count);
  for (let round = -1; round < rounds; round++) {
    const [text, reading] = await cpuOf(() => new Response(body).text());
    const [, parsing] = await cpuOf(() => JSON.parse(text));
    const [, whole] = await cpuOf(() => collectUsage({ upstream: upstreamOf(body) }));
    if (round < 0) continue;
    const rows = rowsText(count);
    record(`JSON.parse of ${rows} messages`, parsing);
    record(`reading the body of ${rows} messages as text`, reading);
    record(`collectUsage of ${rows} messages, body in memory`, whole);
    record(`collectUsage of ${rows} messages without reading the body`, whole - reading);
  }
}

/**
 * @param {import('./interleave.mjs').Bench} bench
 * @param {number} count
 */
async function measureHold({ rounds, record }, count) {
  const body = messagesBody(count);
  const text = body.toString();
  const rows = rowsText(count);
  for (let round = -1; round < rounds; round++) {
    const [, parsing] = await cpuOf(() => JSON.parse(text));
    const plain = await longestHold(() => new Response(body).json());
    const ours = await longestHold(() => collectUsage({ upstream: upstreamOf(body) }));
    if (round < 0) continue;
    record(`JSON.parse of ${rows} messages`, parsing);
    record(`longest hold of the event loop, ${rows} messages`, ours);
    record(`longest hold of the event loop, Response.json() of the same`, plain);
  }
}

/**
 * The most that the thread computed between two answers to a ping.
 * @param {() => Promise<unknown>} step
 */
async function longestHold(step) {
  globalThis.gc?.();
  let longest = 0;
  let last = cpuTime();
  let running = true;
  const ping = () => {
    const now = cpuTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(ping);
  };
  setImmediate(ping);
  await step();
  running = false;
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return longest;
}

/** An upstream that answers from memory: no network is measured. */
function upstreamOf(/** @type {Buffer<ArrayBuffer>} */ body) {
  const fetchFromMemory = async (/** @type {RequestInfo | URL} */ input) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const id = Number(/\/reports\/(\d+)$/.exec(url.pathname)?.[1]);
    const bytes = id ? JSON.stringify({ id, name: `Report ${id}`, credit_cost: 48 }) : body;
    return new Response(bytes, { headers: { 'content-type': 'application/json' } });
  };
  return createUpstream({ baseUrl: 'http://upstream.test', fetch: fetchFromMemory });
}

/** The body of `GET /messages/current-period`. */
export function messagesBody(/** @type {number} */ count) {
  const next = random(count);
  const start = Date.UTC(2026, 0, 1);
  const chunks = [Buffer.from('{"messages":[')];
  let part = '';
  for (let index = 0; index < count; index++) {
    const text = 'How did the new flavour sell in convenience stores, week by week? '.slice(
      0,
      17 + Math.floor(next() * 50),
    );
    const timestamp = new Date(start + index * 25_000).toISOString();
    const report_id = next() < 0.22 ? 1 + Math.floor(next() * reports) : undefined;
    part += `${index ? ',' : ''}${JSON.stringify({ id: 20_000 + index, text, timestamp, report_id })}`;
    if (part.length > 1_000_000) {
      chunks.push(Buffer.from(part));
      part = '';
    }
  }
  chunks.push(Buffer.from(`${part}]}`));
  return Buffer.concat(chunks);
}
