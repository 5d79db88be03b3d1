// Builds, then runs examples/node-script with the arguments given.
import { need, run } from './processes.mjs';

await need('tsc', ['-b', 'packages/sdk']);
process.exitCode = await run(process.execPath, ['examples/node-script/usage-report.js', ...process.argv.slice(2)]);
