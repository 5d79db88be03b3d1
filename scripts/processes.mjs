import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command of node_modules/.bin or PATH in the root, its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} its exit code.
 */
export function run(command, args = [], options = {}) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell, ...options });
    // A terminal tells the whole group, a service manager this process alone.
    const stop = () => child.kill('SIGTERM');
    process.once('SIGTERM', stop);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGTERM', stop);
      resolve(code ?? 1);
    });
  });
}

/**
 * As `run`, but ends this process with the command's code when it is not 0.
 * @type {(...args: Parameters<typeof run>) => Promise<void>}
 */
export async function need(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) process.exit(code);
}
