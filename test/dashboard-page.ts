import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const script = new URL('../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url);

/** Three messages, two of them by reports. */
export const usage = [
  { message_id: 1, timestamp: '2024-04-29T02:08:29Z', report_name: 'Short Report', credits_used: 61 },
  { message_id: 2, timestamp: '2024-04-29T23:30:00Z', credits_used: 4.4 },
  { message_id: 3, timestamp: '2024-05-01T10:22:13Z', report_name: 'Annual Report', credits_used: 79 },
];

/** A page with nothing but a dashboard, made by the built script and drawn. */
export async function openDashboard(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ timezoneId: 'Europe/London', ...options });
  await page.clock.setFixedTime('2024-05-02T12:00:00Z');
  await page.route('**/usage', (route) => route.fulfill({ json: { usage } }));
  await page.route('https://example.test/', (route) => {
    void route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>Account</title>' });
  });
  await page.goto('https://example.test/');
  await page.addScriptTag({ content: readFileSync(script, 'utf8') });
  await page.evaluate(() => {
    document.body.innerHTML = '<usage-dashboard src="/usage" time-zone="Europe/London"></usage-dashboard>';
  });
  // Rows alone may be those of the first frame, which waits.
  await page.locator('tbody').getByText('79.00').waitFor();
  return page;
}
