import { start as startThemes } from '../examples/theming/server.js';
import { origin, pictureContext, pictureStyle, pictureTime, rest } from './picture-taking.mjs';

/** @typedef {import('playwright-core').Browser} Browser */

const themes = ['paper', 'console', 'bloom', 'primer'];

/**
 * The dashboard as `npm start` shows it, for the README.
 * @param {Browser} browser
 */
export async function takeDashboard(browser) {
  const page = await browser.newPage({
    ...pictureContext,
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: 2,
  });
  await page.clock.setFixedTime(pictureTime);
  await page.goto(origin);
  await page.addStyleTag({ content: pictureStyle.replace('22rem', '70vh') });
  await page.evaluate(() => document.fonts.load('16px Pictures'));
  await page.locator('td.message_id:not(:has(.placeholder))').first().waitFor();
  await rest(page);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/**
 * The four themes of examples/theming, each with its left half light and its right half dark.
 * @param {Browser} browser
 */
export async function takeThemes(browser) {
  const server = await startThemes({ port: 0 });
  const size = { width: 760, height: 620 };
  /** @type {string[]} */
  const halves = [];
  for (const theme of themes) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await browser.newPage({ ...pictureContext, viewport: size, colorScheme });
      await page.clock.setFixedTime(pictureTime);
      await page.goto(server.url);
      await page.getByRole('radio', { name: theme }).check();
      await page.locator('td.message_id:not(:has(.placeholder))').first().waitFor();
      await rest(page);
      halves.push((await page.screenshot()).toString('base64'));
      await page.close();
    }
  }
  await server.close();
  const page = await browser.newPage({ viewport: { width: size.width * 2, height: size.height * 2 } });
  const images = halves.map((data, index) => {
    const side = index % 2 ? 'dark' : 'light';
    return `${side === 'light' ? '<div>' : ''}<img class="${side}" src="data:image/png;base64,${data}">${side === 'dark' ? '</div>' : ''}`;
  });
  await page.setContent(`<style>
    body { display: grid; grid-template-columns: 1fr 1fr; margin: 0 }
    div { position: relative; height: ${size.height}px }
    img { position: absolute; inset: 0 }
    .dark { clip-path: inset(0 0 0 50%) }
  </style>${images.join('')}`);
  await page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())));
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
