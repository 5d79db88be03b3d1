import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { CSSResult } from 'lit';
import { UsageLedger } from '@usage/sdk';
import { UsageChart, UsageDashboard, UsageTable } from '@usage/dashboard';
import { drawn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { shells, type Shell } from './support/shells.ts';

// Wherever people put it, a page gets no wider than its viewport, and the element is as wide as its place lets it be.

const widths = [1100, 700, 390, 320];
let made: Element[] = [];

afterEach(() => {
  for (const element of made) element.remove();
  made = [];
});

after(() => setViewport({ width: 800, height: 600 }));

/** A page that has nothing but the shell, and the element where it says so. */
function put(element: HTMLElement, { css = '', page }: Shell): void {
  const style = document.createElement('style');
  style.textContent = `body { margin: 0 } ${css}`;
  const range = document.createRange();
  range.selectNode(document.body);
  const content = range.createContextualFragment(page);
  content.querySelector('slot')!.replaceWith(element);
  made = [style, ...content.children];
  document.head.append(style);
  document.body.append(content);
  for (const dialog of document.querySelectorAll('dialog')) dialog.showModal();
}

function alone(element: UsageChart | UsageTable): Promise<HTMLElement> {
  return drawnOnce(Object.assign(element, { ledger: UsageLedger.from(sampleItems), timeZone: 'UTC' }));
}

async function drawnOnce(element: UsageChart | UsageDashboard | UsageTable): Promise<HTMLElement> {
  document.body.append(element);
  await element.updateComplete;
  if (element instanceof UsageDashboard) await drawn(element);
  return element;
}

/** As a server draws it, before there is a script, with rules that hold on a screen and on paper. */
function served(rules: (css: string) => string): HTMLElement {
  const element = document.createElement('served-dashboard');
  const css = (UsageDashboard.styles as CSSResult[]).map(({ cssText }) => rules(cssText)).join('');
  element.attachShadow({ mode: 'open' }).innerHTML = `<style>${css}</style><section><h2>Usage</h2></section>`;
  return element;
}

const onPaper = (css: string) => css.replaceAll('@media print', '@media all');

const forms: [name: string, make: () => HTMLElement | Promise<HTMLElement>][] = [
  ['a dashboard', () => drawnOnce(Object.assign(new UsageDashboard(), { usage: sampleItems, timeZone: 'UTC' }))],
  ['a dashboard of a server', () => served((css) => css)],
  ['a dashboard on paper', () => served(onPaper)],
  ['a chart', () => alone(new UsageChart())],
  ['a table', () => alone(new UsageTable())],
];

for (const width of widths) {
  describe(`at ${width} pixels the page is no wider`, () => {
    before(() => setViewport({ width, height: 700 }));

    for (const [name, make] of forms) {
      it(`with ${name}`, async () => {
        const wider: Record<string, number> = {};
        const element = await make();
        for (const [name, shell] of Object.entries(shells)) {
          put(element, shell);
          const is = document.documentElement.scrollWidth;
          if (is > width) wider[name] = is;
          for (const one of made) one.remove();
        }
        expect(wider).to.deep.equal({});
      });
    }
  });
}

/** How wide the element is, and how wide its place lets it be. */
function widthsOf(element: Element): { width: number; place: number } {
  const place = element.parentElement!;
  const { paddingLeft, paddingRight } = getComputedStyle(place);
  return {
    width: element.getBoundingClientRect().width,
    place: place.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
  };
}

describe('at 1100 pixels', () => {
  before(() => setViewport({ width: 1100, height: 700 }));

  for (const [name, make] of forms.slice(0, 3)) {
    it(`${name} is as wide as its place, and comfortably wide where the place goes by it`, async () => {
      const wrong: Record<string, object> = {};
      const element = await make();
      for (const [name, shell] of Object.entries(shells)) {
        put(element, shell);
        const is = widthsOf(element);
        const section = element.shadowRoot!.querySelector('section')!.getBoundingClientRect();
        const fits = shell.comfortable ? is.width >= 840 : Math.abs(is.width - is.place) <= 1;
        if (!fits || Math.abs(section.width - is.width) > 1) wrong[name] = { ...is, section: section.width };
        for (const one of made) one.remove();
      }
      expect(wrong).to.deep.equal({});
    });
  }
});
