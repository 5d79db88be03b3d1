import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../scripts/processes.mjs';

const folder = join(root, 'bench', 'peers');
const time = (/** @type {string} */ file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

function peers() {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/**
 * Installs what each peer's lock file names, where that is not there yet, and builds it for production.
 * @returns {Promise<Record<string, string>>} What went wrong, by the peer's folder.
 */
export async function buildPeers() {
  /** @type {Record<string, string>} */
  const failures = {};
  for (const name of peers()) {
    const cwd = join(folder, name);
    // npm writes this file at the end of each install.
    const installed = time(join(cwd, 'node_modules', '.package-lock.json'));
    if (installed < time(join(cwd, 'package-lock.json'))) {
      console.log(`Installing the peer ${name} ...`);
      const code = await run('npm', ['ci', '--loglevel=error'], { cwd });
      if (code !== 0) {
        failures[name] = `npm ci ended with ${code}`;
        continue;
      }
    }
    const vite = join(cwd, 'node_modules', 'vite', 'bin', 'vite.js');
    const code = await run(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd });
    if (code !== 0) failures[name] = `vite build ended with ${code}`;
  }
  return failures;
}

/**
 * What each peer is made of, by its folder: `react 19.3.1, ...`.
 * @returns {Record<string, string>}
 */
export function peerVersions() {
  return Object.fromEntries(
    peers().map((name) => {
      const { dependencies } = readJson(join(folder, name, 'package.json'));
      const versions = Object.entries(dependencies).map(([dependency, version]) => `${dependency} ${version}`);
      return [name, versions.join(', ')];
    }),
  );
}
