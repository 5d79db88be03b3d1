import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../processes.mjs';

const folder = join(root, 'packages/dashboard');

/**
 * The elements as their sources document them, written into the package.
 * @returns {Promise<import('./analyzer-plugins.mjs').Manifest>}
 */
export async function analyze() {
  // The analyzer goes by the directory of the process.
  process.chdir(folder);
  const manifest = await cli({ argv: ['analyze'], cwd: folder, noWrite: true });
  process.chdir(root);
  writeFileSync(join(folder, 'dist/custom-elements.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}
