// The servers of two checkouts under load over real sockets, in turn: processor time a request of the server's process.
//   node bench/compare/compare-load.mjs OLD_CHECKOUT NEW_CHECKOUT [--rounds 12] [--seconds 3] [--connections 10,100,500]
// Prints medians and the ratio new / old of each round, with an interval of 95 % by resampling.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drive } from '../load/drive.mjs';
import { describeRatios } from './ratios.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '10,100,500' },
  },
});
if (positionals.length !== 2) throw new Error('Give two checkouts that are built: the old one and the new one.');

/** @param {string} checkout @param {string} name @param {string[]} args */
async function launch(checkout, name, ...args) {
  const child = fork(resolve(checkout, 'bench/load', name), args, { execArgv: ['--expose-gc'], cwd: checkout });
  const [{ port }] = await once(child, 'message');
  return { child, url: `http://127.0.0.1:${port}` };
}

const upstream = await launch(positionals[1] ?? '', 'upstream.mjs');
const servers = await Promise.all(positionals.map((checkout) => launch(checkout, 'server.mjs', 'ours', upstream.url)));

/** @param {0 | 1} which @param {number} connections @param {number} seconds In microseconds a request. */
async function measure(which, connections, seconds) {
  const server = /** @type {Awaited<ReturnType<typeof launch>>} */ (servers[which]);
  const cpu = async () => {
    const answer = once(server.child, 'message');
    server.child.send('cpu');
    const [{ user, system }] = await answer;
    return user + system;
  };
  const before = await cpu();
  const { times } = await drive({
    url: `${server.url}/usage`,
    connections,
    goesOn: (/** @type {unknown} */ _, /** @type {number} */ started) => performance.now() - started < seconds * 1000,
    next: (/** @type {number} */ connection) => ({ headers: { 'x-customer': `c${connection}` } }),
  });
  return ((await cpu()) - before) / times.length;
}

for (const connections of values.connections.split(',').map(Number)) {
  /** @type {[number[], number[]]} */
  const times = [[], []];
  for (const which of /** @type {const} */ ([0, 1])) await measure(which, connections, Number(values.seconds));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const which of /** @type {(0 | 1)[]} */ (round % 2 ? [1, 0] : [0, 1])) {
      times[which].push(await measure(which, connections, Number(values.seconds)));
    }
  }
  console.log(describeRatios(`${connections} connections`, times, 'us a request'));
}
for (const { child } of [upstream, ...servers]) child.kill();
