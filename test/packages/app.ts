import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/processes.mjs';
import { npm, outside, pack, type PackageName } from './pack.ts';

interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const lock: Record<string, LockedPackage> = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/**
 * An empty app with our packed tarballs and packages of the registry, in the versions that the lock names, all the way
 * down: npm finds them in its cache, and tomorrow's release of somebody cannot fail today's test.
 * @param fixtures A folder beside this file whose files go into the app.
 * @returns the app's folder.
 */
export function createApp(fixtures: string, ours: readonly PackageName[], others: readonly string[] = []): string {
  const folder = join(outside, fixtures);
  mkdirSync(folder, { recursive: true });
  cpSync(fileURLToPath(new URL(`apps/${fixtures}`, import.meta.url)), folder, { recursive: true });
  const tarballs = Object.fromEntries(ours.map((name) => [`@usage/${name}`, `file:${pack(name).tarball}`]));
  const versions = lockedVersions([...ours.map((name) => `@usage/${name}`), ...others]);
  const dependencies = { ...tarballs, ...pick(versions, others) };
  const overrides = Object.fromEntries(Object.entries(versions).filter(([name]) => !(name in dependencies)));
  const manifest = { name: `${fixtures}-app`, private: true, type: 'module', dependencies, overrides };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  npm(['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock'], folder);
  return folder;
}

/** Of the packages and of all that they depend on; ours and those that stand twice in the lock are left out. */
function lockedVersions(names: readonly string[]): Record<string, string> {
  const versions: Record<string, string> = {};
  const visit = (name: string) => {
    const ours = name.startsWith('@usage/');
    const locked = lock[ours ? name.replace('@usage', 'packages') : `node_modules/${name}`];
    if (!locked || name in versions) return;
    if (!ours) versions[name] = locked.version;
    Object.keys(locked.dependencies ?? {}).forEach(visit);
  };
  names.forEach(visit);
  return versions;
}

function pick(versions: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const version = versions[name];
      if (!version) throw new Error(`The lock does not name ${name}.`);
      return [name, version];
    }),
  );
}
