import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';

// What a screen reader is given in the ready state, as Chromium computes it. The file is read and judged by a person
// when it changes: `UPDATE=1 npm test -- end-to-end` writes it anew.

const file = new URL('accessibility-tree.txt', import.meta.url);
const script = new URL('../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url);
const usage = [
  { message_id: 1, timestamp: '2024-04-29T02:08:29Z', report_name: 'Short Report', credits_used: 61 },
  { message_id: 2, timestamp: '2024-04-29T23:30:00Z', credits_used: 4.4 },
  { message_id: 3, timestamp: '2024-05-01T10:22:13Z', report_name: 'Annual Report', credits_used: 79 },
];

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
    const page = await browser.newPage({ timezoneId: 'Europe/London' });
    await page.clock.setFixedTime('2024-05-02T12:00:00Z');
    await page.route('**/usage', (route) => route.fulfill({ json: { usage } }));
    await page.route('https://example.test/', (route) => {
      void route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>Account</title>' });
    });
    await page.goto('https://example.test/');
    await page.addScriptTag({ content: readFileSync(script, 'utf8') });
    await page.evaluate(() => {
      document.body.innerHTML = '<usage-dashboard src="/usage" time-zone="Europe/London"></usage-dashboard>';
    });
    await page.locator('tbody tr').nth(2).waitFor();
    const client = await page.context().newCDPSession(page);
    const { nodes } = (await client.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
    const tree = `${describe(nodes)}\n`;
    if (process.env.UPDATE) writeFileSync(file, tree);
    assert.equal(tree, readFileSync(file, 'utf8'));
  } finally {
    await browser.close();
  }
});
