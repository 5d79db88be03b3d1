import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { rollup } from 'rollup';
import { bundleLicences } from '../scripts/bundle-licences.mjs';

/** The licences of a bundle of these packages, given by their files; an import of each is written for them. */
async function licencesOf(t: TestContext, packages: Record<string, Record<string, string>>, imported: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'licences-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [name, files] of Object.entries(packages)) {
    const about = { name, version: '1.2.3', license: 'ISC', main: 'index.js' };
    const all = { 'package.json': JSON.stringify(about), 'index.js': `console.log('${name}');`, ...files };
    for (const [file, text] of Object.entries(all)) write(`node_modules/${name}/${file}`, text);
  }
  write('entry.js', imported.map((name) => `import './node_modules/${name}/index.js';`).join('\n'));
  const build = await rollup({ input: join(folder, 'entry.js'), plugins: [bundleLicences()] });
  const { output } = await build.generate({ file: join(folder, 'out.js'), format: 'iife' });
  const licences = output.find(({ fileName }) => fileName === 'out.js.LICENSE.txt');
  return licences?.type === 'asset' ? String(licences.source) : '';
}

for (const file of [
  'LICENSE',
  'license',
  'Licence.md',
  'LICENSE.txt',
  'LICENSE-MIT',
  'COPYING',
  'Copying.txt',
  'UNLICENSE',
]) {
  test(`the licence of a package is found in ${file}`, async (t) => {
    const text = await licencesOf(t, { one: { [file]: 'Do as you like.\n' } }, ['one']);
    assert.equal(text, 'one 1.2.3 (ISC)\n\nDo as you like.\n');
  });
}

test('every licence file of a package is written, and its notice, and no code', async (t) => {
  const files = {
    'LICENSE-MIT': 'mit',
    'license-apache': 'apache',
    NOTICE: 'notice',
    'licence.js': '',
    'README.md': '',
  };
  const text = await licencesOf(t, { '@scope/one': files }, ['@scope/one']);
  assert.equal(text, '@scope/one 1.2.3 (ISC)\n\nmit\n\nnotice\n\napache\n');
});

test('a package without a licence file cannot be bundled', async (t) => {
  await assert.rejects(
    licencesOf(t, { one: { 'licence.js': '' } }, ['one']),
    /one 1\.2\.3 has no licence file in .*one\./,
  );
});

test('a package is listed once, only if it is bundled, and with what d3-array holds a copy of', async (t) => {
  const packages = { 'd3-array': { LICENSE: 'array' }, internmap: { LICENSE: 'map' }, other: { LICENSE: 'other' } };
  const text = 'd3-array 1.2.3 (ISC)\n\narray\n\n\ninternmap 1.2.3 (ISC)\n\nmap\n';
  assert.equal(await licencesOf(t, packages, ['d3-array']), text);
  assert.equal(await licencesOf(t, packages, ['internmap', 'd3-array']), text);
});
