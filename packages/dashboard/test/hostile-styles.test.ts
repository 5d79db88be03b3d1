import { expect, fixture, html } from '@open-wc/testing';
import { HttpStatusError, type UsageItem } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn, tableIn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { treeOf } from './support/computed-tree.ts';

// Not among them: the font size of the root, which is the unit of ours, and lines under text, which nothing escapes.
const inherited = `
  font: italic small-caps 900 40px / 3 serif; color: red; letter-spacing: 1em; word-spacing: 2em; line-height: 4;
  text-transform: uppercase; text-align: right; text-indent: 3em; text-shadow: 2px 2px red;
  white-space: pre; word-break: break-all; overflow-wrap: anywhere; hyphens: auto; line-break: anywhere;
  direction: rtl; writing-mode: vertical-rl; unicode-bidi: bidi-override; text-orientation: upright;
  font-variant-numeric: oldstyle-nums; font-feature-settings: 'zero'; font-kerning: none; font-stretch: condensed;
  -webkit-text-fill-color: lime; -webkit-text-stroke: 2px red; text-emphasis: dot; text-underline-offset: 9px;
  list-style: square inside; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide;
  quotes: '<' '>'; tab-size: 1; cursor: crosshair; caret-color: red; accent-color: red; user-select: none;
  -webkit-user-select: none; fill: red; stroke: blue; stroke-width: 5px; text-anchor: end; dominant-baseline: middle;
  shape-rendering: optimizeSpeed; text-rendering: geometricPrecision; image-rendering: pixelated; orphans: 5;
  -webkit-text-size-adjust: none; -webkit-tap-highlight-color: red; scrollbar-color: red blue; text-wrap: balance;
`;

/** What a page, its reset or its framework might say, at its worst. */
const hostile: [name: string, css: string][] = [
  ['everything unset', '* { all: unset !important }'],
  ['everything unset, and floating', '* { all: unset !important; } usage-dashboard { float: none !important }'],
  ['whatever is inherited, on the page', `body, body * { ${inherited} }`],
  ['whatever is inherited, on the element', `usage-dashboard { ${inherited} }`],
  ['whatever is inherited, as important', `body, body * { ${inherited.replaceAll(';', ' !important;')} }`],
  [
    'rules for tags',
    `table, tbody, thead, tr { display: inline !important; border: 5px solid red !important; width: 20px !important }
     td, th { padding: 30px !important; background: red !important; font-size: 30px !important }
     button, select, summary { all: unset !important; padding: 20px !important; border: 9px solid !important }
     svg, rect, line, g, text { width: 10px !important; height: 10px !important; fill: red !important; rx: 9px }
     p, h2, ul, li, strong, section, figure, figcaption, header, details, code, div, span {
       margin: 50px !important; padding: 9px !important; display: inline-block !important; color: red !important }
     :focus-visible { outline: 9px solid red !important }
     *, *::before, *::after { box-sizing: content-box !important; animation: none !important }`,
  ],
  [
    'rules for our classes and parts',
    `.plot, .total, .facts, .button, .scroller, .message, .notice, [part], [part='row'] {
       all: unset !important; color: red !important }
     @keyframes breathe { to { opacity: 0 } }`,
  ],
  [
    'names of our own properties',
    '* { --_space: 9px; --_line: red; --_small: 40px; --_radius: 50px; --_inset: 0; --_font: serif; --_muted: red }',
  ],
];

/** `all: unset` on the page leaves this as it is: an inline style wins. */
const stage = `all: initial !important; display: block !important; position: absolute !important; inset: 0 auto auto 0 !important;
  width: 760px !important; visibility: visible !important`;

const states: [name: string, make: () => Promise<UsageDashboard>][] = [
  ['ready', () => dashboardOf(sampleItems)],
  ['windowed', () => dashboardOf(many(400))],
  [
    'sorted, pointed at, in an unknown zone',
    async () => {
      const element = await dashboardOf(sampleItems, {
        sorting: 'report_name:asc;credits_used:desc',
        timeZone: 'Nowhere/Here',
      });
      chartIn(element)!.renderRoot.querySelector<HTMLElement>('.plot')!.focus();
      await drawn(element);
      return element;
    },
  ],
  [
    'days as a table',
    async () => {
      const element = await dashboardOf(sampleItems);
      chartIn(element)!.renderRoot.querySelector('button')!.click();
      await drawn(element);
      return element;
    },
  ],
  ['empty', () => dashboardOf([])],
  [
    'failed, with its reason',
    async () => {
      const element = await dashboardOf();
      element.usage = undefined;
      // Not stale: it does not load again because the window got the focus.
      element.client = {
        stale: false,
        load: () => Promise.reject(new HttpStatusError('GET https://a.test/usage: status 401.', 401)),
      };
      await element.refresh();
      await drawn(element);
      element.renderRoot.querySelector('details')!.open = true;
      return element;
    },
  ],
];

function many(length: number): UsageItem[] {
  return Array.from({ length }, (_, index) => ({
    message_id: index,
    timestamp: new Date(Date.UTC(2024, 3, 1, index)).toISOString(),
    credits_used: 1 + (index % 90),
  }));
}

/** Runs with a page's stylesheet in force. */
async function underRule<T>(css: string, act: () => T | Promise<T>): Promise<T> {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  try {
    return await act();
  } finally {
    style.remove();
  }
}

const frames = (count: number) =>
  new Promise<void>((resolve) => {
    const next = (left: number) => (left ? requestAnimationFrame(() => next(left - 1)) : resolve());
    next(count);
  });

describe('hostile styles', () => {
  for (const [state, make] of states) {
    it(`${state}: no style of the page leaks in`, async function () {
      this.timeout(60_000);
      const element = await make();
      // A stated language states the direction, too; without one it is the page's to say.
      element.lang = 'en';
      element.requestUpdate();
      const box = await fixture<HTMLElement>(html`<div></div>`);
      box.style.cssText = stage;
      box.append(element);
      for (const inner of [element, chartIn(element), tableIn(element)]) inner?.requestUpdate();
      await drawn(element);
      await frames(3);
      const clean = treeOf(element);
      expect(clean.size).to.be.gt(10);
      for (const [name, css] of hostile) {
        const found = await underRule(css, async () => {
          await frames(3);
          return treeOf(element);
        });
        expect(clean.differences(found), name).to.deep.equal([]);
      }
    });
  }

  it('hidden, theme and what the page hides count, whatever is unset', async () => {
    const element = await dashboardOf();
    const section = element.renderRoot.querySelector('section')!;
    await underRule('* { all: unset !important }', async () => {
      element.theme = 'dark';
      await element.updateComplete;
      expect(getComputedStyle(section).backgroundColor).to.equal('rgb(22, 25, 29)');
      element.hidden = true;
      expect(section.getBoundingClientRect().height).to.equal(0);
      element.hidden = false;
    });
    for (const rule of ['visibility: hidden', 'pointer-events: none', 'display: none']) {
      const [property = '', value] = rule.split(': ');
      await underRule(`usage-dashboard { ${rule} }`, () => {
        const style = getComputedStyle(property === 'display' ? element : section);
        expect(style.getPropertyValue(property)).to.equal(value);
      });
    }
  });

  for (const [name, style] of [
    ['a block', ''],
    [
      'a flex column with a height',
      'display: flex !important; flex-direction: column !important; height: 600px !important',
    ],
    [
      'a grid with a height',
      'display: grid !important; grid-template: minmax(0, 1fr) / minmax(0, 1fr) !important; height: 600px !important',
    ],
  ] as const) {
    it(`unset, it still lays itself out in ${name}`, async () => {
      const element = await dashboardOf(many(60));
      const box = await fixture<HTMLElement>(html`<div></div>`);
      box.style.cssText = `${stage}; ${style}`;
      box.append(element);
      await drawn(element);
      await underRule(
        '* { all: unset !important } usage-dashboard { flex: 1 1 0 !important; min-height: 0 !important }',
        async () => {
          await frames(3);
          const section = element.renderRoot.querySelector('section')!.getBoundingClientRect();
          const scroller = tableIn(element)!.renderRoot.querySelector('.scroller')!;
          expect(section.width).to.equal(760);
          expect(scroller.scrollHeight).to.be.gt(scroller.clientHeight);
          if (style) expect(section.height).to.be.closeTo(600, 1);
        },
      );
    });
  }

  it('nothing of it leaks out', async () => {
    const page = await fixture<HTMLElement>(html`
      <div class="message button total notice">
        <section class="waiting">
          <h2 part="heading">Heading</h2>
          <p part="total">Text</p>
        </section>
        <figure><figcaption>Caption</figcaption></figure>
        <table class="windowed">
          <tbody>
            <tr>
              <td class="credits_used">1</td>
            </tr>
          </tbody>
        </table>
        <button part="download">Button</button
        ><select>
          <option>One</option>
        </select>
        <details>
          <summary>More</summary>
          <code>Code</code>
        </details>
      </div>
    `);
    // Where a scrollbar of the page does not change its width.
    page.style.cssText = stage;
    const sheets = () => [document.styleSheets.length, document.adoptedStyleSheets.length];
    const before = { sheets: sheets(), tree: treeOf(page) };
    await dashboardOf();
    expect(sheets()).to.deep.equal(before.sheets);
    expect(before.tree.differences(treeOf(page))).to.deep.equal([]);
  });
});
