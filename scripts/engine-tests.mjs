import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { browsers, findChromium, howToInstall, installMissing, parseEngines } from './browsers.mjs';
import { root } from './processes.mjs';

/**
 * The engines to test in. Those that the environment names in USAGE_ENGINES, such as `chromium,firefox,webkit`, have to
 * be there, and are installed where that is possible; without it, those that are installed.
 * @returns {{ engines: string[], missing: string[] }} `missing` says what could not be run, and what to install.
 */
export function chooseEngines() {
  const named = process.env.USAGE_ENGINES;
  if (named && named !== 'all') {
    const engines = parseEngines(named);
    const names = [...new Set(engines.map(({ name }) => name))];
    installMissing(names);
    const missing = names.filter((name) => !browsers[name]?.find());
    if (missing.length) throw new Error(missing.map(howToInstall).join('\n'));
    return { engines: engines.map(({ name, scale }) => (scale === 1 ? name : `${name}@${scale}`)), missing: [] };
  }
  if (!findChromium()) installMissing(['chromium']);
  const names = Object.keys(browsers);
  const engines = names.filter((name) => browsers[name]?.find());
  const missing = names.filter((name) => !engines.includes(name)).map(howToInstall);
  if (!engines.length) throw new Error(['The tests need one of three browsers.', ...missing].join('\n'));
  return { engines, missing };
}

/**
 * What came of one file of tests in one engine; `failures` are the names of tests.
 * @typedef {{ file: string, passed: number, failed: number, failures: string[] }} Outcome
 */

/**
 * Runs the dashboard's tests in engines, side by side, as most of their time is waiting: each has its own server,
 * profile and display, and focus in none is taken by another. What is about pixels runs at other scales than 1.
 *
 * On a busy machine a test can then meet its time limit for want of a processor. So a file that failed is run once more
 * with the machine to itself, and what counts is that. It is said of each: a test that needs this often is to be mended.
 * @param {string[]} engines
 * @param {string} folder For the counts.
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>}
 */
export async function testInEngines(engines, folder) {
  console.log(`In ${engines.map(titleOf).join(', ')}, side by side ...`);
  const runs = await Promise.all(
    engines.map(async (engine) => ({ engine, outcomes: await testIn(engine, join(folder, engine), filesOf(engine)) })),
  );
  /** @type {{ passed: number, failed: number, failures: string[] }} */
  const total = { passed: 0, failed: 0, failures: [] };
  for (const { engine, outcomes } of runs) {
    const files = outcomes.filter(({ failed, file }) => failed && file).map(({ file }) => file);
    // So many are no accident.
    const again = files.length && files.length <= 5 ? await testIn(engine, join(folder, `${engine}-again`), files) : [];
    for (const first of outcomes) {
      const outcome = again.find(({ file }) => file === first.file) ?? first;
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.failures.push(...outcome.failures.map((name) => `${titleOf(engine)}: ${outcome.file}: ${name}`));
      if (outcome === first || outcome.failed) continue;
      console.log(
        `${titleOf(engine)}: passed with the machine to itself alone: ${first.file}: ${first.failures.join('; ')}`,
      );
    }
  }
  return total;
}

/** @param {string} engine */
function filesOf(engine) {
  return engine.includes('@') ? ['packages/dashboard/test/window*.test.ts'] : [];
}

/**
 * @param {string} engine
 * @param {string} countFile
 * @param {string[]} files All of them without any.
 * @returns {Promise<Outcome[]>}
 */
async function testIn(engine, countFile, files) {
  const args = ['--config', 'web-test-runner.config.mjs', ...(files.length ? ['--files', ...files] : [])];
  const start = performance.now();
  const child = spawn('wtr', args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, USAGE_ENGINES: engine, USAGE_TEST_COUNT: countFile },
  });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  process.off('SIGTERM', stop);
  /** @type {Outcome[]} */
  const outcomes = readCount(countFile) ?? [];
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  let failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  // It failed without a failed test, or ran none.
  if (!failed && (code !== 0 || !passed)) {
    failed = 1;
    outcomes.push({ file: '', passed: 0, failed, failures: [`ended with ${code} and ${passed} tests`] });
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`\n${titleOf(engine)}: ${passed} passed, ${failed} failed, ${seconds} s`);
  if (failed) console.log(output.trim());
  return outcomes;
}

/** @param {string} engine */
function titleOf(engine) {
  const [name = '', scale] = engine.split('@');
  return (browsers[name]?.title ?? name) + (scale ? ` at ${scale} device pixels in a CSS pixel` : '');
}

/**
 * What a reporter wrote; undefined when it did not get that far.
 * @param {string} file
 */
export function readCount(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
