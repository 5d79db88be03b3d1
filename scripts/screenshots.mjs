// Pictures of the dashboard in each state, at two widths, light and dark, into screenshots/; one of them goes into the
// README. Made to be looked at.
import './build.mjs';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { chromiumArgs, needChromium } from './browsers.mjs';
import { root } from './processes.mjs';

const folder = join(root, 'screenshots');
const widths = [320, 380, 1280];
const failure = {
  status: 503,
  json: { error: { code: 'upstream_unreachable', message: 'The usage could not be read just now.' } },
};

/**
 * What the browser is given in place of the server's answer, and what is done before the picture.
 * @type {Record<string, { usage?: (route: import('playwright-core').Route) => unknown,
 *   act?: (page: import('playwright-core').Page) => Promise<unknown> }>}
 */
const states = {
  ready: { act: (page) => page.locator('tbody tr').first().waitFor() },
  sorted: {
    act: async (page) => {
      await page.getByRole('button', { name: 'Report Name' }).click();
      await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
      await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
    },
  },
  pointed: { act: (page) => page.locator('.plot').hover() },
  focused: { act: (page) => page.locator('.plot').focus() },
  loading: { usage: () => new Promise(() => {}) },
  empty: { usage: (route) => route.fulfill({ json: { usage: [] } }) },
  failed: { usage: (route) => route.fulfill(failure), act: (page) => page.locator('summary').click() },
  violated: {
    usage: (route) => route.fulfill({ json: { usage: [{ message_id: 1, timestamp: '2024-02-30', credits_used: 1 }] } }),
    act: (page) => page.getByText('Try again').waitFor({ timeout: 20_000 }),
  },
  stale: {
    act: async (page) => {
      await page.locator('tbody tr').first().waitFor();
      await page.route('**/usage', (route) => route.fulfill(failure));
      await page.evaluate(() => document.querySelector('usage-dashboard')?.refresh());
    },
  },
  refreshing: {
    act: async (page) => {
      await page.locator('tbody tr').first().waitFor();
      await page.route('**/usage', () => new Promise(() => {}));
      await page.evaluate(() => void document.querySelector('usage-dashboard')?.refresh());
    },
  },
  boxed: {
    act: async (page) => {
      await page.addStyleTag({ content: 'usage-dashboard { height: 520px }' });
      await page.locator('tbody tr').first().waitFor();
    },
  },
};

const chosen = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await start({ port: 0 });
const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
for (const [name, { usage, act }] of Object.entries(states)) {
  if (chosen.length && !chosen.includes(name)) continue;
  for (const width of widths) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await browser.newPage({
        viewport: { width, height: width < 500 ? 900 : 860 },
        colorScheme,
        deviceScaleFactor: 2,
        timezoneId: 'Europe/London',
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      if (usage) await page.route('**/usage', usage);
      await page.goto(server.url);
      await act?.(page);
      await page.waitForTimeout(100);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
      if (name === 'ready' && width === 1280 && colorScheme === 'light') {
        await page.screenshot({ path: join(root, 'docs', 'dashboard.png') });
      }
      await page.close();
    }
  }
}
await browser.close();
await server.close();
console.log(`The pictures are in ${folder}.`);
