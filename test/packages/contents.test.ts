import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/processes.mjs';
import { pack, type PackageName } from './pack.ts';

const bin = join(root, 'node_modules', '.bin');
const read = (name: PackageName) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
const packed = { sdk: pack('sdk'), dashboard: pack('dashboard') };

const contents: [name: PackageName, wanted: string[]][] = [
  ['sdk', ['dist/index.js', 'dist/index.d.ts', 'bin/usage.js', 'dist/check/check-endpoint.js']],
  [
    'dashboard',
    [
      'dist/index.js',
      'dist/element.d.ts',
      'dist/usage-dashboard.min.js',
      'dist/usage-dashboard.min.js.map',
      'dist/usage-dashboard.iife.min.js',
      'dist/integrity.json',
      'dist/usage-dashboard.min.js.LICENSE.txt',
    ],
  ],
];
for (const [name, wanted] of contents) {
  const { files, tarball } = packed[name];

  test(`${name}: the package holds its documents and what was built, and nothing else`, () => {
    const documents = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json'];
    for (const file of [...documents, ...wanted]) assert.ok(files.includes(file), file);
    const others = files.filter(
      (file) => !documents.includes(file) && !/^(dist|bin)\/.+\.(js|d\.ts|map|json|js\.LICENSE\.txt)$/.test(file),
    );
    assert.deepEqual(others, []);
  });

  test(`${name}: what package.json names is in the package`, () => {
    const { bin, exports, types, sideEffects, unpkg, jsdelivr } = read(name);
    const named: string[] =
      JSON.stringify([bin && `./${bin.usage}`, exports, types, sideEffects, unpkg, jsdelivr]).match(/\.\/[^"]+/g) ?? [];
    // Sources are for work in this repository, under a condition that nobody else sets.
    const published = named.filter((file) => /^\.\/(bin|dist|package\.json)/.test(file));
    assert.ok(published.length > 3);
    for (const file of published) assert.ok(files.includes(file.slice(2)), file);
  });

  test(`${name}: it is published for everybody, with provenance`, () => {
    assert.deepEqual(read(name).publishConfig, { access: 'public', provenance: true });
  });

  for (const [command, ...args] of [
    ['publint', 'run', tarball, '--strict'],
    ['attw', tarball, '--profile', 'esm-only', '--no-color'],
  ] as const) {
    test(`${name}: ${command} finds nothing`, () => {
      const { status, stdout, stderr } = spawnSync(join(bin, command), args, {
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      assert.equal(status, 0, `${stdout}${stderr}`);
    });
  }
}

test('both packages have one version, and the dashboard asks for that of the SDK', () => {
  const [sdk, dashboard] = [read('sdk'), read('dashboard')];
  assert.equal(dashboard.version, sdk.version);
  assert.equal(dashboard.dependencies['@usage/sdk'], `^${sdk.version}`);
});
