import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { openDashboard } from './dashboard-page.ts';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';

// What a screen reader is given in the ready state, as Chromium computes it. The file is read and judged by a person
// when it changes: `UPDATE=1 npm test -- end-to-end` writes it anew.

const file = new URL('accessibility-tree.txt', import.meta.url);

interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  value?: { value: unknown };
  properties?: { name: string; value: { value: unknown } }[];
  childIds?: string[];
}

const leftOut = new Set(['none', 'generic', 'InlineTextBox', 'RootWebArea', 'StaticText', 'LineBreak']);
const told = new Set([
  'disabled',
  'expanded',
  'pressed',
  'selected',
  'live',
  'busy',
  'level',
  'orientation',
  'roledescription',
]);

function describe(nodes: readonly Node[]): string {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node, depth: number): void => {
    const role = String(node.role?.value ?? '');
    const kept = !node.ignored && !leftOut.has(role);
    const name = node.name?.value ?? '';
    if (kept) {
      const states = (node.properties ?? [])
        .filter(({ name, value }) => told.has(name) && value.value !== false && value.value !== 'off')
        .map(({ name, value }) => `${name}=${value.value}`);
      const value = node.value?.value === undefined ? [] : [`value=${node.value.value}`];
      lines.push(
        ['  '.repeat(depth) + role, name && JSON.stringify(name), ...value, ...states].filter(Boolean).join(' '),
      );
    }
    // Text that no name holds.
    else if (role === 'StaticText' && !node.ignored) lines.push(`${'  '.repeat(depth)}text ${JSON.stringify(name)}`);
    for (const id of node.childIds ?? []) walk(byId.get(id)!, kept ? depth + 1 : depth);
  };
  walk(nodes[0]!, 0);
  // A text that only repeats the name above it says nothing new.
  return lines
    .filter((line, index) => !(line.trim().startsWith('text ') && lines[index - 1]?.includes(line.trim().slice(5))))
    .join('\n');
}

test('the accessibility tree of the ready state is the reviewed one', async () => {
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  try {
    const page = await openDashboard(browser);
    const client = await page.context().newCDPSession(page);
    const { nodes } = (await client.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
    const tree = `${describe(nodes)}\n`;
    if (process.env.UPDATE) writeFileSync(file, tree);
    assert.equal(tree, readFileSync(file, 'utf8'));
  } finally {
    await browser.close();
  }
});
