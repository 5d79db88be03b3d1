import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { start } from '../examples/theming/server.js';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes = ['Paper', 'Console', 'Bloom', 'Primer'];

let server: { url: string; close(): Promise<void> };
let browser: Browser;

before(async () => {
  server = await start({ port: 0 });
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The page, its usage drawn. */
async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; noise: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, reducedMotion: 'reduce', ...options });
  const noise: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
  await page.goto(server.url);
  await page.locator('td.message_id:not(:has(.placeholder))').first().waitFor();
  return { page, noise };
}

const look = (page: Page) =>
  page.locator('usage-dashboard').evaluate((element) => {
    const style = getComputedStyle(element.shadowRoot!.querySelector('section')!);
    return [style.backgroundColor, style.color, style.fontFamily, style.fontSize, style.borderRadius].join('; ');
  });

test('the keyboard alone switches themes and schemes, live, and the strict page reports nothing', async () => {
  const { page, noise } = await open();
  await page.keyboard.press('Tab');
  const looks = new Set([await look(page)]);
  for (const theme of themes.slice(1)) {
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: theme }).isChecked());
    looks.add(await look(page));
  }
  await page.keyboard.press('Tab');
  for (const scheme of ['Light', 'Dark']) {
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: scheme }).isChecked());
    looks.add(await look(page));
  }
  // Light is what this browser asks for: it looks as before.
  assert.equal(looks.size, themes.length + 1);
  assert.deepEqual(noise, []);
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in ${colorScheme}, every theme is clean by axe, contrast included, and its bars are seen`, async () => {
    const { page } = await open({ colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    for (const theme of themes) {
      await page.getByRole('radio', { name: theme }).check();
      // Notices, tooltips and what is pointed at have grounds of their own.
      await page.locator('.plot').focus();
      await page.getByRole('button', { name: 'Download CSV' }).hover();
      const violations = await page.evaluate(async () => {
        const results: AxeResults = await (window as unknown as { axe: typeof import('axe-core') }).axe.run();
        return results.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message}`),
        );
      });
      assert.deepEqual(violations, [], theme);
      for (const [part, ratio] of await barContrasts(page)) {
        assert.ok(ratio >= 3, `${theme}: ${part} has ${ratio.toFixed(2)} to 1`);
      }
    }
    await page.close();
  });
}

/** How both kinds of bars stand out from the ground. */
function barContrasts(page: Page): Promise<[string, number][]> {
  return page.locator('usage-chart').evaluate((chart) => {
    const root = chart.shadowRoot!;
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
        const share = Number(text) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const section = (chart.getRootNode() as ShadowRoot).querySelector('section')!;
    const ground = luminance(getComputedStyle(section).backgroundColor);
    return ['rect.reports', 'rect.messages'].map((name): [string, number] => {
      const bar = luminance(getComputedStyle(root.querySelector(name)!).fill);
      return [name, (Math.max(bar, ground) + 0.05) / (Math.min(bar, ground) + 0.05)];
    });
  });
}
