import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/processes.mjs';
import { npm, outside, pack, type PackageName } from './pack.ts';

type Names = Readonly<Record<string, string>>;

interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
}
type Lock = Record<string, LockedPackage>;

const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/**
 * An empty app with our packed tarballs and packages of the registry, installed as the repository's lock has them, all
 * the way down: npm has them in its cache, and tomorrow's release of somebody cannot fail today's test.
 * @param fixtures A folder beside this file whose files go into the app.
 * @returns the app's folder.
 */
export function createApp(fixtures: string, ours: readonly PackageName[], others: readonly string[] = []): string {
  const folder = join(outside, fixtures);
  mkdirSync(folder, { recursive: true });
  cpSync(fileURLToPath(new URL(`apps/${fixtures}`, import.meta.url)), folder, { recursive: true });
  const packages: Lock = {};
  const dependencies: Record<string, string> = {};
  for (const name of ours) {
    const { tarball } = pack(name);
    const resolved = `file:${tarball}`;
    const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    const own = need(`packages/${name}`);
    packages[`node_modules/@usage/${name}`] = { ...own, resolved, integrity };
    dependencies[`@usage/${name}`] = resolved;
    addDependencies(packages, '', own);
  }
  for (const name of others) dependencies[name] = add(packages, '', name).version;
  const manifest = { name: `${fixtures}-app`, version: '0.0.0', private: true, type: 'module', dependencies };
  const locked = { ...manifest, lockfileVersion: 3, packages: { '': manifest, ...packages } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(locked));
  npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  return folder;
}

/** Adds the package that `from` finds under a name, and all that it depends on, at their places in the lock. */
function add(packages: Lock, from: string, name: string): LockedPackage {
  const place = [`${from}/node_modules/${name}`, `node_modules/${name}`].find((path) => path in lock);
  const { dev, ...found } = need(place ?? name);
  if (!place || place in packages) return found;
  packages[place] = found;
  addDependencies(packages, place, found);
  return found;
}

function addDependencies(packages: Lock, place: string, found: LockedPackage): void {
  const peers = Object.keys(found.peerDependencies ?? {});
  const neededPeers = peers.filter((name) => !found.peerDependenciesMeta?.[name]?.optional);
  for (const name of [...Object.keys(found.dependencies ?? {}), ...neededPeers])
    if (!name.startsWith('@usage/')) add(packages, place, name);
}

function need(place: string): LockedPackage {
  const found = lock[place];
  if (!found) throw new Error(`The lock does not name ${place}.`);
  return found;
}
