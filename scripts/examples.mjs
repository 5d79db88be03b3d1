import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './installed.mjs';
import { need, root } from './processes.mjs';

export const exampleTests = 'test/examples/*.test.ts';
export const routerTests = 'test/examples/routers/*.test.ts';

/** Builds the examples that have a build of their own. */
export async function buildExamples() {
  const folder = join(root, 'examples');
  for (const name of readdirSync(folder)) {
    const cwd = join(folder, name);
    if (existsSync(join(cwd, 'vite.config.js'))) await need('vite', ['build', '--logLevel', 'warn'], { cwd });
  }
}

/** Builds the apps with routers. Each has an install of its own, made here when it is missing. */
export async function buildRouterApps() {
  const folder = join(root, 'examples/routers');
  for (const name of readdirSync(folder)) {
    const cwd = join(folder, name);
    if (!existsSync(join(cwd, 'package.json'))) continue;
    if (!installed(cwd)) {
      console.log(`Installing what examples/routers/${name}/package-lock.json names (once) ...`);
      await need('npm', ['ci', '--loglevel=error'], { cwd });
    }
    await need('npm', ['run', '--silent', 'build'], { cwd, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } });
  }
}
