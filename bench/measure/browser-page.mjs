import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumArgs, needChromium } from '../../scripts/browsers.mjs';

/** Said by whatever takes too long; the browser is gone then. */
export class TimeOut extends Error {}

/**
 * A page in a browser of its own, so that nothing is warm from the one before and a page that hangs can be ended.
 * @param {string} url A page of the same origin, loaded first so that the renderer exists.
 * @param {number} timeout For each step, in milliseconds.
 */
export async function openPage(url, timeout) {
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1200 }, timezoneId: 'UTC', locale: 'en-US' });
  const cdp = await page.context().newCDPSession(page);
  const system = await browser.newBrowserCDPSession();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('crash', () => errors.push('the page crashed'));
  await page.goto(url);
  // Thread time: what the main thread computed, not what it waited for while others had the processor.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

  return {
    page,
    cdp,
    errors,
    /**
     * As `page.evaluate`, but bounded.
     * @param {string} expression
     */
    evaluate: (expression) => within(timeout, page.evaluate(expression), errors),
    /** A person's click; it waits until the page has heard of it. */
    click: (/** @type {number} */ x, /** @type {number} */ y) => within(timeout, page.mouse.click(x, y), errors),
    /** @param {string} file below bench/browser */
    run: (file) => page.evaluate(readFileSync(new URL(`../browser/${file}`, import.meta.url), 'utf8')),
    /** Time of the main thread, and of all threads of the page's process, in milliseconds. */
    async cpu() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? NaN;
      const { processInfo } = await system.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      return {
        main: metric('TaskDuration') * 1000,
        script: metric('ScriptDuration') * 1000,
        all: renderers.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0),
      };
    },
    /** What the page's process, its workers included, holds in memory of its own; NaN where /proc is not. */
    async memory() {
      const { processInfo } = await system.send('SystemInfo.getProcessInfo');
      return processInfo
        .filter(({ type }) => type === 'renderer')
        .reduce((sum, { id }) => sum + anonymousMemory(id), 0);
    },
    close: () => browser.close(),
  };
}

function anonymousMemory(/** @type {number} */ id) {
  const file = `/proc/${id}/status`;
  const kibibytes = existsSync(file) && /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kibibytes ? Number(kibibytes) * 1024 : NaN;
}

/**
 * The promise, or a `TimeOut` after so many milliseconds.
 * @template T
 * @param {number} timeout
 * @param {Promise<T>} promise
 * @param {readonly string[]} errors
 * @returns {Promise<T>}
 */
export function within(timeout, promise, errors = []) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    const seconds = timeout / 1000;
    timer = setTimeout(() => reject(new TimeOut([`not done after ${seconds} s`, ...errors].join('; '))), timeout);
  });
  return Promise.race([promise, /** @type {Promise<never>} */ (late)]).finally(() => clearTimeout(timer));
}
