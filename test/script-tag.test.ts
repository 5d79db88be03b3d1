import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import config from '../rollup.config.mjs';
import { integrity } from '../scripts/bundle-integrity.mjs';

const dist = new URL('../packages/dashboard/dist/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, dist), 'utf8');
const code = read('usage-dashboard.min.js');
const hash: string = JSON.parse(read('integrity.json'))['usage-dashboard.min.js'];

test('the hash is that of the file', () => {
  assert.equal(hash, integrity(code));
  assert.notEqual(hash, integrity(`${code} `));
});

test('built again, the file and its map have the same bytes', async () => {
  const { output, ...input } = config as RollupOptions;
  const build = await rollup({ ...input, onLog: () => {} });
  const { output: files } = await build.generate(output as OutputOptions);
  const built = new Map(files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  for (const name of ['usage-dashboard.min.js', 'usage-dashboard.min.js.map'])
    assert.ok(built.get(name) === read(name), `${name} differs`);
});

test('the map names no place of the machine it was built on, and holds what it names', () => {
  const { sources, sourcesContent } = JSON.parse(read('usage-dashboard.min.js.map'));
  assert.ok(sources.length > 20);
  for (const source of sources) assert.doesNotMatch(source, /^\/|^\w+:/);
  assert.ok(sourcesContent.every((content: unknown) => typeof content === 'string'));
});
