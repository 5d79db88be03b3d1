import { writeFileSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { faultEndpoint } from './packages/dashboard/test/support/fault-endpoint.mjs';
import { requestLog } from './packages/dashboard/test/support/request-log.mjs';
import { usageEndpoint } from './packages/dashboard/test/support/usage-endpoint.mjs';
import { engines, wheelPlugin } from './scripts/engines.mjs';
import { freePort } from './scripts/free-port.mjs';

// Such as `chromium,firefox,webkit`, `all`, or `chromium@2` for two device pixels in a CSS pixel.
const chosen = process.env.USAGE_ENGINES || 'chromium';
// Told where to write, it is one of several that run side by side: what it prints is shown when it has ended.
const countFile = process.env.USAGE_TEST_COUNT;

const devMode = 'Lit is in dev mode';

/** Writes how many tests passed and failed, as JSON. What reaches the console has failed, too. */
function countReporter(file) {
  return {
    stop({ sessions }) {
      const count = { passed: 0, failed: 0 };
      const add = (suite) => {
        for (const test of suite.tests) count[test.passed ? 'passed' : 'failed'] += test.skipped ? 0 : 1;
        suite.suites.forEach(add);
      };
      for (const session of sessions) {
        if (session.testResults) add(session.testResults);
        if (session.errors.length || session.logs.length) count.failed++;
        if (session.logs.length) console.log(`${session.testFile}: the console shall stay silent.`);
      }
      writeFileSync(file, JSON.stringify(count));
    },
  };
}

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'packages/dashboard/test/**/*.test.ts',
  // By its number, so that the same server by its name is another origin.
  hostname: '127.0.0.1',
  port: await freePort(),
  nodeResolve: { exportConditions: ['@usage/source', 'development'] },
  middleware: [requestLog(), faultEndpoint(), usageEndpoint()],
  plugins: [wheelPlugin(), esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.base.json' })],
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
