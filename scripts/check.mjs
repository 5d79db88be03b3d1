// Types, bugs and layout, without running anything.
import { run } from './processes.mjs';

/** @type {[command: string, args: string[]][]} */
const checks = [
  ['tsc', ['-b', 'packages/sdk', 'packages/dashboard']],
  ['tsc', ['-p', 'tsconfig.json']],
  ['eslint', ['--max-warnings=0', '.']],
  ['prettier', ['--check', '--log-level=warn', '.']],
];
/** @type {number[]} */
const codes = [];
for (const [command, args] of checks) codes.push(await run(command, args));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
