import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { UsageClient, UsageLedger, collectUsage, createUpstream, type UsageItem } from '@usage/sdk';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { ofCsv, ofItems, ofLedger, ofNodeScript, ofPage, type Figures } from './figures.ts';

// Nothing is mocked: upstream over HTTP, SDK, /usage, and the built script in a real browser.

const shared = new URL('../../shared/data/upstream/', import.meta.url);
const sample = new URL('../examples/server/sample/', import.meta.url);
const readJson = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));
const isShared = existsSync(shared);
const messages: { id: number; text: string; timestamp: string; report_id?: number }[] = readJson(
  isShared ? new URL('standin-110.messages.json', shared) : new URL('messages.json', sample),
).messages;
const reports: { id: number; name: string; credit_cost: number }[] = readJson(
  isShared ? new URL('reports.json', shared) : new URL('reports.json', sample),
);

/** What each message costs, by arithmetic of this test's own. */
const expected = messages.map(({ id, text, timestamp, report_id }) => {
  const report = reports.find((one) => one.id === report_id);
  const hundredths = report
    ? Math.round(report.credit_cost * 100)
    : Math.max(100, 40 * Math.ceil([...text].length / 4));
  return { id, timestamp, name: report?.name ?? '', hundredths };
});
const money = (hundredths: number) =>
  `${Math.floor(hundredths / 100).toLocaleString('en-US')}.${String(hundredths % 100).padStart(2, '0')}`;
const total = expected.reduce((sum, { hundredths }) => sum + hundredths, 0);
const days = new Map<string, number>();
for (const { timestamp, hundredths } of expected) {
  const day = new Date(timestamp).toISOString().slice(0, 10);
  days.set(day, (days.get(day) ?? 0) + hundredths);
}

const upstream = createServer((request, response) => {
  const report = reports.find(({ id }) => request.url === `/reports/${id}`);
  const isList = request.url === '/messages/current-period';
  response.statusCode = report || isList ? 200 : 404;
  response.end(report || isList ? JSON.stringify(report ?? { messages }) : '<Error><Code>BlobNotFound</Code></Error>');
});
let upstreamUrl: string;
let server: { url: string; close(): Promise<void> };
let browser: Browser;
let page: Page;
const noise: string[] = [];

before(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  upstreamUrl = `http://127.0.0.1:${port}`;
  server = await start({ port: 0, upstreamUrl });
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  page = await browser.newPage({ timezoneId: 'UTC', viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
});

after(async () => {
  await browser?.close();
  await server?.close();
  upstream.closeAllConnections();
  upstream.close();
});

const rows = () =>
  page
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').trim())));
const ids = async () => (await rows()).map(([id]) => Number(id));

test('the page shows every message with its exact cost, in order', async () => {
  await page.goto(server.url);
  await page.locator('tbody tr td').first().waitFor();
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });
  const shown = await rows();
  assert.deepEqual(
    shown.map(([id, , name, credits]) => [Number(id), name, credits]),
    expected.map(({ id, name, hundredths }) => [id, name, money(hundredths)]),
  );
  assert.match(shown[0]?.[1] ?? '', /^\d\d-\d\d-\d{4} \d\d:\d\d$/);
});

test('the header total is the sum of the rows', async () => {
  assert.equal(await page.locator('[part=total]').innerText(), `${money(total)} credits`);
});

test('the bars are the sums of the days, days without usage included', async () => {
  const bars = await page.locator('[part=bar]').evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')));
  const first = [...days.keys()].sort()[0] ?? '';
  const wanted = bars.map((_, index) => {
    const day = new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10);
    return `${day.split('-').reverse().join('-')}: ${money(days.get(day) ?? 0)} credits`;
  });
  assert.deepEqual(
    bars.map((bar) => bar?.replace(/, .*/, '').replace(/, \d.*/, '')),
    wanted.map((text) => text.replace(/, .*/, '')),
  );
  assert.ok(bars.length >= days.size);
});

test('the SDK, /usage, the client, the CSV, the Node script and the page say the same of each row and day, to the hundredth', async () => {
  const usageUrl = new URL('/usage', server.url).href;
  const items = await collectUsage({ upstream: createUpstream({ baseUrl: upstreamUrl }) });
  const { usage }: { usage: UsageItem[] } = await (await fetch(usageUrl)).json();
  const ledger = await new UsageClient({ url: usageUrl }).load();
  const [text, json, csv] = await ofNodeScript(upstreamUrl, 'UTC');
  const places: Record<string, Figures> = {
    'the bill of the SDK': ofItems(items),
    'its ledger': ofLedger(UsageLedger.from(items), 'UTC'),
    '/usage': ofItems(usage),
    'the client': ofLedger(ledger, 'UTC'),
    'the CSV': ofCsv(ledger.csv({ timeZone: 'UTC' })),
    'the CSV, sorted': ofCsv(ledger.csv({ timeZone: 'UTC', sorting: [{ column: 'credits_used', direction: 'desc' }] })),
    'the script’s text': text,
    'the script’s JSON': json,
    'the script’s CSV': csv,
    'the page': await ofPage(page),
  };
  const rows = new Map(expected.map(({ id, hundredths }) => [id, hundredths]));
  const sum = (figures: ReadonlyMap<unknown, number>) => [...figures.values()].reduce((all, one) => all + one, 0);
  for (const [place, figures] of Object.entries(places)) {
    assert.ok(figures.rows ?? figures.days, place);
    assert.equal(figures.total ?? total, total, `the total of ${place}`);
    assert.deepEqual(figures.rows ?? rows, rows, `the rows of ${place}`);
    assert.deepEqual(figures.days ?? days, days, `the days of ${place}`);
    for (const part of [figures.rows, figures.days]) if (part) assert.equal(sum(part), total, place);
  }
});

test('sorting by two columns reorders the rows and stands in the URL; a reload keeps both', async () => {
  await page.getByRole('button', { name: 'Report Name' }).click();
  await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
  assert.equal(new URL(page.url()).search, '?sorting=report_name:asc;credits_used:desc');
  const wanted = expected
    .toSorted(
      (a, b) => Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name) || b.hundredths - a.hundredths,
    )
    .map(({ id }) => id);
  assert.deepEqual(await ids(), wanted);
  await page.reload();
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });
  assert.deepEqual(await ids(), wanted);
});

test('the downloaded CSV has the same rows and adds up to the same total', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  assert.equal(lines[0], '\uFEFFmessage_id,timestamp,day,time_zone,report_name,credits_used');
  const credits = lines.slice(1).map((line) => Math.round(Number(line.split(',').at(-1)) * 100));
  assert.equal(credits.length, expected.length);
  assert.equal(
    credits.reduce((sum, one) => sum + one, 0),
    total,
  );
  assert.match(download.suggestedFilename(), /^usage-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
});

test('the page’s strict policy is kept, and the console stays silent', () => {
  assert.deepEqual(noise, []);
});
