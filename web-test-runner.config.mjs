import { writeFileSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { usageEndpoint } from './packages/dashboard/test/support/usage-endpoint.mjs';
import { chromiumArgs, needChromium } from './scripts/browsers.mjs';

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
  nodeResolve: { exportConditions: ['@usage/source', 'development'] },
  middleware: [usageEndpoint()],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.base.json' })],
  browsers: [chromeLauncher({ launchOptions: { executablePath: needChromium(), args: chromiumArgs } })],
  concurrency: 1,
  testFramework: { config: { forbidOnly: true, timeout: 10_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith(devMode),
  reporters: [
    defaultReporter({ reportTestResults: true }),
    ...(process.env.USAGE_TEST_COUNT ? [countReporter(process.env.USAGE_TEST_COUNT)] : []),
  ],
};
