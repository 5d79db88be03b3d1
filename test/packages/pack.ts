import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../scripts/processes.mjs';

export type PackageName = 'sdk' | 'dashboard';

export interface Packed {
  /** The path of the tarball, as it would be published. */
  readonly tarball: string;
  /** What is in it, by paths from the package's root. */
  readonly files: readonly string[];
}

/** A folder apart from the repository, so that nothing of it is found by accident; gone after the tests of this file. */
export const outside = mkdtempSync(join(tmpdir(), 'usage-packages-'));
after(() => rmSync(outside, { recursive: true, force: true }));

/** Packs what was built. */
export function pack(name: PackageName): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', outside];
  const [{ filename, files }] = JSON.parse(npm(args, join(root, 'packages', name)));
  return { tarball: join(outside, filename), files: files.map(({ path }: { path: string }) => path) };
}

/** Runs npm in a folder, and gives what it prints. */
export function npm(args: string[], cwd: string): string {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  };
  return execFileSync('npm', args, options);
}
