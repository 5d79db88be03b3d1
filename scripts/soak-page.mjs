// Does a page keep something of each dashboard that was in it? Nodes, listeners and heap over many lives.
//   npm run soak:page                       a thousand dashboards
//   npm run soak:page -- --rounds 200
import './build.mjs';
import { parseArgs } from 'node:util';
import { slopeOf } from '../bench/load/slope.mjs';
import { soakPage } from '../bench/soak/page-soak.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' } } });
const rounds = Number(values.rounds);
const samples = 20;
/** In bytes of heap a dashboard. */
const limit = 200;

const held = await soakPage(rounds, samples, Math.ceil(rounds / 10));
const [first, last] = [held[0], held.at(-1)];
if (!first || !last) throw new Error('Nothing was measured.');
for (const name of /** @type {const} */ (['nodes', 'listeners', 'documents'])) {
  console.log(`${name}: ${first[name]} before, ${last[name]} after`);
  if (last[name] > first[name]) process.exitCode = 1;
}
const { slope, margin } = slopeOf(held.map(({ heap }, index) => ({ x: (index * rounds) / samples, y: heap })));
const mebibytes = (/** @type {number} */ value) => (value / 2 ** 20).toFixed(2);
console.log(`heap: ${mebibytes(first.heap)} MiB before, ${mebibytes(last.heap)} MiB after`);
console.log(`${slope.toFixed(0)} bytes a dashboard, give or take ${margin.toFixed(0)}; at most ${limit}`);
if (slope - margin > limit) process.exitCode = 1;
