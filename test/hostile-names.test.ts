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
  page.on('request', (request) => request.url().startsWith(server.url) || noise.push(request.url()));
  await page.goto(server.url);
  await page.locator('tbody tr td').first().waitFor();
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });

  const shown = await page
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => (row.children[2]?.textContent ?? '').trim()));
  assert.deepEqual(
    shown,
    names.map((name) => name.trim()),
  );
  assert.deepEqual(noise, []);
});
