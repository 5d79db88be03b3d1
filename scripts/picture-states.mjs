/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Route} Route */
/**
 * @typedef {object} State What the browser is given in place of the server's answer, and what is done before the picture.
 * @property {(route: Route) => unknown} [usage]
 * @property {(page: Page) => Promise<unknown>} act
 */
/** @typedef {'light' | 'dark' | 'forced-colours' | 'rtl' | 'print'} Mode */
/** @typedef {State & { name: string, state: string, width: number, mode: Mode }} Picture */

const failure = {
  status: 503,
  json: { error: { code: 'upstream_unreachable', message: 'The usage could not be read just now.' } },
};
const firstRow = (/** @type {Page} */ page) => page.locator('td.message_id:not(:has(.placeholder))').first().waitFor();
const answer = (/** @type {unknown[]} */ usage) => (/** @type {Route} */ route) => route.fulfill({ json: { usage } });

/** Enough for the table to be windowed: 1,200 messages over a quarter. */
const manyItems = Array.from({ length: 1_200 }, (_, index) => ({
  message_id: 20_000 + index,
  timestamp: new Date(Date.UTC(2026, 7, 1) + index * 6_600_000).toISOString(),
  ...(index % 7 === 3 && { report_name: `Review of contract ${index}` }),
  credits_used: index % 7 === 3 ? 64 : 1 + ((index * 37) % 90) / 10,
}));

/** @type {Record<string, State>} */
const states = {
  ready: { act: firstRow },
  sorted: {
    async act(page) {
      await page.getByRole('button', { name: 'Report Name' }).click();
      await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
      await page.getByRole('button', { name: 'Credits Used' }).click({ modifiers: ['Shift'] });
      await page.mouse.move(0, 0);
    },
  },
  pointed: {
    async act(page) {
      await firstRow(page);
      // As high as the picture, so that nothing moves under the mouse when it is taken.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
      await page.locator('.plot').hover();
    },
  },
  focused: {
    async act(page) {
      await firstRow(page);
      await page.locator('.plot').focus();
    },
  },
  loading: { usage: () => new Promise(() => {}), act: (page) => page.locator('.placeholder').first().waitFor() },
  empty: { usage: answer([]), act: (page) => page.locator('[part="empty"]').waitFor() },
  failed: { usage: (route) => route.fulfill(failure), act: (page) => page.locator('summary').click() },
  stale: {
    async act(page) {
      await firstRow(page);
      await page.route('**/usage', (route) => route.fulfill(failure));
      await page.evaluate(() => document.querySelector('usage-dashboard')?.refresh());
    },
  },
  many: { usage: answer(manyItems), act: firstRow },
  days: {
    async act(page) {
      await firstRow(page);
      await page.getByRole('button', { name: 'Show as table' }).click();
      await page.mouse.move(0, 0);
    },
  },
};

const widths = [320, 768, 1280];
const everyMode = new Set(['ready', 'failed', 'pointed']);

/** Every picture that there is. */
export const pictureSeries = Object.entries(states).flatMap(([state, how]) =>
  /** @type {Mode[]} */ ([
    'light',
    'dark',
    ...(everyMode.has(state) ? /** @type {const} */ (['forced-colours', 'rtl', 'print']) : []),
  ]).flatMap((mode) =>
    widths.map((width) => /** @type {Picture} */ ({ ...how, name: `${state}-${width}-${mode}`, state, width, mode })),
  ),
);
