// Builds on each change and serves.
import './build.mjs';
import { run } from './processes.mjs';

await Promise.race([
  run('tsc', ['-b', 'packages/sdk', 'packages/dashboard', '--watch', '--preserveWatchOutput']),
  run('rollup', ['-c', '--watch', '--silent']),
  run(process.execPath, ['examples/server/server.js', ...process.argv.slice(2)]),
]);
