import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium, firefox, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type {} from '@usage/dashboard';
import { chromiumArgs, findFirefox, needChromium } from '../scripts/browsers.mjs';
import { boxesAfter, keepBoxes } from './kept-boxes.ts';

// The example's server draws, its script takes over: nothing that is seen may change or move.

let server: ChildProcess;
let url: string;
const browsers: Record<string, Browser> = {};
const firefoxPath = findFirefox();
before(async () => {
  // Without the condition of our tests, by which the elements would be TypeScript.
  server = fork(new URL('served-pages.mjs', import.meta.url), { execArgv: [] });
  [url] = await once(server, 'message');
  browsers.chromium = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  if (firefoxPath)
    browsers.firefox = await firefox.launch({ channel: 'moz-firefox', executablePath: firefoxPath } as object);
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  server?.kill();
});

async function openPage(browser: Browser, options: BrowserContextOptions = {}, search = '') {
  const page = await browser.newPage({ timezoneId: 'America/Argentina/Buenos_Aires', ...options });
  const noise: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
  // The page as it is until its script has come; `takeOver` lets it come.
  await page.route('**/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(url + search);
  const takeOver = async () => {
    await page.evaluate((script) => import(script), './client.js?late');
    await settled(page);
  };
  return { page, noise, takeOver };
}

const statusOf = (page: Page) =>
  page.locator('usage-dashboard').evaluate((element) => (element as HTMLElementTagNameMap['usage-dashboard']).status);
/** Three frames: a measured size counts in the second. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
/** Without the days' names: they come with the script, as they have to be measured; their place is kept. */
async function look(page: Page): Promise<string[]> {
  const pictures: string[] = [];
  for (const seen of ['header[part]', 'figcaption', '.plot', '.scroller']) {
    const { x, y, width, height } = (await page.locator(seen).boundingBox())!;
    const bottom = Math.min(y + height, page.viewportSize()!.height);
    const picture = await page.screenshot({ clip: { x, y, width, height: bottom - y } });
    pictures.push(picture.toString('base64'));
  }
  return pictures;
}
const rows = (page: Page) => page.locator('tbody tr').evaluateAll((all) => all.map((row) => row.textContent?.trim()));

for (const engine of ['chromium', 'firefox']) {
  const options = { skip: engine === 'firefox' && !firefoxPath };
  for (const count of [3, 1000]) {
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 360, height: 740 },
    ]) {
      test(`${engine}: ${count} rows in ${viewport.width} px: taken over, nothing moves`, options, async () => {
        const { page, noise, takeOver } = await openPage(browsers[engine]!, { viewport }, `?rows=${count}`);
        const shown = (await rows(page)).slice(0, 5);
        assert.deepEqual(noise, []);
        const picture = await look(page);
        // For a picture, Playwright adds a style that the page's policy blocks.
        noise.length = 0;
        await keepBoxes(page);
        await takeOver();
        const { moved, added, shift } = await boxesAfter(page);
        assert.deepEqual(noise, []);
        assert.deepEqual(moved, []);
        assert.deepEqual(
          added.filter((tag) => tag !== 'text' && tag !== 'option' && tag !== 'tr' && tag !== 'td'),
          [],
        );
        assert.equal(shift, 0);
        assert.deepEqual((await rows(page)).slice(0, 5), shown);
        const after = await look(page);
        assert.deepEqual(
          after.map((one, index) => one === picture[index]),
          [true, true, true, true],
        );
        assert.match((await page.locator('option').allTextContents()).join(), /Buenos_Aires/);
        assert.equal(await statusOf(page), 'ready');
        await page.context().close();
      });
    }
  }
}

test('what a page can do after that: sort, choose a zone, take newer usage, also where there was no name', async () => {
  const { page, noise, takeOver } = await openPage(browsers.chromium!, {}, '?rows=3');
  await takeOver();
  await page.getByRole('button', { name: 'Report Name' }).click();
  assert.equal(new URL(page.url()).searchParams.get('sorting'), 'report_name:asc');
  const credits = () => page.locator('td.credits_used').allInnerTexts();
  await page.getByRole('button', { name: 'Credits Used' }).click();
  await page.getByRole('button', { name: 'Credits Used' }).click();
  assert.deepEqual(await credits(), ['3.00', '2.00', '1.00']);
  await page.locator('select').selectOption('UTC');
  assert.equal(await page.locator('td.timestamp').first().innerText(), '1 Apr 2024, 02:00');
  await page.locator('usage-dashboard').evaluate((element) => {
    const usage = [1, 2, 3, 4].map((id) => ({
      message_id: id,
      timestamp: '2024-04-01T00:00:00Z',
      report_name: `New ${id}`,
      credits_used: id,
    }));
    Object.assign(element, { usage, heading: 'Anew' });
  });
  await settled(page);
  assert.deepEqual(await page.locator('td.report_name').allInnerTexts(), ['New 4', 'New 3', 'New 2', 'New 1']);
  assert.equal(await page.locator('[part=total]').innerText(), '10.00 credits');
  assert.equal(await page.locator('h2').innerText(), 'Anew');
  assert.deepEqual(noise, []);
  await page.context().close();
});

test('the URL and the language of the page count once it is taken over', async () => {
  const search = '?rows=3&sorting=credits_used:desc&lang=ar';
  const { page, noise, takeOver } = await openPage(browsers.chromium!, {}, search);
  const section = page.locator('usage-dashboard section');
  assert.deepEqual(await page.locator('td.credits_used').allInnerTexts(), ['1.00', '2.00', '3.00']);
  await page.evaluate(() => (document.documentElement.lang = 'ar'));
  await takeOver();
  assert.deepEqual(await page.locator('td.credits_used').allInnerTexts(), ['3.00', '2.00', '1.00']);
  assert.equal(await section.getAttribute('dir'), 'rtl');
  assert.equal(new URL(page.url()).search, search);
  assert.deepEqual(noise, []);
  await page.context().close();
});

test('without a time zone or a locale, what is on its way has the place of what comes', async () => {
  for (const missing of ['time-zone', 'locale']) {
    const { page, noise, takeOver } = await openPage(browsers.chromium!, {}, `?rows=3&${missing}=`);
    assert.equal(await page.locator('section').getAttribute('aria-busy'), 'true');
    await takeOver();
    assert.equal(await page.locator('[part=total]').innerText(), '6.00 credits');
    assert.equal(await page.locator('section').getAttribute('aria-busy'), 'false');
    assert.equal(await page.locator('tbody tr').count(), 3);
    assert.deepEqual(noise, []);
    await page.context().close();
  }
});

test('what was given here counts, where the server was given something else', async () => {
  const items = (count: number, credits: (index: number) => number, day: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => ({
      message_id: 1000 + index,
      timestamp: new Date(Date.UTC(2024, 3, day(index), 2)).toISOString(),
      credits_used: credits(index),
    }));
  // The server has three messages that cost 1, 2 and 3, all of them on the first of April.
  for (const [usage, total, rows, bars] of [
    [
      items(
        1,
        () => 7,
        () => 1,
      ),
      '7.00',
      ['7.00'],
      ['7.00'],
    ],
    [
      items(
        3,
        () => 9,
        () => 1,
      ),
      '27.00',
      ['9.00', '9.00', '9.00'],
      ['27.00'],
    ],
    [
      items(
        3,
        (index) => 3 - index,
        (index) => 1 + index,
      ),
      '6.00',
      ['3.00', '2.00', '1.00'],
      ['3.00', '2.00', '1.00'],
    ],
  ] as const) {
    const { page, noise, takeOver } = await openPage(browsers.chromium!, {}, '?rows=3');
    await page.evaluate((given) => {
      document.querySelector('#usage')!.firstChild!.nodeValue = JSON.stringify(given);
    }, usage);
    await takeOver();
    assert.equal(await page.locator('[part=total]').innerText(), `${total} credits`);
    assert.deepEqual(await page.locator('td.credits_used').allInnerTexts(), rows);
    const labels = await page.locator('[part=bar]').evaluateAll((all) => all.map((bar) => bar.ariaLabel));
    assert.deepEqual(
      labels.map((label) => /: (.*) credits/.exec(label ?? '')?.[1]),
      bars,
    );
    assert.equal(
      await page
        .locator('tbody tr')
        .first()
        .evaluate((row) => getComputedStyle(row).display),
      'grid',
    );
    assert.deepEqual(noise, []);
    await page.context().close();
  }
});

test('the script tag draws anew what the server drew', async () => {
  // The example's policy lists Lit's own name.
  const { page, noise } = await openPage(browsers.chromium!, { bypassCSP: true }, '?rows=3');
  await keepBoxes(page);
  const bundle = readFileSync(new URL('../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url), 'utf8');
  await page.route('**/bundle.js', (route) => route.fulfill({ contentType: 'text/javascript', body: bundle }));
  await page.evaluate((script) => {
    const dashboard = document.querySelector('usage-dashboard')!;
    dashboard.usage = JSON.parse(document.querySelector('#usage')!.textContent!);
    return import(script);
  }, './bundle.js');
  await settled(page);
  assert.equal(await page.locator('usage-dashboard section').count(), 1);
  assert.equal(await page.locator('tbody tr').count(), 3);
  assert.equal((await boxesAfter(page)).shift, 0);
  assert.deepEqual(noise, []);
  await page.context().close();
});
