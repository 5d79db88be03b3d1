import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */

/** Where the pages of pictures are. */
export const origin = 'http://usage.example';

const font = readFileSync(
  fileURLToPath(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
);

/** A typeface that every machine has; and so little height for rows that a picture stays small. */
export const pictureStyle = `
  @font-face { font-family: Pictures; font-weight: 100 900; src: url(data:font/woff2;base64,${font.toString('base64')}) }
  :root { font-family: Pictures; --usage-font: Pictures; --usage-table-max-height: 22rem }
`;

/** The same everywhere: clock, place, language, and nothing that moves. */
export const pictureContext = /** @type {const} */ ({
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  reducedMotion: 'reduce',
  bypassCSP: true,
});

/** Time stands still, a little after the sample's month. */
export const pictureTime = new Date('2026-11-02T09:30:00Z');

/**
 * @param {Browser} browser
 * @param {unknown[]} items what is on paper, in place of everything
 * @param {import('./picture-states.mjs').Picture} picture
 * @returns {Promise<Buffer>} a PNG
 */
export async function takePicture(browser, items, { width, mode, usage, act }) {
  const page = await browser.newPage({
    ...pictureContext,
    viewport: { width, height: 800 },
    colorScheme: mode === 'dark' ? 'dark' : 'light',
    forcedColors: mode === 'forced-colours' ? 'active' : 'none',
  });
  try {
    await page.clock.setFixedTime(pictureTime);
    if (usage) await page.route('**/usage', usage);
    if (mode === 'print' && !usage) {
      // On paper, every row is there: one page of them will do.
      await page.route('**/usage', (route) => route.fulfill({ json: { usage: items } }));
    }
    if (mode === 'rtl') await page.addInitScript(speakArabic);
    await page.goto(origin);
    await page.addStyleTag({ content: pictureStyle });
    await page.evaluate(() => document.fonts.load('16px Pictures'));
    await act(page);
    if (mode === 'print') {
      await page.emulateMedia({ media: 'print' });
      // What a browser does before it prints.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    }
    await rest(page);
    return await page.screenshot({ fullPage: true });
  } finally {
    await page.close();
  }
}

/**
 * Resolves once what was measured has been drawn.
 * @param {Page} page
 */
export async function rest(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** In the page, before anything else in it. */
function speakArabic() {
  new MutationObserver((_, observer) => {
    Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' });
    observer.disconnect();
  }).observe(document, { childList: true });
}
