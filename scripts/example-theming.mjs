// Builds, then serves examples/theming. Arguments go to the server.
import './build.mjs';
import { run } from './processes.mjs';

process.exitCode = await run(process.execPath, ['examples/theming/server.js', ...process.argv.slice(2)]);
