// The manifest beside the built elements: what is documented is there, and what is there is documented.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { elementFaces } from '../scripts/manifest/elements.mjs';

const dist = new URL('../packages/dashboard/dist/', import.meta.url);
const faces = elementFaces(JSON.parse(readFileSync(new URL('custom-elements.json', dist), 'utf8')));
const names = (all: { name: string }[]) => all.map(({ name }) => name).toSorted();

let browser: Browser;
let page: Page;
before(async () => {
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
  page = await browser.newPage();
  await page.setContent('<!doctype html><title>Usage</title><usage-dashboard></usage-dashboard>');
  await page.addScriptTag({ path: fileURLToPath(new URL('usage-dashboard.min.js', dist)) });
  await page.evaluate(() => {
    const dashboard = document.querySelector('usage-dashboard');
    const timestamp = '2024-04-29T02:08:29.375Z';
    if (dashboard) dashboard.usage = [{ message_id: 1, timestamp, report_name: 'A', credits_used: 4.4 }];
  });
  await page.locator('tbody td').first().waitFor();
  await page.locator('[part=plot]').hover();
});
after(() => browser?.close());

for (const { tag, attributes, properties, methods, parts, cssProperties } of faces) {
  test(`<${tag}>: the attributes are those that it observes`, async () => {
    const observed = await page.evaluate(
      (name) => (customElements.get(name) as unknown as { observedAttributes: string[] }).observedAttributes,
      tag,
    );
    assert.deepEqual(names(attributes), observed.toSorted());
  });

  test(`<${tag}>: the properties and methods are there`, async () => {
    const wanted = names([...properties, ...methods]);
    const missing = await page.evaluate(
      ([name = '', wanted]) => {
        const element = document.createElement(name) as unknown as Record<string, unknown>;
        return (wanted as string[]).filter((property) => !(property in element));
      },
      [tag, wanted] as const,
    );
    assert.ok(wanted.length > 2);
    assert.deepEqual(missing, []);
  });

  test(`<${tag}>: the parts that it draws are documented`, async () => {
    const drawn = await page
      .locator(tag)
      .locator('[part]')
      .evaluateAll(
        (all, tag) =>
          all
            .filter((one) => (one.getRootNode() as ShadowRoot).host?.localName === tag)
            .flatMap((one) => [...one.part]),
        tag,
      );
    assert.ok(drawn.length > 4);
    const documented = names(parts);
    assert.deepEqual(
      drawn.filter((name) => !documented.includes(name)),
      [],
    );
  });

  test(`<${tag}>: its custom properties are those that its styles read`, async () => {
    const css = await page.locator(tag).evaluate((element) =>
      [element, ...(element.shadowRoot?.querySelectorAll('usage-chart, usage-table') ?? [])]
        .flatMap(({ shadowRoot }) => shadowRoot?.adoptedStyleSheets ?? [])
        .flatMap(({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText))
        .join('\n'),
    );
    const read = [...new Set(css.match(/--usage-[a-z-]+/g))];
    assert.deepEqual(names(cssProperties), read.toSorted());
  });
}

test('the parts of chart and table reach through the dashboard under their documented names', async () => {
  const exported = await page
    .locator('[exportparts]')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('exportparts')?.match(/[\w-]+(?=,|$)/g) ?? []));
  const documented = faces[0]?.parts.filter(({ name }) => /^(chart|table)-/.test(name)) ?? [];
  assert.deepEqual(exported.toSorted(), names(documented));
});
