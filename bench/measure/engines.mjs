import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { firefox } from 'playwright-core';
import { within } from './browser-page.mjs';
import { openWebKit } from './webkit.mjs';

const read = (/** @type {string} */ file) => readFileSync(new URL(`../browser/${file}`, import.meta.url), 'utf8');
const timeout = 120_000;
const installed = (/** @type {string} */ name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/**
 * Crosses the whole height of our table in the engines that are not Chromium, where they are installed.
 * @param {string} origin
 * @param {import('../apps.mjs').App} app
 * @param {number} count
 * @param {number} rounds
 */
export async function measureEngines(origin, app, count, rounds) {
  /** @type {Record<string, Record<string, number[]>>} */
  const values = {};
  const openers = {
    ...(installed('firefox-esr') && { Firefox: openFirefox }),
    ...(installed('WebKitWebDriver') && installed('Xvfb') && { WebKit: openWebKit }),
  };
  for (let round = 0; round < rounds; round++) {
    for (const [name, open] of Object.entries(openers)) {
      const page = await open();
      try {
        await page.goto(`${origin}${app.path}?n=${count}`);
        for (const file of ['probe.js', 'scroll.js']) await page.run(read(file));
        const appText = JSON.stringify(app);
        await within(timeout, page.evaluate(`bench.loaded(${appText})`));
        const measures = (values[name] ??= {});
        const record = (/** @type {string} */ measure, /** @type {number} */ value) =>
          (measures[measure] ??= []).push(value);
        for (const ahead of [true, false]) {
          const seen = await within(timeout, page.evaluate(`bench.scroll(${appText}, ${ahead})`));
          record(ahead ? 'blank frames, ahead, %' : 'blank frames, in step, %', (100 * seen.blank) / seen.frames);
          record(ahead ? 'frames, ahead' : 'frames, in step', seen.frames);
          record('last row reached', Number(seen.lastId) === 20_000 + count - 1 ? 1 : 0);
        }
      } catch (error) {
        console.log(`  ${name}: ${error instanceof Error ? error.message : error}`);
      } finally {
        await page.close();
      }
    }
  }
  return values;
}

async function openFirefox() {
  // Playwright's own build cannot be had everywhere; this channel drives Debian's.
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath: installed('firefox-esr') ?? '' });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1200 } });
  return {
    goto: (/** @type {string} */ url) => page.goto(url),
    run: (/** @type {string} */ code) => page.evaluate(code),
    evaluate: (/** @type {string} */ expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}
