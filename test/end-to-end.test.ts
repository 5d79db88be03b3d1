import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { start } from '../examples/server/server.js';
import {
  UsageClient,
  UsageLedger,
  collectUsage,
  createUpstream,
  type Message,
  type Report,
  type UsageItem,
} from '@usage/sdk';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { billOf, serveUpstream } from './bill.ts';
import { assertSays, ofCsv, ofItems, ofLedger, ofNodeScript, ofPage, type Figures } from './figures.ts';

// Nothing is mocked: upstream over HTTP, SDK, /usage, and the built script in a real browser.

const shared = new URL('../../shared/data/upstream/', import.meta.url);
const sample = new URL('../examples/server/sample/', import.meta.url);
const readJson = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));
const isShared = existsSync(shared);
const givenMessages: Message[] = readJson(
  isShared ? new URL('standin-110.messages.json', shared) : new URL('messages.json', sample),
).messages;
// Ten hours later, so that work goes on past midnight, in one zone sooner than in the other.
const messages = givenMessages.map((message) => ({
  ...message,
  timestamp: new Date(Date.parse(message.timestamp) + 36_000_000).toISOString(),
}));
const reports: Report[] = readJson(isShared ? new URL('reports.json', shared) : new URL('reports.json', sample));

const bill = billOf(messages, reports);
const { lines: expected, total } = bill;
const money = (amount: number) =>
  `${Math.floor(amount / 100).toLocaleString('en-US')}.${String(amount % 100).padStart(2, '0')}`;
const { days } = bill.figuresIn('UTC');
const zones = ['UTC', 'America/Sao_Paulo'];

let upstream: Awaited<ReturnType<typeof serveUpstream>>;
let server: { url: string; close(): Promise<void> };
let browser: Browser;
let page: Page;
const noise: string[] = [];

before(async () => {
  upstream = await serveUpstream(messages, reports);
  server = await start({ port: 0, upstreamUrl: upstream.url });
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  page = await openPage('UTC');
});

async function openPage(timezoneId: string): Promise<Page> {
  const opened = await browser.newPage({ timezoneId, viewport: { width: 1280, height: 900 } });
  opened.on('console', (message) => noise.push(message.text()));
  opened.on('pageerror', (error) => noise.push(String(error)));
  await opened.goto(server.url);
  await opened.locator('tbody tr td').first().waitFor();
  await opened.locator('.placeholder').first().waitFor({ state: 'detached' });
  return opened;
}

after(async () => {
  await browser?.close();
  await server?.close();
  upstream?.close();
});

const rows = () =>
  page
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').trim())));
const ids = async () => (await rows()).map(([id]) => Number(id));

test('the page shows every message with its exact cost, in order', async () => {
  const shown = await rows();
  assert.deepEqual(
    shown.map(([id, , name, credits]) => [Number(id), name, credits]),
    expected.map(({ id, name, amount }) => [id, name, money(amount)]),
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

test('the two zones have different days', () => {
  const [inUtc, elsewhere] = zones.map((zone) => bill.figuresIn(zone).days);
  assert.notDeepEqual(inUtc, elsewhere);
});

for (const timeZone of zones) {
  test(`in ${timeZone}, the SDK, /usage, the client, the CSV, the Node script and the page say the same of each row and day, to the hundredth`, async () => {
    const usageUrl = new URL('/usage', server.url).href;
    const items = await collectUsage({ upstream: createUpstream({ baseUrl: upstream.url }) });
    const { usage }: { usage: UsageItem[] } = await (await fetch(usageUrl)).json();
    const ledger = await new UsageClient({ url: usageUrl }).load();
    const [text, json, csv] = await ofNodeScript(upstream.url, timeZone);
    const opened = await openPage(timeZone);
    const wanted = bill.figuresIn(timeZone);
    const says = (place: string, said: Figures, ...what: (keyof Figures)[]) => assertSays(place, said, wanted, what);
    const lines = ['rows', 'names', 'timestamps'] as const;

    says('the bill of the SDK', ofItems(items), ...lines);
    says('its ledger', ofLedger(UsageLedger.from(items), timeZone), ...lines, 'total', 'days');
    says('/usage', ofItems(usage), ...lines);
    says('the client', ofLedger(ledger, timeZone), ...lines, 'total', 'days');
    says('the CSV', ofCsv(ledger.csv({ timeZone })), ...lines, 'days');
    for (const column of ['credits_used', 'report_name'] as const) {
      const sorted = ledger.csv({ timeZone, sorting: [{ column, direction: 'desc' }] });
      says(`the CSV, sorted by ${column}`, ofCsv(sorted), ...lines, 'days');
    }
    says('the script’s text', text, 'total', 'days');
    says('the script’s JSON', json, 'total', 'days');
    says('the script’s CSV', csv, ...lines, 'days');
    says('the page', await ofPage(opened), 'total', 'rows', 'names', 'localTimes', 'days');
    await opened.close();
  });
}

test('sorting by two columns reorders the rows and stands in the URL; a reload keeps both', async () => {
  await page.getByRole('button', { name: 'Report Name' }).click();
  await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
  assert.equal(new URL(page.url()).search, '?sorting=report_name:asc;credits_used:desc');
  const wanted = expected
    .toSorted((a, b) => Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name) || b.amount - a.amount)
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
