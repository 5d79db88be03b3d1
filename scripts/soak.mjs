// Does the server keep something of each request? Heap after garbage collection over many requests of all kinds.
//   npm run soak                            a million requests, or 30 minutes
//   npm run soak -- --requests 50000
import './build.mjs';
import { parseArgs } from 'node:util';
import { drive } from '../bench/load/drive.mjs';
import { launch } from '../bench/load/processes.mjs';
import { slopeOf } from '../bench/load/slope.mjs';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000000' }, minutes: { type: 'string', default: '30' } },
});
const [requests, minutes] = [Number(values.requests), Number(values.minutes)];
const samples = 100;
/** In bytes a request. */
const limit = 20;
const columns = { accept: 'application/vnd.usage.columns+x-ndjson' };

/** All kinds of visitors: one in ten is not the usual one. */
function visitor(/** @type {number} */ connection, /** @type {number} */ sent) {
  const headers = { 'x-customer': `c${connection}` };
  const kinds = [
    { headers: { ...headers, ...columns } },
    { headers, method: 'HEAD' },
    { headers, method: 'POST' },
    { headers: { ...headers, 'x-stranger': '1' } },
    { headers, leavesAfter: sent % 4 },
  ];
  return (sent % 10 === 0 && kinds[(sent / 10) % kinds.length]) || { headers };
}

const upstream = await launch('upstream.mjs');
const server = await launch('server.mjs', 'ours', upstream.url);
const end = performance.now() + minutes * 60_000;
/** @type {Map<number, number>} */
const statuses = new Map();
const points = [];
let sent = 0;
// The first tenth warms up: caches fill and code is compiled.
for (let sample = -samples / 10; sample < samples && performance.now() < end; sample++) {
  const { statuses: some } = await drive({
    url: `${server.url}/usage`,
    connections: 16,
    goesOn: (count) => count < requests / (samples * 1.1),
    next: (connection, count) => visitor(connection, sent + count),
  });
  for (const [status, count] of some) {
    statuses.set(status, (statuses.get(status) ?? 0) + count);
    sent += count;
  }
  const { heap } = await server.ask('heap');
  if (sample >= 0) points.push({ x: sent, y: heap });
}
for (const one of [upstream, server]) one.close();

const { slope, margin } = slopeOf(points);
const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} of ${status || 'none (left)'}`);
const heaps = [points[0], points.at(-1)].map((point) => `${((point?.y ?? 0) / 2 ** 20).toFixed(1)} MiB`);
console.log(`${sent.toLocaleString('en')} requests (${told.join(', ')}); heap from ${heaps.join(' to ')}`);
console.log(
  `${slope.toFixed(2)} bytes a request, 95 % between ${(slope - margin).toFixed(2)} and ${(slope + margin).toFixed(2)}`,
);
if (!(slope + margin <= limit)) {
  console.error(`That may be more than ${limit} bytes a request: run it longer, or look for what is kept.`);
  process.exitCode = 1;
}
