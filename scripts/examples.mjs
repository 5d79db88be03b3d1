import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { need, root } from './processes.mjs';

export const exampleTests = 'test/examples/*.test.ts';

/** Builds the examples that have a build of their own. */
export async function buildExamples() {
  const folder = join(root, 'examples');
  for (const name of readdirSync(folder)) {
    const cwd = join(folder, name);
    if (existsSync(join(cwd, 'vite.config.js'))) await need('vite', ['build', '--logLevel', 'warn'], { cwd });
  }
}
