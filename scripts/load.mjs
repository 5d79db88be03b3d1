// The handler under load, beside a bare server that makes the same upstream calls and checks nothing.
//   npm run load                            10, 100 and 500 connections, three rounds of 5 s for each server
//   npm run load -- --seconds 2 --rounds 1
import './build.mjs';
import { parseArgs } from 'node:util';
import { drive } from '../bench/load/drive.mjs';
import { launch } from '../bench/load/processes.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '3' } },
});
/** So many times the bare server's processor time a request may cost. */
const limit = 1.3;
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
const kinds = /** @type {const} */ (['ours', 'bare']);
const median = (/** @type {number[]} */ numbers) =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const upstream = await launch('upstream.mjs');
const servers = {
  ours: await launch('server.mjs', 'ours', upstream.url),
  bare: await launch('server.mjs', 'bare', upstream.url),
};

/** @param {'ours' | 'bare'} kind @param {number} connections @param {number} time In seconds. */
async function measure(kind, connections, time) {
  const server = servers[kind];
  const before = await server.ask('cpu');
  const {
    statuses,
    times,
    seconds: taken,
  } = await drive({
    url: `${server.url}/usage`,
    connections,
    goesOn: (_, started) => performance.now() - started < time * 1000,
    next: (connection) => ({ headers: { 'x-customer': `c${connection}` } }),
  });
  const after = await server.ask('cpu');
  if (statuses.size !== 1 || !statuses.has(200)) throw new Error(`${kind}: ${JSON.stringify([...statuses])}`);
  return {
    rate: times.length / taken,
    p99: times[Math.floor(times.length * 0.99)] ?? NaN,
    // Microseconds to milliseconds.
    cpu: (after.user + after.system - before.user - before.system) / 1000 / times.length,
  };
}

console.log('\n| connections | server | requests/s | p99, ms | CPU a request, ms | beside the bare one |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const connections of [10, 100, 500]) {
  for (const kind of kinds) await measure(kind, connections, Math.min(2, seconds));
  /** @type {Record<string, Awaited<ReturnType<typeof measure>>[]>} */
  const measured = { ours: [], bare: [] };
  // In turn, so that what else the machine does meets both.
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) measured[kind]?.push(await measure(kind, connections, seconds));
  }
  const cpuOf = (/** @type {string} */ kind) => median((measured[kind] ?? []).map(({ cpu }) => cpu));
  for (const kind of kinds) {
    const all = measured[kind] ?? [];
    const cells = [
      connections,
      kind,
      median(all.map(({ rate }) => rate)).toFixed(0),
      median(all.map(({ p99 }) => p99)).toFixed(1),
      cpuOf(kind).toFixed(2),
      `${(cpuOf(kind) / cpuOf('bare')).toFixed(2)} times`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  if (cpuOf('ours') > limit * cpuOf('bare')) process.exitCode = 1;
}
if (process.exitCode) console.error(`\nA request may cost ${limit} times the bare server's processor time at most.`);
for (const server of [upstream, ...Object.values(servers)]) server.close();
