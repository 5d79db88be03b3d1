import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';

const names = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<a href="javascript:alert(1)">a</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mi><!--</math><img src=1 onerror=alert(1)>-->',
  '<style>@import "//a.test/x.css";*{background:url(//a.test/y)}</style>',
  '</td></tr></table><form action=//a.test><button>',
  '${alert(1)} {{constructor.constructor("alert(1)")()}}',
  '&lt;img src=x&gt; &#60;b&#62;',
  '<template><slot name="heading"></slot></template>',
  '\u202egnp.exe',
  'Z̡̢̛a̴l̵g̶o̷',
  '\u0000\u0008\u001b[31m',
  '\ud800 lone',
  'x'.repeat(300),
];
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
  assert.deepEqual(shown, names);
  assert.deepEqual(noise, []);
});
