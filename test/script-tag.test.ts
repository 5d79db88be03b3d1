import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import config from '../rollup.config.mjs';
import { bundleLimit } from '../scripts/bundle-budget.mjs';
import { integrity } from '../scripts/bundle-integrity.mjs';

const dist = new URL('../packages/dashboard/dist/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, dist), 'utf8');
const code = read('usage-dashboard.min.js');
const hash: string = JSON.parse(read('integrity.json'))['usage-dashboard.min.js'];

test('the hash is that of the file', () => {
  assert.equal(hash, integrity(code));
  assert.notEqual(hash, integrity(`${code} `));
});

/** Built again, without writing. */
async function buildAgain() {
  const { output, ...input } = config as RollupOptions;
  const build = await rollup({ ...input, onLog: () => {} });
  return (await build.generate(output as OutputOptions)).output;
}
const files = await buildAgain();

test('built again, the file and its map have the same bytes', () => {
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

/** The packages in the script, with what it has of each. */
const parts = new Map<string, string[]>();
for (const [id, { renderedExports }] of Object.entries(files[0].modules)) {
  const name = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replace('\\', '/');
  if (name) parts.set(name, [...(parts.get(name) ?? []), ...renderedExports]);
}

test('the script has d3’s bands, stacks and steps, and nothing of colours, formats, interpolation or time', () => {
  const d3 = [...parts.keys()].filter((name) => /^d3|^internmap/.test(name));
  assert.deepEqual(d3.sort(), ['d3-array', 'd3-scale', 'd3-shape']);
  assert.deepEqual(
    parts.get('d3-scale')?.filter((name) => name.startsWith('scale')),
    ['scaleBand', 'scaleImplicit', 'scaleOrdinal'],
  );
  // d3-array calls it as it loads, and nothing here needs it.
  assert.ok(!parts.get('d3-array')?.includes('bisector'));
});

test('the licences of all that is in the script go with it', () => {
  const licences = read('usage-dashboard.min.js.LICENSE.txt');
  const listed = Array.from(licences.matchAll(/^(\S+) \d[\d.]+ \(\S+\)$/gm), ([, name]) => name);
  assert.deepEqual(listed, [...parts.keys(), 'internmap'].sort());
  // d3-array's file has the class of internmap inside.
  assert.match(licences, /^internmap .*\n\nCopyright 2021 Mike Bostock$/m);
  assert.equal(licences.match(/AS IS/g)?.length, listed.length);
});

test('the README names the limit of the script', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  assert.ok(readme.includes(`the build fails if it exceeds ${bundleLimit.toLocaleString('en-US')} bytes (brotli)`));
});
