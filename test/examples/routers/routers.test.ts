import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { UsageDashboard } from '@usage/dashboard';
import { engines } from '../engines.ts';
import { chooseUtc, expectOneState, sortByCredits } from './one-state.ts';
import { routerApps, serveApp } from './router-apps.ts';
import { drawn, visit, visitUsage } from './visit.ts';

const query = '?a=1&b=%7e';
const ascending = 'credits_used:asc';
const descending = 'credits_used:desc';

/** A router may keep the place of its own where it stands: vue-router's `current` follows the URL. */
const withoutPlace = (state: Record<string, unknown>) => ({ ...state, current: undefined });
const stateOf = (page: Page) => page.evaluate(() => history.state);
const pathOf = (page: Page) => page.evaluate(() => location.href.slice(location.origin.length));
const go = (page: Page, steps: number) => page.evaluate((delta) => history.go(delta), steps);
const refreshDashboard = (page: Page) =>
  page.locator('usage-dashboard').evaluate((element) => (element as UsageDashboard).refresh());

/** Presses a button of the app, and waits until its router has done what it says. */
async function press(page: Page, name: string): Promise<void> {
  const before = await page.locator('#page').textContent();
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForFunction((text) => document.querySelector('#page')?.textContent !== text, before);
}

for (const app of routerApps) {
  for (const [engine, launch] of engines) {
    describe(`${app.name} in ${engine}`, { skip: launch ? false : `${engine} is not installed` }, () => {
      let browser: Browser;
      let server: Awaited<ReturnType<typeof serveApp>>;
      const at = (path: string) => new URL(path, server.url).href;
      before(async () => {
        server = await serveApp(app);
        browser = await launch!();
      });
      /** The dashboard's own write is in what a router writes that adopts it. */
      const kept = [app.adopts && ascending, app.adopts && 'UTC'] as const;
      after(async () => {
        await browser?.close();
        server?.close();
      });

      test('nothing is written on load, nor by a refresh of the dashboard', async (t) => {
        const other = await visit(t, browser, at(app.other));
        const { page, writes, end } = await visitUsage(t, browser, at(app.usage(query)));
        assert.equal(await writes(), await other.writes(), 'the router alone writes');
        await refreshDashboard(page);
        assert.equal(await writes(), await other.writes());
        assert.equal(await pathOf(page), app.usage(query));
        await end();
      });

      test('a click and a choice write the two parameters, and nothing else of URL and state', async (t) => {
        const { page, end } = await visitUsage(t, browser, at(app.usage(query)));
        const state = await stateOf(page);
        await sortByCredits(page);
        await expectOneState(page, ascending);
        assert.equal(await pathOf(page), app.usage(`${query}&sorting=${ascending}`));
        await chooseUtc(page);
        await expectOneState(page, ascending, 'UTC');
        assert.equal(await pathOf(page), app.usage(`${query}&sorting=${ascending}&tz=UTC`));
        assert.deepEqual(withoutPlace(await stateOf(page)), withoutPlace(state));
        await end();
      });

      test('a refresh of the router leaves one state', async (t) => {
        const { page, end } = await visitUsage(t, browser, at(app.usage(query)));
        await sortByCredits(page);
        await chooseUtc(page);
        await press(page, 'Refresh');
        await expectOneState(page, ...kept);
        await press(page, 'Refresh');
        await expectOneState(page, ...kept);
        await end();
      });

      test('another parameter that the router sets leaves one state, and so does the way back', async (t) => {
        const { page, end } = await visitUsage(t, browser, at(app.usage(query)));
        await sortByCredits(page);
        await chooseUtc(page);
        await press(page, 'Page 2');
        await expectOneState(page, ...kept);
        assert.match(await pathOf(page), /a=1.*page=2/);
        await go(page, -1);
        await page.getByText('Page 1').waitFor();
        await expectOneState(page, ascending, 'UTC');
        await go(page, 1);
        await page.getByText('Page 2,').waitFor();
        await expectOneState(page, ...kept);
        await end();
      });

      test('after another route, what was left is there again', async (t) => {
        const { page, end } = await visitUsage(t, browser, at(app.usage(query)));
        await sortByCredits(page);
        await chooseUtc(page);
        await page.getByRole('link', { name: 'Other' }).click();
        await page.getByRole('heading', { name: 'Other' }).waitFor();
        const other = await pathOf(page);
        await go(page, -1);
        await drawn(page);
        await expectOneState(page, ascending, 'UTC');
        await go(page, 1);
        await page.getByRole('heading', { name: 'Other' }).waitFor();
        assert.equal(await pathOf(page), other);
        await go(page, -1);
        await drawn(page);
        await expectOneState(page, ascending, 'UTC');
        await sortByCredits(page);
        await expectOneState(page, descending, 'UTC');
        await end();
      });

      test('the app’s own link to a sorting sorts, and so does the way back', async (t) => {
        const { page, end } = await visitUsage(t, browser, at(app.usage(query)));
        await sortByCredits(page);
        await page.getByRole('link', { name: 'Dearest first' }).click();
        await expectOneState(page, descending);
        await go(page, -1);
        await expectOneState(page, ascending);
        await go(page, 1);
        await expectOneState(page, descending);
        await sortByCredits(page);
        await expectOneState(page, '');
        await end();
      });

      test('a page that was left and stays, hidden, writes nothing', { skip: !app.keeps }, async (t) => {
        const { page, writes, end } = await visitUsage(t, browser, at(app.usage(query)));
        await page.getByRole('link', { name: 'Other' }).click();
        await page.getByRole('heading', { name: 'Other' }).waitFor();
        const before = await writes();
        await refreshDashboard(page);
        await page.locator('usage-table th.credits_used button').dispatchEvent('click');
        assert.equal(await pathOf(page), app.other);
        assert.equal(await writes(), before);
        await end();
      });
    });
  }
}
