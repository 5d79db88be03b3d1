import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { hostileTexts as names } from './hostile-texts.ts';

const timestamp = '2024-04-29T02:08:29.375Z';

test('report names are shown as text, run nothing and ask for nothing', async (t) => {
  const upstream = createServer((request, response) => {
    const id = Number(request.url?.split('/').at(-1));
    const messages = names.map((_, index) => ({ id: index, text: names[index], timestamp, report_id: index }));
    response.end(JSON.stringify(Number.isNaN(id) ? { messages } : { id, name: names[id], credit_cost: 1 }));
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  const upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const server = await start({ port: 0, upstreamUrl });
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  t.after(async () => {
    await browser.close();
    await server.close();
    upstream.closeAllConnections();
    upstream.close();
  });

  const page = await browser.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('dialog', (dialog) => (noise.push(dialog.message()), void dialog.dismiss()));
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(request.url().replace(server.url, '')));
  await page.goto(server.url);
  await page.locator('tbody tr td').first().waitFor();
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });

  // The table holds the rows that are in sight, and some more.
  const shown = await page.locator('usage-table').evaluate(async (table) => {
    const found = new Map<string, string>();
    const root = table.shadowRoot!;
    const region = root.querySelector('[role=region]')!;
    const nextFrame = () => new Promise(requestAnimationFrame);
    for (let top = 0; top < region.scrollHeight; top += region.clientHeight / 2) {
      region.scrollTop = top;
      await nextFrame();
      await nextFrame();
      for (const row of root.querySelectorAll('tbody tr')) {
        const [id, , name] = Array.from(row.children, (cell) => cell.textContent.trim());
        found.set(id!, name!);
      }
    }
    return [...found];
  });
  assert.deepEqual(
    shown.sort(([a], [b]) => Number(a) - Number(b)),
    names.map((name, index) => [String(index), name.trim()]),
  );
  assert.deepEqual(noise, []);
  assert.deepEqual([...asked].sort(), ['/', '/icon.svg', '/page.css', '/usage', '/usage-dashboard.min.js']);
});
