// Packs what is published, installs it into empty apps, and checks what users get.
import './build.mjs';
import { run } from './processes.mjs';

process.exitCode = await run(process.execPath, [
  '--conditions=@usage/source',
  '--test',
  '--test-reporter=spec',
  'test/packages/*.test.ts',
]);
