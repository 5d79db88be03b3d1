import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Rollup plugin: writes `integrity.json` beside the bundle, its file name to what the `integrity` attribute of a script
 * tag has to say.
 * @returns {import('rollup').Plugin}
 */
export function bundleIntegrity() {
  return {
    name: 'bundle-integrity',
    writeBundle({ file = '' }, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const hashes = Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, integrity(code)]));
      writeFileSync(join(dirname(file), 'integrity.json'), `${JSON.stringify(hashes, undefined, 2)}\n`);
    },
  };
}

/**
 * What the `integrity` attribute of a script tag has to say.
 * @param {string | Uint8Array} code
 */
export function integrity(code) {
  return `sha384-${createHash('sha384').update(code).digest('base64')}`;
}
