import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { UsageItem } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, drawn, tableIn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

const root = document.documentElement;
const long = 'A report about everything that anybody could ever have asked for, and Donaudampfschifffahrtsgesellschaft';
const items: readonly UsageItem[] = [
  ...sampleItems,
  { message_id: 1006, timestamp: '2024-05-02T12:31:00Z', report_name: long, credits_used: 12_345.67 },
];

async function dashboardAt(width: number, textSize = 100): Promise<UsageDashboard> {
  root.style.fontSize = `${textSize}%`;
  const box = await fixture<HTMLDivElement>(html`<div></div>`);
  box.style.width = `${width}px`;
  const element = document.createElement('usage-dashboard');
  Object.assign(element, { usage: items, timeZone: 'America/Argentina/ComodRivadavia', sortingParam: '' });
  box.append(element);
  await drawn(element);
  await nextFrame();
  await nextFrame();
  return element;
}

/** Texts that are cut, or stand outside of the element. */
function lost(element: UsageDashboard): string[] {
  const outer = element.getBoundingClientRect();
  const roots = [element, chartIn(element)!, tableIn(element)!].map(({ shadowRoot }) => shadowRoot!);
  const texts = roots.flatMap((place) => Array.from(place.querySelectorAll<HTMLElement>('*')));
  return texts
    .filter((text) => {
      const own = Array.from(text.childNodes).some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!own || text.closest('.visually-hidden, .ruler, option, svg')) return false;
      const box = text.getBoundingClientRect();
      const cut = getComputedStyle(text).overflow !== 'visible' && text.scrollWidth > text.clientWidth + 1;
      return cut || box.left < outer.left - 1 || box.right > outer.right + 1;
    })
    .map((text) => `${text.localName}.${text.className}: ${text.textContent.trim()}`);
}

afterEach(() => root.style.removeProperty('font-size'));

describe('nothing is lost', () => {
  for (const [name, width, textSize] of [
    ['at 1280 pixels', 1280, 100],
    ['at 768 pixels', 768, 100],
    ['at 320 pixels, which is 1280 at 400 %', 320, 100],
    ['with text of 200 % at 1280 pixels', 1280, 200],
    ['with text of 200 % at 640 pixels', 640, 200],
  ] as const) {
    it(name, async () => {
      const element = await dashboardAt(width, textSize);
      expect(lost(element)).to.deep.equal([]);
      const scroller = tableIn(element)!.shadowRoot!.querySelector('.scroller')!;
      expect(scroller.scrollWidth).to.be.lte(scroller.clientWidth);
      const section = element.shadowRoot!.querySelector('section')!;
      expect(section.scrollWidth).to.be.lte(section.clientWidth);
    });
  }

  it('a label that is cut is noticed', async () => {
    const element = await dashboardAt(768);
    const total = element.shadowRoot!.querySelector<HTMLElement>('.total')!;
    total.style.cssText = 'width: 3em; overflow: hidden; white-space: nowrap';
    expect(lost(element)).to.have.length(1);
  });
});

describe('targets', () => {
  for (const width of [320, 1280]) {
    it(`are at least 24 pixels each way at ${width} pixels`, async () => {
      const element = await dashboardAt(width);
      const roots = [element, chartIn(element)!, tableIn(element)!].map(({ shadowRoot }) => shadowRoot!);
      const targets = roots.flatMap((place) => Array.from(place.querySelectorAll('button, select, summary, a')));
      expect(targets.length).to.be.gte(5);
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        expect(`${target.textContent.trim()} ${Math.min(width, height) >= 24}`).to.equal(
          `${target.textContent.trim()} true`,
        );
      }
    });
  }
});
