// Everything that has to hold: `npm test`, or `npm test -- sdk element` for some of the stages.
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './browsers.mjs';
import { chooseEngines, readCount, testInEngines } from './engine-tests.mjs';
import { buildExamples, exampleTests } from './examples.mjs';
import { root, run } from './processes.mjs';

/** @typedef {{ passed: number, failed: number, failures?: string[] }} Count `failures` are names of tests. */

const results = join(root, '.test-results');
/**
 * What could not be run, and why.
 * @type {string[]}
 */
const notRun = [];

/** Files that drive Chromium. */
const chromiumAlone =
  /accessibility-tree|bench-smoke|end-to-end|hostile-names|manifest|media|page-soak|script-tag|server-rendering|theming/;

/**
 * Each gives how many tests passed and failed; a stage without tests counts as one.
 * @type {Record<string, () => Promise<Count>>}
 */
const stages = {
  // The documents stay as they are, so that a test can say that they are behind.
  build: () => runScript('scripts/build.mjs', '--keep-documents'),
  check: () => runScript('scripts/check.mjs'),
  sdk: () => runNodeTests(['packages/sdk/test/**/*.test.ts']),
  element: () => testInEngines(engines, results),
  'end-to-end': () => {
    const files = globSync('test/*.test.ts', { cwd: root });
    if (findChromium()) return runNodeTests(files);
    notRun.push('The end-to-end tests drive Chromium alone, so they could not be run.');
    return runNodeTests(files.filter((file) => !chromiumAlone.test(file)));
  },
  pictures: () => {
    if (findChromium()) return runCounted(['scripts/pictures.mjs', '--check']);
    notRun.push('The pictures were not compared: they are those of Chromium.');
    return Promise.resolve({ passed: 0, failed: 0 });
  },
  packages: () => runNodeTests(['test/packages/*.test.ts']),
  async examples() {
    await buildExamples();
    return runNodeTests([exampleTests]);
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in stages));
if (unknown) {
  console.error(`There is no stage "${unknown}": the stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(1);
}

/** @type {string[]} */
let engines = [];
try {
  if (!chosen.length || chosen.includes('element')) {
    const choice = chooseEngines();
    engines = choice.engines;
    notRun.push(...choice.missing.map((reason) => `One engine was not tested. ${reason}`));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
for (const [name, stage] of Object.entries(stages)) {
  if (chosen.length && !chosen.includes(name)) continue;
  console.log(`\n== ${name}`);
  const { passed, failed, failures: names = [] } = await stage();
  total.passed += passed;
  total.failed += failed;
  if (failed) failures.push(name, ...names.map((test) => `  ${test}`));
  if (name === 'build' && failed) break;
}
if (notRun.length) console.log(`\n${notRun.join('\n')}`);
if (failures.length) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

/**
 * @param {string[]} script With its arguments.
 * @returns {Promise<Count>}
 */
async function runScript(...script) {
  const code = await run(process.execPath, script);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string[]} files
 * @returns {Promise<Count>}
 */
function runNodeTests(files) {
  const countFile = join(results, 'count');
  const reporters = [
    ['spec', 'stdout'],
    ['./scripts/count-reporter.mjs', countFile],
  ].map(([reporter, destination]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`]);
  // Two at a time also on two cores: of what drives browsers and servers, much is waiting.
  const atATime = `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`;
  return runCounted(['--conditions=@usage/source', '--test', atATime, ...reporters.flat(), ...files]);
}

/**
 * What counts by itself, and writes it to `USAGE_TEST_COUNT` or a reporter's file.
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
async function runCounted(args) {
  const countFile = join(results, 'count');
  rmSync(countFile, { force: true });
  const code = await run(process.execPath, args, { env: { ...process.env, USAGE_TEST_COUNT: countFile } });
  /** @type {Count} */
  const { passed, failed, failures = [] } = readCount(countFile) ?? { passed: 0, failed: 0 };
  // It failed without a failed test, or ran none.
  return { passed, failed: failed || (code !== 0 || !passed ? 1 : 0), failures };
}
