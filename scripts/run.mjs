// The way into every command of package.json: `node scripts/run.mjs TASK [arguments]`.
// Runs on any Node that has npm: it installs what is missing, then hands over to Node 24, which does the work.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';
const [task = '', ...args] = process.argv.slice(2);

/**
 * @param {string} command
 * @param {string[]} commandArgs
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
function run(command, commandArgs, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio: 'inherit', shell: windows, ...options });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

if (!installed(root)) {
  console.log('Installing what package-lock.json names (about a minute, once) ...');
  // The warnings are about engines: npm looks at the Node it runs on, not at the one we hand over to.
  const code = await run('npm', ['ci', '--loglevel=error']);
  if (code !== 0) process.exit(code);
}

const ownMajor = Number(process.versions.node.split('.')[0]);
const node24 = join(bin, windows ? 'node.cmd' : 'node');
if (ownMajor < 24 && !existsSync(node24)) {
  console.error(
    `The commands of this repository need Node 24 or later, this is ${process.version}. npm could not install one for ` +
      `${process.platform} ${process.arch}: install Node 24 from nodejs.org or with "nvm install", then try again.`,
  );
  process.exit(1);
}
const env = { ...process.env, PATH: bin + delimiter + process.env.PATH };
const script = join(root, 'scripts', `${task}.mjs`);
if (!/^[a-z-]+$/.test(task) || task === 'run' || !existsSync(script)) {
  console.error(`There is no command "${task}": package.json lists them.`);
  process.exit(1);
}
process.exitCode = await run(ownMajor >= 24 ? process.execPath : node24, [script, ...args], { env });
