// Builds, then runs examples/ssr with the arguments given.
import { need, run } from './processes.mjs';

await need('tsc', ['-b', 'packages/sdk', 'packages/dashboard']);
process.exitCode = await run(process.execPath, ['examples/ssr/server.js', ...process.argv.slice(2)]);
