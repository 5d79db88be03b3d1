import assert from 'node:assert/strict';
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function packed(name: string): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: join(root, 'packages', name),
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  const [{ files }] = JSON.parse(execFileSync('npm', args, options)) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
}

const contents: [name: string, wanted: string[]][] = [
  ['sdk', ['dist/index.js', 'dist/index.d.ts']],
  [
    'dashboard',
    [
      'dist/index.js',
      'dist/element.d.ts',
      'dist/usage-dashboard.min.js',
      'dist/usage-dashboard.min.js.map',
      'dist/integrity.json',
    ],
  ],
];
for (const [name, wanted] of contents) {
  test(`the package ${name} holds its licence, its README and what was built, and nothing else`, () => {
    const files = packed(name);
    for (const file of ['LICENSE', 'README.md', 'package.json', ...wanted]) assert.ok(files.includes(file), file);
    const others = files.filter(
      (file) => !/^(LICENSE|README\.md|package\.json|dist\/.+\.(js|d\.ts|map|json))$/.test(file),
    );
    assert.deepEqual(others, []);
  });
}
