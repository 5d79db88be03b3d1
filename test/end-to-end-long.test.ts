import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { UsageClient, UsageLedger, collectUsage, createUpstream, type Message, type UsageItem } from '@usage/sdk';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { billOf, serveUpstream } from './bill.ts';
import { assertSays, ofCsv, ofHeaderAndBars, ofItems, ofLedger, ofNodeScript, type Figures } from './figures.ts';

// More messages than are worked on at a time: what is done in slices must not lose, repeat or move one.

const timeZone = 'America/Sao_Paulo';
const reports = Array.from({ length: 40 }, (_, index) => ({
  id: 7000 + index,
  name: `Report ${index}, "quoted"`,
  credit_cost: 10 + index / 100,
}));
const messages: Message[] = Array.from({ length: 9001 }, (_, index) => ({
  id: index + 1,
  text: 'é👍x'.repeat(index % 37),
  timestamp: new Date(Date.UTC(2024, 1, 27, 23) + index * 397_000).toISOString(),
  // One in nine has a report; one in nine of these has one that is not there.
  ...(index % 9 === 4 && { report_id: index % 81 === 4 ? 1 : 7000 + (index % 40) }),
}));
const wanted = billOf(messages, reports).figuresIn(timeZone);

test('9,001 messages are the same bill everywhere, to the hundredth', async (t) => {
  const upstream = await serveUpstream(messages, reports);
  t.after(() => upstream.close());
  const server = await start({ port: 0, upstreamUrl: upstream.url });
  t.after(() => server.close());
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  t.after(() => browser.close());
  const says = (place: string, said: Figures, ...what: (keyof Figures)[]) => assertSays(place, said, wanted, what);
  const lines = ['rows', 'names', 'timestamps'] as const;
  assert.equal(wanted.rows.size, 9001);
  assert.ok(wanted.days.size > 40);

  const items = await collectUsage({ upstream: createUpstream({ baseUrl: upstream.url }) });
  assert.deepEqual(
    items.map(({ message_id }) => message_id),
    messages.map(({ id }) => id),
  );
  says('the bill of the SDK', ofItems(items), ...lines);
  says('its ledger', ofLedger(UsageLedger.from(items), timeZone), ...lines, 'total', 'days');
  const url = new URL('/usage', server.url).href;
  const { usage }: { usage: UsageItem[] } = await (await fetch(url)).json();
  assert.equal(usage.length, 9001);
  says('/usage', ofItems(usage), ...lines);
  const ledger = await new UsageClient({ url }).load();
  assert.equal(ledger.length, 9001);
  says('the client', ofLedger(ledger, timeZone), ...lines, 'total', 'days');
  const csv = ledger.csv({ timeZone, sorting: [{ column: 'credits_used', direction: 'desc' }] });
  says('the CSV', ofCsv(csv), ...lines, 'days');
  const [text, json, scriptCsv] = await ofNodeScript(upstream.url, timeZone);
  says('the script’s text', text, 'total', 'days');
  says('the script’s JSON', json, 'total', 'days');
  says('the script’s CSV', scriptCsv, ...lines, 'days');

  const page = await browser.newPage({ timezoneId: timeZone });
  await page.goto(server.url);
  await page.locator('tbody tr td').first().waitFor();
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });
  says('the page', await ofHeaderAndBars(page), 'total', 'days');
  assert.match(await page.locator('[part=facts]').innerText(), /9,001 messages/);
});
