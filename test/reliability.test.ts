import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('every test that docs/reliability.md names is there', () => {
  const [, table = ''] = read('docs/reliability.md').split('## Invariants');
  const rows = [...table.matchAll(/^\|[^|]+\| `([^`|]+\.test\.ts)` +\| ([^|]+?) +\|$/gm)];
  assert.ok(rows.length > 25, `${rows.length}`);
  for (const [, file = '', name = ''] of rows) {
    const source = read(`packages/sdk/test/${file}`);
    assert.ok(
      [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted)),
      `${file}: ${name}`,
    );
  }
});

test('every file that SECURITY.md names is there', () => {
  const names = [...read('SECURITY.md').matchAll(/`((?:packages|test|docs)\/[^`]+\.(?:ts|md))`/g)];
  assert.ok(names.length > 10, `${names.length}`);
  for (const [, name = ''] of names) assert.ok(read(name));
});
