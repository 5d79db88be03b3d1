import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** This Node, and the first of every other major version on PATH: by version, its program. */
export function nodes(): Map<string, string> {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const programs = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  const found = new Map([[major(process.version), process.execPath]]);
  for (const program of programs.filter(existsSync)) {
    const version = major(execFileSync(program, ['--version'], { encoding: 'utf8' }));
    if (!found.has(version)) found.set(version, program);
  }
  return found;
}

function major(version: string): string {
  return /^v(\d+)/.exec(version)?.[1] ?? version;
}
