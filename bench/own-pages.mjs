import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { root } from '../scripts/processes.mjs';

/** Where the script-tag bundle is served from: a copy, as a build meanwhile must not change what is measured. */
export const bundle = 'bench/ours/dist/usage-dashboard.min.js';

/** Makes the scripts of our own pages, from the packages as they are built. */
export async function buildOwnPages() {
  cpSync(join(root, 'packages/dashboard/dist/usage-dashboard.min.js'), join(root, bundle));
  const columns = await rollup({
    input: join(root, 'bench/ours/columns.js'),
    // Its types are written for CommonJS.
    plugins: [nodeResolve(), /** @type {any} */ (terser)({ ecma: 2020, module: true })],
    onLog: () => {},
  });
  await columns.write({ file: join(root, 'bench/ours/dist/columns.js'), format: 'iife' });
}
