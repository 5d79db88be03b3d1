// Builds examples/angular and serves it, rebuilt on each change of it; with `--test`, drives it in Chromium and Firefox.
// It has an install of its own, made here when it is missing: Angular is 250 MB.
import { join } from 'node:path';
import './build.mjs';
import { serveExample } from './example-server.mjs';
import { installed } from './installed.mjs';
import { need, root, run } from './processes.mjs';

const folder = join(root, 'examples/angular');
if (!installed(folder)) {
  console.log('Installing what examples/angular/package-lock.json names (about half a minute, once) ...');
  await need('npm', ['ci', '--loglevel=error'], { cwd: folder });
}
// Not by npm, which would leave it running when it is told to stop.
const ng = ['node_modules/@angular/cli/bin/ng.js', 'build'];
await need(process.execPath, ng, { cwd: folder });

if (process.argv.includes('--test')) {
  process.exitCode = await run(process.execPath, [
    '--conditions=@usage/source',
    '--test',
    '--test-reporter=spec',
    'test/examples/apart/angular.test.ts',
  ]);
} else {
  const { url, close } = await serveExample(join(folder, 'dist'), Number(process.env.PORT ?? 5003));
  console.log(`The example is at ${url} (Ctrl+C stops it)`);
  await run(process.execPath, [...ng, '--watch'], { cwd: folder });
  close();
}
