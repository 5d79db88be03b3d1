// Measures the dashboard beside what people would use instead, and writes bench/RESULTS.md.
//   npm run bench                               everything; about an hour on two cores
//   npm run bench -- --quick                    105 and 1,000 rows, one round: does it run?
//   npm run bench -- --only apps,micro          bytes, apps (load, memory, sort, scroll), engines, first-paint, micro
//   npm run bench -- --sizes 105,1000 --rounds 3
// What is not measured this time stays in the results as it was, with its date; a quick run writes nothing.
import './build.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apps } from '../bench/apps.mjs';
import { measureBytes } from '../bench/measure/bytes.mjs';
import { measureEngines } from '../bench/measure/engines.mjs';
import { measureFirstPaint } from '../bench/measure/first-paint.mjs';
import { machine, stamp } from '../bench/measure/machine.mjs';
import { measureRounds } from '../bench/measure/rounds.mjs';
import { buildOwnPages, bundle } from '../bench/own-pages.mjs';
import { buildPeers, peerVersions } from '../bench/peers.mjs';
import { report } from '../bench/report/report.mjs';
import { readResults, writeResults } from '../bench/report/results.mjs';
import { startServer } from '../bench/server.mjs';
import { root } from './processes.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    sizes: { type: 'string', default: '' },
    rounds: { type: 'string', default: '' },
    apps: { type: 'string', default: '' },
  },
});
const { quick } = options;
const list = (/** @type {string} */ text) => text.split(',').filter(Boolean);
const only = list(options.only);
const appSteps = ['memory', 'sort', 'scroll'];
const wanted = (/** @type {string} */ name) => only.length === 0 || only.includes(name);
const steps = new Set(appSteps.filter((step) => wanted(step) || only.includes('apps')));
const measureApps = wanted('apps') || wanted('load') || steps.size > 0;
const rounds = Number(options.rounds || (quick ? 1 : 5));
const sizes = options.sizes
  ? list(options.sizes).map(Number)
  : quick
    ? [105, 1000]
    : [105, 1000, 10_000, 100_000, 1_000_000];
const chosen = apps.filter(({ name }) => !options.apps || list(options.apps).includes(name));
const micros = ['gate', 'order', 'collect', 'cold', 'wire'];

await buildOwnPages();
const failures = await buildPeers();
const server = await startServer(
  {
    '/usage-dashboard.min.js': bundle,
    ...Object.fromEntries(apps.map(({ path, folder }) => [path, folder])),
  },
  { '/blank': () => '<!doctype html><title>Blank</title>' },
);
const able = chosen.filter(({ folder }) => !Object.keys(failures).some((name) => folder.includes(`/peers/${name}/`)));
const results = quick ? {} : readResults();
results.machine = machine();
results.versions = peerVersions();
results.failures = failures;
// After each part, so that a run that is ended has not been for nothing.
const save = async () => {
  if (!quick) await writeResults(results, report(results));
};

if (wanted('bytes')) {
  console.log('Bytes ...');
  results.bytes = { date: stamp(), values: await measureBytes(server, able) };
  await save();
}
if (wanted('micro')) {
  for (const name of micros) {
    console.log(`Micro-benchmark ${name} ...`);
    const args = ['--expose-gc', 'bench/micro/run.mjs', name, String(rounds), ...(quick ? ['quick'] : [])];
    const child = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (child.status !== 0) throw new Error(`bench/micro/${name}.mjs failed: ${child.stderr}`);
    results.micro = { ...results.micro, [name]: { date: stamp(), rounds, values: JSON.parse(child.stdout) } };
    await save();
  }
}
if (wanted('first-paint') && !failures['react-plain']) {
  console.log('First paint ...');
  /** @type {Record<string, Record<string, number[]>>} */
  const values = {};
  const paintRounds = quick ? 2 : rounds * 4;
  await measureFirstPaint(server.url, join(root, bundle), paintRounds, (name, measure, value) => {
    ((values[name] ??= {})[measure] ??= []).push(value);
  });
  results.firstPaint = { date: stamp(), rounds: paintRounds, values };
  await save();
}
if (measureApps) {
  /** @type {Map<string, string>} */
  const dead = new Map();
  for (const size of sizes) {
    console.log(`${size.toLocaleString('en-US')} rows ...`);
    const measured = await measureRounds(server, able, size, { rounds, timeout: 120_000, steps, dead });
    results.apps = { ...results.apps, [size]: { date: stamp(), ...measured } };
    await save();
  }
}
if (wanted('engines')) {
  console.log('Other engines ...');
  const size = quick ? 100_000 : 1_000_000;
  const [ours] = apps;
  await server.prepare(size);
  const values = ours ? await measureEngines(server.url, ours, size, quick ? 1 : Math.min(rounds, 3)) : {};
  results.engines = { date: stamp(), rounds: Math.min(rounds, 3), size, values };
  await save();
}
await server.close();
console.log(quick ? report(results) : 'The figures are in bench/RESULTS.md.');
