import { run } from './processes.mjs';

process.exitCode = await run('prettier', ['--write', '--log-level=warn', '.']);
