// Builds the examples as their own tools do, and drives each in Chromium and Firefox: what is not installed is left out.
import './build.mjs';
import { buildExamples, exampleTests } from './examples.mjs';
import { run } from './processes.mjs';

await buildExamples();
process.exitCode = await run(process.execPath, [
  '--conditions=@usage/source',
  '--test',
  '--test-reporter=spec',
  exampleTests,
]);
