// Two builds of @usage/sdk, in turn, each in a process of its own: processor time that the handler takes for a request.
// Without sockets: the upstream is a `fetch` in the same process, so little but the handler is measured.
//   node bench/compare/compare-handlers.mjs OLD_CHECKOUT NEW_CHECKOUT [--rounds 15] [--requests 4000]
// Prints medians and the ratio new / old of each round, with an interval of 95 % by resampling.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeRatios } from './ratios.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' }, requests: { type: 'string', default: '4000' } },
});
if (positionals.length !== 2) throw new Error('Give two checkouts that are built: the old one and the new one.');
const child = fileURLToPath(new URL('handler-process.mjs', import.meta.url));

for (const connections of [10, 100, 500]) {
  /** @type {[number[], number[]]} */
  const times = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const which of /** @type {(0 | 1)[]} */ (round % 2 ? [1, 0] : [0, 1])) {
      const args = [child, positionals[which] ?? '', String(connections), values.requests];
      times[which].push(Number(execFileSync(process.execPath, args, { encoding: 'utf8' })));
    }
  }
  console.log(describeRatios(`${connections} at once`, times, 'us a request'));
}
