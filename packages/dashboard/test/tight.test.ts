import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { UsageItem } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

// Little room, long words, small letters.

after(() => setViewport({ width: 800, height: 600 }));

const wholeMonth: UsageItem[] = Array.from({ length: 30 }, (_, day) => ({
  message_id: day,
  timestamp: new Date(Date.UTC(2024, 8, 1 + day, 12)).toISOString(),
  ...(day % 2 ? {} : { report_name: 'Tenant Report' }),
  credits_used: 12_345 + day,
}));

/** A dashboard in a box. */
async function inBox(style: string, items: readonly UsageItem[], properties: Partial<UsageDashboard> = {}) {
  const element = await dashboardOf(items, properties);
  const box = element.parentElement!;
  box.style.cssText = style;
  await drawn(element);
  return { box, element, section: element.renderRoot.querySelector('section')! };
}

describe('a box of a fixed height around an element without one', () => {
  for (const height of [200, 300, 450, 700]) {
    it(`of ${height} pixels: it stays inside, and all can be scrolled to`, async () => {
      const { box, element, section } = await inBox(`height: ${height}px; width: 700px`, wholeMonth);
      expect(box.scrollHeight).to.equal(height);
      expect(element.getBoundingClientRect().height).to.be.lte(height);
      expect(section.getBoundingClientRect().height).to.be.lte(height);
      const table = section.querySelector('usage-table')!;
      section.scrollTop = 1e6;
      await nextFrame();
      expect(table.getBoundingClientRect().bottom).to.be.lte(section.getBoundingClientRect().bottom);
    });
  }

  it('is no higher than what is shown, where the box is higher', async () => {
    const { element } = await inBox('height: 3000px', sampleItems);
    expect(element.getBoundingClientRect().height).to.be.lt(1000);
  });
});

describe('the switch', () => {
  for (const width of [320, 390, 440, 480, 520, 550, 580, 620, 700]) {
    for (const name of ['Credits per day', 'Credits per day, with a long name that fills its line and more']) {
      it(`at ${width} pixels stands in the line of "${name}"`, async () => {
        const { element } = await inBox(`width: ${width}px`, wholeMonth, { strings: { perDay: name } });
        const caption = chartIn(element)!.renderRoot.querySelector('figcaption')!;
        const [text, button] = [caption.querySelector('span')!, caption.querySelector('button')!];
        const [line, switched] = [text.getClientRects()[0]!, button.getBoundingClientRect()];
        expect((switched.top + switched.bottom) / 2).to.be.within(line.top, line.bottom);
        expect(switched.right).to.be.lte(element.getBoundingClientRect().right);
        expect(caption.scrollWidth).to.be.lte(caption.clientWidth + 8);
      });
    }
  }
});

describe('a heading', () => {
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  const headings = (element: UsageDashboard) => element.renderRoot.querySelectorAll('h2').length;
  const name = (element: UsageDashboard) => element.renderRoot.querySelector('section')!.getAttribute('aria-label');

  for (const state of ['ready', 'failed'] as const) {
    it(`of one long word is whole at 320 pixels, where it is ${state}`, async () => {
      const { element, section } = await inBox('width: 320px', sampleItems, { heading: word });
      if (state === 'failed') {
        element.usage = 'none';
        await drawn(element);
      }
      expect(element.status).to.equal(state);
      expect(section.scrollWidth).to.be.lte(section.clientWidth);
      const heading = element.renderRoot.querySelector('h2')!;
      expect(heading.scrollWidth).to.be.lte(heading.clientWidth);
      const button = element.renderRoot.querySelector('button')?.getBoundingClientRect();
      if (button) expect(button.right).to.be.lte(320);
    });
  }

  for (const empty of ['', ' ']) {
    it(`of "${empty}" is none, and the region has a name`, async () => {
      const element = await dashboardOf(sampleItems, { heading: empty });
      expect(headings(element)).to.equal(0);
      expect(name(element)).to.equal('Usage');
      element.heading = 'Your credits';
      await drawn(element);
      expect([headings(element), name(element)]).to.deep.equal([1, 'Your credits']);
    });
  }

  it('that no word is there for is none, and the region has a name', async () => {
    const element = await dashboardOf(sampleItems, { strings: { heading: '' } });
    expect([headings(element), name(element)]).to.deep.equal([0, 'Usage']);
  });
});

describe('the names of the days', () => {
  for (const locale of [undefined, 'en-GB', 'en-US', 'de', 'hu', 'ja']) {
    for (const width of [320, 550, 800]) {
      it(`are whole at ${width} pixels in ${locale}`, async () => {
        const { element } = await inBox(`width: ${width}px`, wholeMonth, { locale });
        const chart = chartIn(element)!;
        const labels = () => Array.from(chart.renderRoot.querySelectorAll('[part="bucket-label"]'));
        await waitUntil(() => labels().length > 0);
        // Until a narrower place has been measured.
        await nextFrame();
        await nextFrame();
        await chart.updateComplete;
        const axis = chart.renderRoot.querySelector('.bucket-axis')!.getBoundingClientRect();
        let end = -Infinity;
        for (const label of labels()) {
          const { left, right } = label.getBoundingClientRect();
          expect(left, label.textContent).to.be.gte(Math.max(axis.left - 0.5, end));
          expect(right, label.textContent).to.be.lte(axis.right + 0.5);
          end = right;
        }
      });
    }
  }
});

describe('a page whose rem is 10 pixels', () => {
  before(() => (document.documentElement.style.fontSize = '62.5%'));
  after(() => document.documentElement.removeAttribute('style'));

  it('has text of 12 pixels at least, and nothing is cut', async () => {
    const { element, section } = await inBox('width: 800px', wholeMonth);
    const roots = [element, chartIn(element)!, element.renderRoot.querySelector('usage-table')!];
    for (const { renderRoot } of roots as { renderRoot: ParentNode }[]) {
      for (const one of renderRoot.querySelectorAll('h2, p, li, span, th, td, button, select, text')) {
        expect(parseFloat(getComputedStyle(one).fontSize), one.outerHTML).to.be.gte(12);
      }
      for (const cell of renderRoot.querySelectorAll('td.credits_used, td.timestamp')) {
        expect(cell.scrollWidth).to.be.lte(cell.clientWidth);
      }
    }
    expect(section.scrollWidth).to.be.lte(section.clientWidth);
  });

  it('may ask for another size', async () => {
    const { element } = await inBox('--usage-font-size: 2rem; --usage-font-size-small: 1.1rem', sampleItems);
    expect(getComputedStyle(element.renderRoot.querySelector('section')!).fontSize).to.equal('20px');
    expect(getComputedStyle(element.renderRoot.querySelector('.facts')!).fontSize).to.equal('11px');
  });
});

it('a chart alone takes no more than its place', async () => {
  const box = await fixture<HTMLElement>(html`<div style="overflow: auto; width: 500px"></div>`);
  const { element } = await inBox('', sampleItems);
  const chart = document.createElement('usage-chart');
  Object.assign(chart, { ledger: element.ledger, timeZone: 'UTC' });
  box.append(chart);
  await chart.updateComplete;
  expect(box.scrollWidth).to.equal(box.clientWidth);
});
