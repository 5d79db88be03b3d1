// Everything that has to hold: `npm test`, or `npm test -- sdk element` for some of the stages.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { needChromium } from './browsers.mjs';
import { root, run } from './processes.mjs';

const results = join(root, '.test-results');
/** @type {(...files: string[]) => [string, string[]]} */
const nodeTest = (...files) => [
  process.execPath,
  [
    '--conditions=@usage/source',
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/count-reporter.mjs',
    `--test-reporter-destination=${join(results, 'count')}`,
    ...files,
  ],
];

/**
 * A stage without counted tests counts as one.
 * @type {Record<string, [command: string, args: string[]]>}
 */
const stages = {
  build: [process.execPath, ['scripts/build.mjs']],
  check: [process.execPath, ['scripts/check.mjs']],
  sdk: nodeTest('packages/sdk/test/**/*.test.ts'),
  element: ['wtr', ['--config', 'web-test-runner.config.mjs']],
  'end-to-end': nodeTest('test/*.test.ts'),
};
const counted = new Set(['sdk', 'element', 'end-to-end']);

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in stages));
if (unknown) {
  console.error(`There is no stage "${unknown}": the stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(1);
}

let passed = 0;
let failed = 0;
const failures = [];
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
try {
  process.env.CHROME_PATH = needChromium();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
for (const [name, [command, args]] of Object.entries(stages)) {
  if (chosen.length && !chosen.includes(name)) continue;
  console.log(`\n== ${name}`);
  const countFile = join(results, 'count');
  rmSync(countFile, { force: true });
  const code = await run(command, args, { env: { ...process.env, USAGE_TEST_COUNT: countFile } });
  const count = counted.has(name) ? readCount(countFile) : { passed: code === 0 ? 1 : 0, failed: 0 };
  passed += count.passed;
  // A stage that ends badly without a failed test, or without any test, has failed itself.
  failed += count.failed || (code !== 0 || count.passed === 0 ? 1 : 0);
  if (code !== 0 || count.passed === 0 || count.failed) failures.push(name);
  if (name === 'build' && code !== 0) break;
}
if (failures.length) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} file
 * @returns {{ passed: number, failed: number }}
 */
function readCount(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
