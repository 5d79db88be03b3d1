import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether what a folder's package-lock.json names is installed there. Runs on any Node that has npm.
 * @param {string} folder
 */
export function installed(folder) {
  // npm writes this file at the end of each install.
  const written = join(folder, 'node_modules', '.package-lock.json');
  return existsSync(written) && statSync(written).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}
