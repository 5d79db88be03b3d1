import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Rollup plugin: writes `integrity.json` beside the bundle, the name of each script to what the `integrity` attribute of a script
 * tag has to say.
 * @returns {import('rollup').Plugin}
 */
export function bundleIntegrity() {
  return {
    name: 'bundle-integrity',
    writeBundle({ file = '' }, bundle) {
      const scripts = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.js'));
      const hashes = Object.fromEntries(
        scripts.map((output) => [output.fileName, integrity(output.type === 'chunk' ? output.code : output.source)]),
      );
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
