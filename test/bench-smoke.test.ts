import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { apps } from '../bench/apps.mjs';
import { startServer } from '../bench/server.mjs';
import { generateUsage } from '../bench/usage-data.mjs';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { bundleLimit } from '../scripts/bundle-budget.mjs';

// What can be counted of the benchmarks: never a time, which would tell about the machine.

const rows = 100_000;
/** However many rows there are. */
const mostElements = 140;

const bundle = new URL('../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url);
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let page: Page;
const requests: string[] = [];

before(async () => {
  server = await startServer({
    '/usage-dashboard.min.js': 'packages/dashboard/dist/usage-dashboard.min.js',
    '/ours/': 'bench/ours',
  });
  await server.prepare(rows);
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}/ours/?n=${rows}`);
  await page.waitForFunction("document.querySelector('usage-dashboard')?.status === 'ready'");
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const elements = () =>
  page.locator('usage-table').evaluate((table) => table.shadowRoot?.querySelectorAll('*').length ?? NaN);
const firstCredits = async () => Number(await page.locator('tbody [part~=cell].credits_used').first().innerText());

test('the bundle weighs what it may', () => {
  const bytes = brotliCompressSync(readFileSync(bundle)).length;
  assert.ok(bytes <= bundleLimit, `${bytes} bytes of brotli, ${bundleLimit} allowed`);
});

test(`the table of ${rows} rows is a window`, async () => {
  const count = await elements();
  assert.ok(count > 40, `${count} elements`);
  assert.ok(count <= mostElements, `${count} elements, ${mostElements} allowed`);
});

test('the window stays one after a sort and a scroll to the end', async () => {
  let least = Infinity;
  for (const { credits_used } of generateUsage(rows)) least = Math.min(least, credits_used);
  assert.notEqual(await firstCredits(), least);
  await page.getByRole('button', { name: 'Credits Used' }).click();
  await page.locator('th.credits_used[aria-sort=ascending]').waitFor();
  assert.equal(await firstCredits(), least);
  await page.locator('usage-table .scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await page.waitForTimeout(500);
  const count = await elements();
  assert.ok(count <= mostElements, `${count} elements, ${mostElements} allowed`);
});

test('one page, one script, one request for the usage', () => {
  assert.deepEqual(requests, ['/ours/', '/usage-dashboard.min.js', '/usage']);
});

test('the benchmarks look for what the page has', async () => {
  const [ours] = apps;
  assert.ok(ours);
  for (const selector of [ours.cell, ours.bar, ours.viewport, ours.creditsHeader]) {
    assert.notEqual(await page.locator(selector).count(), 0, selector);
  }
});
