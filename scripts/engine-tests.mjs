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
 * Runs the dashboard's tests in engines, side by side, as most of their time is waiting: each has its own server,
 * profile and display, and focus in none is taken by another. What is about pixels runs at other scales than 1.
 * @param {string[]} engines
 * @param {string} folder For the counts.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function testInEngines(engines, folder) {
  console.log(`In ${engines.map(titleOf).join(', ')}, side by side ...`);
  const counts = await Promise.all(engines.map((engine) => testIn(engine, join(folder, engine))));
  const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/**
 * @param {string} engine
 * @param {string} countFile
 */
async function testIn(engine, countFile) {
  const args = ['--config', 'web-test-runner.config.mjs'];
  if (engine.includes('@')) args.push('--files', 'packages/dashboard/test/window*.test.ts');
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
  const count = readCount(countFile);
  // It failed without a failed test, or ran none.
  if (!count.failed && (code !== 0 || !count.passed)) count.failed = 1;
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`\n${titleOf(engine)}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
  if (count.failed) console.log(output.trim());
  return count;
}

/** @param {string} engine */
function titleOf(engine) {
  const [name = '', scale] = engine.split('@');
  return (browsers[name]?.title ?? name) + (scale ? ` at ${scale} device pixels in a CSS pixel` : '');
}

/**
 * What a reporter wrote; nothing when it did not get that far.
 * @param {string} file
 * @returns {{ passed: number, failed: number }}
 */
export function readCount(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
