import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Rollup plugin: writes the licences of the packages that the bundle is made of beside it, as they ask for.
 * @returns {import('rollup').Plugin}
 */
export function bundleLicences() {
  return {
    name: 'bundle-licences',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        const folders = Object.keys(output.modules).flatMap(
          (id) => /.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? [],
        );
        const texts = [...new Set(folders)].sort().map(licenceOf);
        this.emitFile({ type: 'asset', fileName: `${output.fileName}.LICENSE.txt`, source: texts.join('\n\n') });
      }
    },
  };
}

/** @param {string} folder */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((one) => join(folder, one)).find(existsSync);
  if (!file) throw new Error(`${name} has no licence file.`);
  return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`;
}
