// Does a page keep something of each dashboard that was in it? Nodes, listeners and heap over many lives.
//   npm run soak:page                       a thousand dashboards
//   npm run soak:page -- --rounds 200
import './build.mjs';
import { parseArgs } from 'node:util';
import { judge, soakPage } from '../bench/soak/page-soak.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' } } });
const samples = 50;
// Whole rounds between two samples.
const rounds = Math.ceil(Number(values.rounds) / samples) * samples;
/** In bytes of heap a dashboard. */
const limit = 200;

const { lines, leaks } = judge(await soakPage(rounds, samples, Math.ceil(rounds / 10)), rounds, limit);
console.log(lines.join('\n'));
if (leaks) {
  console.error(`That is more than there was, or may be more than ${limit} bytes a dashboard: look for what is kept.`);
  process.exitCode = 1;
}
