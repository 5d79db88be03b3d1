// Builds the examples as their own tools do, and drives each in Chromium and Firefox: what is not installed is left out.
import './build.mjs';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { need, root, run } from './processes.mjs';

const folder = join(root, 'examples');
for (const name of readdirSync(folder)) {
  const cwd = join(folder, name);
  if (existsSync(join(cwd, 'vite.config.js'))) await need('vite', ['build', '--logLevel', 'warn'], { cwd });
}
process.exitCode = await run(process.execPath, [
  '--conditions=@usage/source',
  '--test',
  '--test-reporter=spec',
  'test/examples/*.test.ts',
]);
