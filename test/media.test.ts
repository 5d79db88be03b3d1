import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { openDashboard } from './dashboard-page.ts';

// What a person has set in the system or browser.

let browser: Browser;
before(async () => {
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
});
after(() => browser.close());

async function inPage(options: BrowserContextOptions, check: (page: Page) => Promise<void>): Promise<void> {
  const page = await openDashboard(browser, options);
  try {
    await check(page);
  } finally {
    await page.context().close();
  }
}

const styleOf = (page: Page, selector: string, name: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);

test('with reduced motion nothing moves, and without it the bars do, for 200 ms at most', async () => {
  for (const [reducedMotion, longest] of [
    ['reduce', 0],
    ['no-preference', 0.2],
  ] as const) {
    await inPage({ reducedMotion }, async (page) => {
      const durations = await page.evaluate(() => {
        const elements = (root: ParentNode): Element[] =>
          Array.from(root.querySelectorAll('*')).flatMap((one) => [
            one,
            ...(one.shadowRoot ? elements(one.shadowRoot) : []),
          ]);
        return elements(document).flatMap((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
          return [
            ...transitionDuration.split(',').map(parseFloat),
            ...(animationName === 'none' ? [] : animationDuration.split(',').map(parseFloat)),
          ];
        });
      });
      assert.ok(durations.length > 50);
      assert.equal(Math.max(...durations), longest);
    });
  }
});

test('bars move to their new height', async () => {
  await inPage({ reducedMotion: 'no-preference' }, async (page) => {
    const height = () =>
      page
        .locator('[part="bar-reports"]')
        .first()
        .evaluate((bar) => bar.getBoundingClientRect().height);
    // Usage that the page gives, as another source is another customer's, whose bars begin anew.
    await page.evaluate(() => {
      const item = { message_id: 1, timestamp: '2024-04-29T00:00:00Z', report_name: 'A', credits_used: 61 };
      Object.assign(document.querySelector('usage-dashboard')!, { usage: [item] });
    });
    await page.waitForTimeout(300);
    const before = await height();
    const during = await page.evaluate(async () => {
      const element = document.querySelector('usage-dashboard')!;
      const items = [61, 4.4, 300].map((credits_used, index) => ({
        message_id: index,
        timestamp: `2024-04-${29 + (index > 1 ? 1 : 0)}T0${index}:00:00Z`,
        report_name: 'A',
        credits_used,
      }));
      items.push({ message_id: 9, timestamp: '2024-05-01T10:00:00Z', report_name: 'A', credits_used: 1 });
      Object.assign(element, { usage: items });
      const bar = element.shadowRoot!.querySelector('usage-chart')!.shadowRoot!;
      const seen: number[] = [];
      const end = performance.now() + 400;
      while (performance.now() < end) {
        await new Promise(requestAnimationFrame);
        seen.push(bar.querySelector('[part="bar-reports"]')!.getBoundingClientRect().height);
      }
      return seen;
    });
    const after = during.at(-1)!;
    assert.ok(after < before - 20, `${before} to ${after}`);
    assert.ok(during.some((value) => value < before - 1 && value > after + 1));
  });
});

test('forced colours: bars, focus and lines are drawn in the system’s', async () => {
  await inPage({ forcedColors: 'active' }, async (page) => {
    const system = (name: string) =>
      page.evaluate((color) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = color;
        const { color: computed } = getComputedStyle(probe);
        probe.remove();
        return computed;
      }, name);
    assert.equal(await styleOf(page, '[part="bar-reports"]', 'fill'), await system('Highlight'));
    assert.equal(await styleOf(page, '[part="bar-reports"]', 'stroke'), await system('CanvasText'));
    assert.equal(await styleOf(page, 'section', 'background-color'), await system('Canvas'));
    assert.equal(await styleOf(page, '.facts', 'color'), await system('CanvasText'));
    await page.locator('.plot').focus();
    await page.keyboard.press('Home');
    assert.equal(await styleOf(page, '.plot', 'outline-color'), await system('Highlight'));
  });
});

test('with more contrast, what is secondary is as dark as the rest', async () => {
  await inPage({ contrast: 'more' }, async (page) => {
    assert.equal(await styleOf(page, '.facts', 'color'), await styleOf(page, '.total', 'color'));
  });
  await inPage({}, async (page) => {
    assert.notEqual(await styleOf(page, '.facts', 'color'), await styleOf(page, '.total', 'color'));
  });
});

test('on paper the colours are those of a light page', async () => {
  await inPage({ colorScheme: 'dark' }, async (page) => {
    await page.addStyleTag({ content: ':root { color-scheme: dark }' });
    const dark = await styleOf(page, 'section', 'background-color');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await styleOf(page, 'section', 'background-color'), 'rgb(255, 255, 255)');
    assert.notEqual(dark, 'rgb(255, 255, 255)');
  });
});
