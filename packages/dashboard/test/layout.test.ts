import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { UsageItem } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { dashboardOf, drawn, tableIn } from './support/dashboard.ts';

const many: UsageItem[] = Array.from({ length: 110 }, (_, index) => ({
  message_id: 1000 + index,
  timestamp: new Date(Date.UTC(2024, 3, 1, index)).toISOString(),
  ...(index % 4 ? {} : { report_name: 'A report with a name that is rather long for a narrow column' }),
  credits_used: 1.6 + index,
}));

async function boxed(style: string): Promise<{ box: HTMLElement; element: UsageDashboard }> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.cssText = style;
  const element = document.createElement('usage-dashboard');
  element.usage = many;
  element.timeZone = 'UTC';
  box.append(element);
  await drawn(element);
  return { box, element };
}

const scroller = (element: UsageDashboard) => tableIn(element)!.renderRoot.querySelector<HTMLElement>('.scroller')!;

describe('layout', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  for (const width of [320, 480, 768, 1600]) {
    it(`at ${width} pixels nothing is wider than the page`, async () => {
      await setViewport({ width, height: 800 });
      const element = await dashboardOf(many);
      expect(document.documentElement.scrollWidth).to.be.lte(width);
      expect(scroller(element).scrollWidth).to.be.lte(scroller(element).clientWidth);
      const section = element.renderRoot.querySelector('section')!;
      expect(section.scrollWidth).to.be.lte(section.clientWidth);
      // Everything that has to be compared is whole.
      for (const cell of tableIn(element)!.renderRoot.querySelectorAll('td.credits_used, td.timestamp')) {
        expect(cell.scrollWidth).to.be.lte(cell.clientWidth);
      }
    });
  }

  it('in a page, the table scrolls from 70 % of the viewport on, and its header stays', async () => {
    // In this order: WebKit remembers what 70vh was for a removed element, and gives the next one the same.
    const element = await dashboardOf(many);
    await setViewport({ width: 1000, height: 1000 });
    expect(scroller(element).clientHeight).to.equal(700);
    scroller(element).scrollTop = 1000;
    await waitUntil(() => scroller(element).scrollTop === 1000);
    const header = tableIn(element)!.renderRoot.querySelector('thead')!.getBoundingClientRect();
    expect(header.top).to.be.closeTo(scroller(element).getBoundingClientRect().top, 1);
  });

  it('--usage-table-max-height sets another limit', async () => {
    const element = await dashboardOf(many);
    element.style.setProperty('--usage-table-max-height', '200px');
    expect(scroller(element).clientHeight).to.equal(200);
  });

  const boxes: [name: string, style: string][] = [
    ['a height', 'height: 640px'],
    ['a tall height', 'height: 1500px'],
    ['a short height', 'height: 300px'],
    ['a column', 'height: 640px; display: flex; flex-direction: column'],
    ['a grid', 'height: 640px; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr)'],
  ];
  for (const [name, style] of boxes) {
    it(`in a box with ${name} it fills the box, and nothing overflows`, async () => {
      const { box, element } = await boxed(style);
      if (!/flex|grid/.test(style)) element.style.height = '100%';
      else element.style.flex = '1';
      const height = box.clientHeight;
      expect(element.getBoundingClientRect().height).to.be.closeTo(height, 1);
      expect(box.scrollHeight).to.be.lte(height);
      const section = element.renderRoot.querySelector('section')!;
      expect(section.getBoundingClientRect().bottom).to.be.lte(box.getBoundingClientRect().bottom + 1);
      if (height > 500) {
        expect(section.scrollHeight).to.be.lte(section.clientHeight);
        const bottom = scroller(element).getBoundingClientRect().bottom;
        expect(bottom).to.be.closeTo(section.getBoundingClientRect().bottom, 2);
        expect(scroller(element).scrollHeight).to.be.gt(scroller(element).clientHeight);
      }
    });
  }

  it('the host may give itself a height, or a greatest one', async () => {
    const { element } = await boxed('');
    for (const property of ['height', 'maxHeight'] as const) {
      element.style.cssText = '';
      element.style[property] = '560px';
      expect(element.getBoundingClientRect().height).to.equal(560);
      expect(element.renderRoot.querySelector('section')!.getBoundingClientRect().height).to.equal(560);
      expect(scroller(element).scrollHeight).to.be.gt(scroller(element).clientHeight);
      expect(scroller(element).getBoundingClientRect().bottom).to.be.lte(element.getBoundingClientRect().bottom);
    }
  });

  it('hidden hides it', async () => {
    const element = await dashboardOf(many);
    element.hidden = true;
    expect(element.getBoundingClientRect().height).to.equal(0);
  });
});

describe('theme', () => {
  const surface = (element: UsageDashboard) =>
    getComputedStyle(element.renderRoot.querySelector('section')!).backgroundColor;
  const light = 'rgb(255, 255, 255)';
  const dark = 'rgb(22, 25, 29)';

  it('follows the color-scheme of the place; none stated means light', async () => {
    const { box, element } = await boxed('');
    expect(surface(element)).to.equal(light);
    box.style.colorScheme = 'dark';
    expect(surface(element)).to.equal(dark);
    box.style.colorScheme = 'light';
    expect(surface(element)).to.equal(light);
  });

  it('the theme attribute overrides it', async () => {
    const { box, element } = await boxed('color-scheme: light');
    element.theme = 'dark';
    await element.updateComplete;
    expect(surface(element)).to.equal(dark);
    box.style.colorScheme = 'dark';
    element.setAttribute('theme', 'light');
    expect(surface(element)).to.equal(light);
    element.setAttribute('theme', 'auto');
    expect(surface(element)).to.equal(dark);
  });

  it('properties of the page set colours from outside', async () => {
    const { box, element } = await boxed('--usage-surface: rgb(1, 2, 3)');
    expect(surface(element)).to.equal('rgb(1, 2, 3)');
    expect(box.isConnected).to.equal(true);
  });
});
