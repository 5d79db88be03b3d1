// Builds the examples as their own tools do, and drives each in Chromium and Firefox: what is not installed is left out.
// Then the same for the apps with routers, which it installs first.
import './build.mjs';
import { buildExamples, buildRouterApps, exampleTests, routerTests } from './examples.mjs';
import { run } from './processes.mjs';

await buildExamples();
const codes = [await drive(exampleTests)];
await buildRouterApps();
codes.push(await drive(routerTests));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;

/** @param {string} tests */
function drive(tests) {
  return run(process.execPath, ['--conditions=@usage/source', '--test', '--test-reporter=spec', tests]);
}
