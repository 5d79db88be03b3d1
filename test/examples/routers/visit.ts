import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';

/** A page of an app, opened. */
export interface Visit {
  page: Page;
  /** How many times anything has called pushState or replaceState. */
  writes(): Promise<number>;
  /** Fails when the console or an error said something, or the page was loaded again. */
  end(): Promise<void>;
}

/** Opens a page of an app, which its heading shows to be there. */
export async function visit(t: TestContext, browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage();
  t.after(() => page.close());
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => noise.push(String(error)));
  await page.addInitScript(() => {
    const counted = Object.assign(window, { writes: 0 });
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = History.prototype[name];
      History.prototype[name] = function (...args) {
        counted.writes++;
        original.apply(this, args);
      };
    }
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => Object.assign(window, { here: true }));
  return {
    page,
    writes: () => page.evaluate(() => (window as unknown as { writes: number }).writes),
    async end() {
      assert.deepEqual(noise, []);
      assert.ok(await page.evaluate(() => 'here' in window), 'the page was loaded again');
    },
  };
}

/** Opens a page that has the dashboard, and waits for its rows. */
export async function visitUsage(t: TestContext, browser: Browser, url: string): Promise<Visit> {
  const visited = await visit(t, browser, url);
  await drawn(visited.page);
  return visited;
}

/** Waits for the rows. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('usage-table tbody tr').nth(1).waitFor();
}
