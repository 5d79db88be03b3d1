import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defaultReporter } from '@web/test-runner';
import { faultEndpoint } from './packages/dashboard/test/support/fault-endpoint.mjs';
import { requestLog } from './packages/dashboard/test/support/request-log.mjs';
import { usageEndpoint } from './packages/dashboard/test/support/usage-endpoint.mjs';
import { bundledTests } from './scripts/bundled-tests.mjs';
import { engines, wheelPlugin } from './scripts/engines.mjs';
import { freePort } from './scripts/free-port.mjs';

// Such as `chromium,firefox,webkit`, `all`, or `chromium@2` for two device pixels in a CSS pixel.
const chosen = process.env.USAGE_ENGINES || 'chromium';
// Told where to write, it is one of several that run side by side: what it prints is shown when it has ended.
const countFile = process.env.USAGE_TEST_COUNT;

const files = 'packages/dashboard/test/**/*.test.ts';
const devMode = 'Lit is in dev mode';

/**
 * Writes how many tests passed and failed in each file, as JSON, and the names of those that failed. What reaches the
 * console has failed, too.
 */
function countReporter(file) {
  return {
    stop({ sessions }) {
      writeFileSync(file, JSON.stringify(sessions.map(outcome)));
    },
  };
}

/**
 * What came of one file.
 * @returns {import('./scripts/engine-tests.mjs').Outcome}
 */
function outcome({ testFile, testResults, errors, logs }) {
  const count = { file: relative(process.cwd(), testFile), passed: 0, failed: 0, failures: [] };
  const fail = (name) => {
    count.failed++;
    count.failures.push(name);
  };
  const add = (suite, names) => {
    for (const { name, passed, skipped } of suite.tests) {
      if (passed) count.passed++;
      else if (!skipped) fail([...names, name].join(' > '));
    }
    for (const inner of suite.suites) add(inner, [...names, inner.name]);
  };
  if (testResults) add(testResults, []);
  if (logs.length) console.log(`${testFile}: the console shall stay silent.`);
  if (errors.length || logs.length) fail(errors[0]?.message ?? 'the console shall stay silent');
  return count;
}

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files,
  // By its number, so that the same server by its name is another origin.
  hostname: '127.0.0.1',
  port: await freePort(),
  middleware: [requestLog(), faultEndpoint(), usageEndpoint()],
  plugins: [wheelPlugin(), bundledTests({ files, conditions: ['@usage/source', 'development'] })],
  browsers: engines(chosen),
  concurrency: 1,
  concurrentBrowsers: 1,
  testFramework: { config: { forbidOnly: true, timeout: 10_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith(devMode),
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: !countFile }),
    ...(countFile ? [countReporter(countFile)] : []),
  ],
};
