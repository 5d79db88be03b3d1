import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Packages whose published file holds a copy of another package, which no import shows.
 * @type {Record<string, string[]>}
 */
const copies = { 'd3-array': ['internmap'] };

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
        const folders = Object.keys(output.modules).flatMap((id) => packageFolder(id) ?? []);
        const texts = [...new Set(folders.flatMap(withCopies))].sort().map(licenceOf);
        this.emitFile({ type: 'asset', fileName: `${output.fileName}.LICENSE.txt`, source: texts.join('\n\n') });
      }
    },
  };
}

/** @param {string} file */
function packageFolder(file) {
  return /.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
}

/** @param {string} folder */
function withCopies(folder) {
  const file = join(folder, 'package.json');
  const { name } = JSON.parse(readFileSync(file, 'utf8'));
  const copied = (copies[name] ?? []).flatMap((other) => packageFolder(createRequire(file).resolve(other)) ?? []);
  return [folder, ...copied];
}

const licenceFile = /^(?:un)?licen[cs]e|^copying|^notice/i;
const codeFile = /\.(?:[cm]?[jt]s|json|map)$/i;

/** @param {string} folder */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name) && !codeFile.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
  if (!files.length)
    throw new Error(`${name} ${version} has no licence file in ${folder}. Keep it out of the bundle until it has one.`);
  const texts = files.map((file) => `${readFileSync(file, 'utf8').trim()}\n`);
  return [`${name} ${version} (${license})\n`, ...texts].join('\n');
}
