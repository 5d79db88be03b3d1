// What templates of frameworks know of the elements, from the packed package.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/processes.mjs';
import { createApp } from './app.ts';
import { nodes } from './other-nodes.ts';

const frameworks = ['react', 'react-dom', '@types/react', '@lit/react', 'vue', 'svelte'];
const folder = createApp('frameworks', ['sdk', 'dashboard'], frameworks);
const dist = join(folder, 'node_modules/@usage/dashboard/dist');
const read = (name: string) => JSON.parse(readFileSync(join(dist, name), 'utf8'));

test('JSX, the React components, Vue and Svelte take what is right, and refuse what is wrong', () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

/** What an editor offers at the place that `|` marks. */
function completions(marked: string): string[] {
  const file = join(folder, 'completed.tsx');
  const snapshot = (path: string) => (path === file ? marked.replace('|', '') : ts.sys.readFile(path));
  const options: ts.CompilerOptions = {
    jsx: ts.JsxEmit.ReactJSX,
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    types: [],
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot(path) {
      const text = snapshot(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: snapshot,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
  });
  const found = service.getCompletionsAtPosition(file, marked.indexOf('|'), {});
  return found?.entries.map(({ name }) => name) ?? [];
}

const imports = `import type {} from '@usage/dashboard/jsx';\n`;
test('an editor completes attributes, themes and time zones in JSX', () => {
  const attributes = completions(`${imports}export const a = <usage-dashboard | />;`);
  for (const name of ['src', 'time-zone', 'sorting-param', 'refresh-interval', 'onusage-load'])
    assert.ok(attributes.includes(name), name);
  assert.deepEqual(completions(`${imports}export const a = <usage-dashboard theme="|" />;`), ['auto', 'light', 'dark']);
  const zones = completions(`${imports}export const a = <usage-dashboard time-zone="|" />;`);
  for (const name of ['UTC', 'Europe/London', 'America/New_York']) assert.ok(zones.includes(name), name);
});

test('VS Code and JetBrains complete attributes, themes and time zones in HTML', () => {
  const [vsCode] = read('vscode.html-custom-data.json').tags;
  const [webTypes] = read('web-types.json').contributions.html.elements;
  for (const { name, attributes } of [vsCode, webTypes]) {
    assert.equal(name, 'usage-dashboard');
    const valuesOf = (wanted: string) =>
      attributes.find(({ name }: { name: string }) => name === wanted).values.map(({ name }: { name: string }) => name);
    assert.deepEqual(valuesOf('theme'), ['auto', 'light', 'dark']);
    assert.ok(valuesOf('time-zone').includes('Europe/London'));
  }
  const { properties } = read('vscode.css-custom-data.json');
  assert.ok(properties.some(({ name }: { name: string }) => name === '--usage-accent'));
});

for (const [version, node] of nodes()) {
  test(`Node ${version} imports the React components and renders their tag; properties are set in the browser`, () => {
    const html = execFileSync(node, ['in-node.js'], { cwd: folder, encoding: 'utf8' });
    assert.equal(html.trim(), '<usage-dashboard class="wide"></usage-dashboard>');
  });
}
