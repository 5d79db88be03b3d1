import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumArgs, needChromium } from '../../scripts/browsers.mjs';
import { slopeOf } from '../load/slope.mjs';

const script = new URL('../../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url);
const messages = 400;
const usage = Array.from({ length: messages }, (_, index) => ({
  message_id: index,
  timestamp: new Date(Date.UTC(2026, 9, 1) + index * 6_000_000).toISOString(),
  ...(index % 3 ? {} : { report_name: `Report ${index % 7}` }),
  credits_used: (index % 90) / 10,
}));

/**
 * What Chromium holds for a page, after garbage collection: elements and texts (also those that are in no page any more),
 * listeners, documents, and the heap in bytes.
 * @typedef {{ nodes: number, listeners: number, documents: number, heap: number }} Held
 */

/**
 * What a page has kept of the dashboards that were in it, a line for each kind, and whether that is too much: more nodes,
 * listeners or documents than before, or a heap that may grow by more than `limit` bytes a dashboard, with 95 % confidence.
 * @param {readonly Held[]} held at equal distances
 * @param {number} rounds between the first and the last
 * @param {number} limit
 * @returns {{ lines: string[], leaks: boolean }}
 */
export function judge(held, rounds, limit) {
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new Error('Nothing was measured.');
  const counted = /** @type {const} */ (['nodes', 'listeners', 'documents']);
  const apart = rounds / (held.length - 1);
  const { slope, margin } = slopeOf(held.map(({ heap }, index) => ({ x: index * apart, y: heap })));
  const mebibytes = (/** @type {number} */ value) => (value / 2 ** 20).toFixed(2);
  return {
    lines: [
      ...counted.map((name) => `${name}: ${first[name]} before, ${last[name]} after`),
      `heap: ${mebibytes(first.heap)} MiB before, ${mebibytes(last.heap)} MiB after`,
      `${slope.toFixed(0)} bytes a dashboard, give or take ${margin.toFixed(0)}; at most ${limit}`,
    ],
    leaks: counted.some((name) => last[name] > first[name]) || !(slope + margin <= limit),
  };
}

/**
 * Mounts, refreshes, sorts, windows, moves and removes dashboards, one after the other, in one page.
 * @param {number} rounds
 * @param {number} samples How often is looked at what is held; the first look is after `warmUp` rounds more.
 * @param {number} warmUp
 * @returns {Promise<Held[]>}
 */
export async function soakPage(rounds, samples, warmUp) {
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const noise = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(String(error)));
    await page.route('**/usage', (route) => route.fulfill({ json: { usage } }));
    await page.route('https://example.test/', (route) => {
      void route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Soak</title><main></main>' });
    });
    await page.goto('https://example.test/');
    await page.addScriptTag({ content: readFileSync(script, 'utf8') });
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const look = async () => {
      for (let count = 0; count < 3; count++) await client.send('HeapProfiler.collectGarbage');
      const { metrics } = await client.send('Performance.getMetrics');
      const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
      return {
        nodes: of('Nodes'),
        listeners: of('JSEventListeners'),
        documents: of('Documents'),
        heap: of('JSHeapUsedSize'),
      };
    };
    await page.evaluate(live, warmUp);
    const held = [await look()];
    for (let sample = 0; sample < samples; sample++) {
      await page.evaluate(live, Math.round(rounds / samples));
      held.push(await look());
    }
    if (noise.length) throw new Error(`The console shall stay silent: ${noise[0]}`);
    return held;
  } finally {
    await browser.close();
  }
}

/**
 * Runs in the page: so many lives of a dashboard.
 * @param {number} rounds
 */
async function live(rounds) {
  const place = /** @type {HTMLElement} */ (document.querySelector('main'));
  for (let round = 0; round < rounds; round++) {
    const element = /** @type {any} */ (document.createElement('usage-dashboard'));
    element.src = '/usage';
    element.timeZone = 'Europe/London';
    element.refreshInterval = 60;
    const loaded = new Promise((resolve) => element.addEventListener('usage-load', resolve, { once: true }));
    place.append(element);
    await loaded;
    await element.updateComplete;
    const inside = (/** @type {string} */ tag) => element.shadowRoot.querySelector(tag);
    inside('usage-table').shadowRoot.querySelector('thead button').click();
    inside('usage-chart')
      .shadowRoot.querySelector('.plot')
      .dispatchEvent(new PointerEvent('pointermove', { clientX: 100 }));
    inside('usage-table').shadowRoot.querySelector('.scroller').scrollTop = 2000;
    await element.refresh();
    element.usage = [];
    await element.updateComplete;
    if (round % 2) {
      place.replaceChildren();
      place.append(element);
      element.usage = undefined;
    }
    place.replaceChildren();
    history.replaceState(null, '', location.pathname);
  }
}
