// What was packed, installed into empty apps: no workspace, no link.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/processes.mjs';
import { createApp } from './app.ts';
import { nodes } from './other-nodes.ts';
import { bundle } from './weigh.ts';

const sdk = createApp('sdk', ['sdk'], ['@types/node']);
const dashboard = createApp('dashboard', ['sdk', 'dashboard']);
const apps: [name: string, folder: string, prints: string][] = [
  ['@usage/sdk', sdk, '4.40'],
  ['@usage/dashboard', dashboard, 'function undefined'],
];

for (const [name, folder, prints] of apps) {
  test(`${name}: its types hold, and wrong uses are errors, declarations of packages included`, () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  for (const [version, node] of nodes()) {
    test(`${name}: Node ${version} imports it`, () => {
      assert.equal(execFileSync(node, ['in-node.js'], { cwd: folder, encoding: 'utf8' }).trim(), prints);
    });
  }
}

test('the SDK brings ky and zod, no lit and no d3', () => {
  const installed = readdirSync(join(sdk, 'node_modules')).filter((name) => !/^\.|^@types$|^undici-types$/.test(name));
  assert.deepEqual(installed, ['@usage', 'ky', 'zod']);
  assert.ok(!existsSync(join(sdk, 'node_modules/@usage/dashboard')));
});

test('an app that imports parseSorting alone carries less than 1 kB', async () => {
  const code = await bundle(sdk, 'sorting-alone.js');
  assert.match(code, /desc/);
  assert.ok(code.length < 1000, `${code.length} bytes:\n${code}`);
});

test('importing the dashboard registers the tags, importing the classes alone does not', async () => {
  assert.match(await bundle(dashboard, 'registers.js'), /"usage-dashboard":\s*[\w$]+/);
  assert.doesNotMatch(await bundle(dashboard, 'classes.js'), /customElements<"u"/);
});
