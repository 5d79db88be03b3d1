// Shows an example, rebuilt on each change of it: `npm run example -- react`.
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serveExample } from './example-server.mjs';
import { need, root, run } from './processes.mjs';

const examples = join(root, 'examples');
const names = globSync('*/index.html', { cwd: examples }).map(dirname).toSorted();
const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`There is no example "${name}": npm run example -- ${names.join(' | ')}`);
  process.exit(1);
}
const folder = join(examples, name);
await need(process.execPath, ['scripts/build.mjs', '--keep-documents']);
const built = existsSync(join(folder, 'vite.config.js'));
if (built) await need('vite', ['build', '--logLevel', 'warn'], { cwd: folder });
const { url } = await serveExample(built ? join(folder, 'dist') : folder, Number(process.env.PORT ?? 5003));
console.log(`The example is at ${url} (Ctrl+C stops it)`);
if (built) await run('vite', ['build', '--watch', '--logLevel', 'warn'], { cwd: folder });
