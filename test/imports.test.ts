import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));

/** What each file of a package imports, type imports included: paths below `src`, or names of packages. */
function importsOf(name: string): Map<string, string[]> {
  const src = join(packages, name, 'src');
  const files = globSync('**/*.ts', { cwd: src });
  assert.ok(files.length > 10);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(src, file), 'utf8'));
      const resolve = (specifier: string) =>
        specifier.startsWith('.') ? relative(src, join(src, dirname(file), specifier)) : specifier;
      return [file, importedFiles.map(({ fileName }) => resolve(fileName))];
    }),
  );
}

const sdk = importsOf('sdk');
const dashboard = importsOf('dashboard');

/** Low to high. A file may import what is lower, and its own folder. */
const sdkRanks = [
  ['errors.ts'],
  ['civil-date.ts', 'options.ts', 'stopwatch.ts', 'waiting.ts', 'columnar-wire.ts'],
  ['amounts.ts', 'timestamp.ts', 'shared-load.ts'],
  ['usage-item.ts'],
  ['contract.ts'],
  ['http/'],
  ['http.ts'],
  ['metering/', 'reading/'],
  ['check/'],
  ['index.ts'],
];

const dashboardRanks = [
  ['genuine.ts'],
  ['events.ts', 'strings.ts', 'tokens.styles.ts', 'format.ts', 'language.ts', 'time-zone.ts', 'download.ts'],
  ['languages.ts', 'languages/'],
  ['usage-element.ts'],
  ['url/'],
  ['chart/', 'table/', 'controllers/', 'usage-chart.styles.ts', 'usage-table.styles.ts', 'usage-dashboard.styles.ts'],
  ['dashboard/'],
  ['usage-chart.ts', 'usage-table.ts'],
  ['usage-dashboard.ts'],
  ['define.ts'],
  ['element.ts'],
  ['index.ts'],
  ['react.ts'],
];

function rankIn(ranks: string[][], file: string): number {
  const rank = ranks.findIndex((names) =>
    names.some((name) => (name.endsWith('/') ? file.startsWith(name) : file === name)),
  );
  assert.notEqual(rank, -1, `${file} has no rank: give it one in this test`);
  return rank;
}

const cases: [name: string, imports: Map<string, string[]>, ranks: string[][]][] = [
  ['sdk', sdk, sdkRanks],
  ['dashboard', dashboard, dashboardRanks],
];
for (const [name, imports, ranks] of cases) {
  test(`${name}: imports flow one way`, () => {
    const wrong = [...imports].flatMap(([file, imported]) =>
      imported
        .filter((other) => imports.has(other) && dirname(other) !== dirname(file))
        .concat(imported.filter((other) => imports.has(other) && dirname(file) === '.' && dirname(other) === '.'))
        .filter((other) => rankIn(ranks, other) >= rankIn(ranks, file))
        .map((other) => `${file} imports ${other}`),
    );
    assert.deepEqual([...new Set(wrong)], []);
  });

  test(`${name}: no file is in an import cycle`, () => {
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      assert.ok(!path.includes(file), `a cycle: ${[...path, file].join(' -> ')}`);
      if (done.has(file)) return;
      for (const other of imports.get(file) ?? []) visit(other, [...path, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
  });
}

test('the two wings of the SDK know nothing of each other', () => {
  for (const [file, imported] of sdk) {
    const wing = file.startsWith('metering/') ? 'reading/' : file.startsWith('reading/') ? 'metering/' : undefined;
    if (wing)
      assert.deepEqual(
        imported.filter((other) => other.startsWith(wing)),
        [],
        file,
      );
  }
});

test('the SDK imports ky and zod/mini, and nothing else', () => {
  const outside = [...sdk.values()].flat().filter((name) => !sdk.has(name));
  assert.deepEqual([...new Set(outside)].sort(), ['ky', 'zod/mini']);
});

test('the dashboard imports its fixed dependencies, and of the SDK its index alone', () => {
  const own = [...dashboard].filter(([file]) => file !== 'react.ts').flatMap(([, imported]) => imported);
  const outside = own.filter((name) => !dashboard.has(name));
  assert.deepEqual([...new Set(outside)].sort(), [
    '@lit/task',
    '@usage/sdk',
    'd3-array',
    'd3-scale',
    'd3-shape',
    'lit',
    'lit/decorators.js',
    'lit/directives/keyed.js',
    'lit/directives/repeat.js',
  ]);
});

test('the entry for React alone knows React, and nothing of the elements but their index', () => {
  assert.deepEqual(dashboard.get('react.ts')?.toSorted(), ['@lit/react', 'index.ts', 'react']);
});

test('chart and table know nothing of each other, of the URL or of HTTP', () => {
  const reach = (file: string, found = new Set<string>()): Set<string> => {
    if (!found.has(file)) {
      found.add(file);
      for (const other of dashboard.get(file) ?? []) reach(other, found);
    }
    return found;
  };
  for (const [file, other] of [
    ['usage-chart.ts', 'table'],
    ['usage-table.ts', 'chart'],
  ] as const) {
    const forbidden = new RegExp(`^(${other}/|usage-${other}|controllers/(url|load|freshness)|dashboard/|@lit/task)`);
    assert.deepEqual(
      [...reach(file)].filter((name) => forbidden.test(name)),
      [],
    );
  }
});
