// Builds and serves the dashboard, the contract and a sample upstream on one port. Arguments go to the server.
import './build.mjs';
import { run } from './processes.mjs';

process.exitCode = await run(process.execPath, ['examples/server/server.js', ...process.argv.slice(2)]);
