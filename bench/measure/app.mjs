import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './browser-page.mjs';

const probe = readFileSync(new URL('../browser/probe.js', import.meta.url), 'utf8');
/** How long a page is left alone after its first paint, for what it does later. */
const settle = 500;

/**
 * Loads an app with so many messages, and then sorts and scrolls it. What is measured goes into `record` as it comes, so
 * that a time-out keeps what was there before it.
 * @param {string} origin
 * @param {import('../apps.mjs').App} app
 * @param {number} count
 * @param {{ timeout: number, extremes: readonly number[], steps: ReadonlySet<string> }} options
 * @param {(measure: string, value: number) => void} record
 */
export async function measureApp(origin, app, count, { timeout, extremes, steps }, record) {
  const opened = await openPage(`${origin}/blank`, timeout);
  const { page, cdp, evaluate, run } = opened;
  const appText = JSON.stringify(app);
  try {
    await page.addInitScript(probe);
    await sleep(200);
    const before = await opened.cpu();
    await page.goto(`${origin}${app.path}?n=${count}`, { waitUntil: 'commit' });
    record('load', Number(await evaluate(`bench.loaded(${appText})`)));
    await sleep(settle);
    const after = await opened.cpu();
    record('load CPU', after.main - before.main);
    record('load CPU, all threads', after.all - before.all);
    const longTasks = /** @type {number[]} */ (await evaluate('bench.longTasks'));
    record('long tasks', longTasks.length);
    record('longest task', Math.max(0, ...longTasks));
    if (steps.has('memory')) await measureMemory();
    if (steps.has('sort')) await measureSort();
    if (steps.has('scroll')) await measureScroll();
    if (opened.errors.length) throw new Error(opened.errors.join('; '));
  } finally {
    await opened.close();
  }

  async function measureMemory() {
    record('elements', Number(await evaluate('bench.countElements()')));
    await cdp.send('HeapProfiler.enable');
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.collectGarbage');
    const usage = /** @type {{ usedSize: number, backingStorageSize?: number }} */ (
      await cdp.send('Runtime.getHeapUsage')
    );
    record('heap', usage.usedSize + (usage.backingStorageSize ?? 0));
    record('heap, objects', usage.usedSize);
    record('heap, array buffers', usage.backingStorageSize ?? NaN);
    record('process memory', await opened.memory());
  }

  async function measureSort() {
    await run('sort.js');
    const point = /** @type {{ x: number, y: number }} */ (
      await evaluate(`bench.watchSort(${appText}, ${JSON.stringify(extremes)})`)
    );
    const before = await opened.cpu();
    await opened.click(point.x, point.y);
    record('sort', Number(await evaluate('bench.sorted')));
    await sleep(settle);
    record('sort CPU', (await opened.cpu()).main - before.main);
  }

  async function measureScroll() {
    await run('scroll.js');
    for (const ahead of [true, false]) {
      /** @type {{ height: number, frames: number, slow: number, blank: number, lastCredits?: string }} */
      const seen = await evaluate(`bench.scroll(${appText}, ${ahead})`);
      if (seen.height <= 0) return;
      record(ahead ? 'blank frames, ahead' : 'blank frames, in step', (100 * seen.blank) / seen.frames);
      if (!ahead) continue;
      record('frames', seen.frames);
      record('frames over 33 ms', seen.slow);
      const end = Number(seen.lastCredits?.replaceAll(',', ''));
      record('last row reached', extremes.includes(end) ? 1 : 0);
    }
  }
}
