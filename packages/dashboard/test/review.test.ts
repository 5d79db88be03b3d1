import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { UsageClient, UsageLedger, type UsageItem } from '@usage/sdk';
import type { UsageDashboard, UsageErrorEvent } from '@usage/dashboard';
import type { LitElement } from 'lit';
import {
  chartIn,
  dashboardOf,
  drawn,
  endpoint,
  idsOf,
  loadedFrom,
  once,
  rowsOf,
  settled,
  sortButton,
  tableIn,
  textOf,
} from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

const start = location.href;
afterEach(() => history.replaceState(null, '', start));

describe('what must not stay or get lost', () => {
  it('usage that the host takes back is gone', async () => {
    const element = await dashboardOf();
    element.usage = undefined;
    await element.updateComplete;
    expect(element.status).to.equal('idle');
    expect(element.ledger).to.equal(undefined);
  });

  it('styles survive a move to another document and back', async () => {
    const element = await dashboardOf();
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="other"></iframe>`);
    const place = element.parentElement;
    for (const parent of [frame.contentDocument?.body, place]) {
      parent?.append(element);
      await drawn(element);
      for (const part of [element, tableIn(element), chartIn(element)]) {
        const { elementStyles } = part!.constructor as typeof LitElement;
        expect(part!.shadowRoot!.adoptedStyleSheets).to.have.length(elementStyles.length);
      }
      const section = element.renderRoot.querySelector('section')!;
      const view = element.ownerDocument.defaultView!;
      expect(view.getComputedStyle(section).display).to.equal('flex');
    }
  });

  it('a person’s sorting survives a move, also without the URL', async () => {
    const element = await fixture<UsageDashboard>(
      html`<usage-dashboard sorting-param="" .usage=${sampleItems}></usage-dashboard>`,
    );
    await drawn(element);
    sortButton(element, 'Credits').click();
    await drawn(element);
    const other = await fixture<HTMLDivElement>(html`<div></div>`);
    other.append(element);
    await drawn(element);
    expect(idsOf(element)).to.match(/^1005/);
  });

  it('a parameter that only looks like ours stays', async () => {
    history.replaceState(null, '', '?a=1&?sorting=keep');
    const element = await dashboardOf();
    sortButton(element, 'Credits').click();
    expect(location.search).to.equal('?a=1&?sorting=keep&sorting=credits_used:asc');
  });
});

describe('what is given wrongly', () => {
  it('null for headers, numbers and lists for texts are taken without a throw', async () => {
    const element = await loadedFrom(endpoint());
    Object.assign(element, { headers: null, sortable: ['timestamp'], sorting: undefined, src: endpoint() });
    await element.updateComplete;
    await settled(element);
    expect(element.status).to.equal('ready');
    expect(sortButton(element, 'Timestamp').textContent).to.contain('Timestamp');
  });

  it('unknown columns in sortable are told', async () => {
    const element = await dashboardOf();
    const told = once(element, 'usage-error');
    element.sortable = 'credits_used nonsense';
    expect((await told).error.message).to.contain('sortable');
  });

  it('some of the strings leave the others', async () => {
    const element = await dashboardOf(sampleItems, { strings: { columns: { credits_used: 'Guthaben' } } });
    const headers = Array.from(tableIn(element)!.renderRoot.querySelectorAll('th'), (th) => th.textContent.trim());
    expect(headers.map((text) => text.slice(0, 8))).to.deep.equal(['Message ', 'Timestam', 'Report N', 'Guthaben']);
  });

  it('a host’s client that fails tells nothing of its error', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const told = once(element, 'usage-error');
    element.client = { load: () => Promise.reject(new Error('tokensecret')) };
    const { error }: UsageErrorEvent = await told;
    expect(`${error.message} ${String(error.cause)}`).not.to.contain('tokensecret');
  });
});

describe('what is said and fired', () => {
  it('usage-load is not fired for what a client remembered', async () => {
    const client = new UsageClient({ url: endpoint() });
    await client.load();
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    let loads = 0;
    element.addEventListener('usage-load', () => loads++);
    element.client = client;
    await settled(element);
    expect(loads).to.equal(0);
    await element.refresh();
    expect(loads).to.equal(1);
  });

  it('a refresh that nobody asked for and that changed nothing is not announced', async () => {
    let items: readonly UsageItem[] = sampleItems;
    const client = { load: async () => UsageLedger.from(items) };
    const element = await fixture<UsageDashboard>(html`<usage-dashboard .client=${client}></usage-dashboard>`);
    await settled(element);
    const said = () => element.renderRoot.querySelector('[role="status"]')?.textContent;
    const comeBack = async () => {
      window.dispatchEvent(new Event('focus'));
      await nextFrame();
      await settled(element);
    };
    await comeBack();
    expect(said()).to.equal('');
    items = sampleItems.slice(1);
    await comeBack();
    expect(said()).to.equal('Usage is up to date.');
  });

  it('Shift that was held to come to a header does not count for its click', async () => {
    const element = await dashboardOf();
    sortButton(element, 'Credits').click();
    await drawn(element);
    const button = sortButton(element, 'Report');
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', shiftKey: true }));
    button.click();
    await drawn(element);
    expect(tableIn(element)?.sorting).to.deep.equal([{ column: 'report_name', direction: 'asc' }]);
  });

  it('without a source it shows its heading and waits for nothing', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard src=""></usage-dashboard>`);
    expect(element.status).to.equal('idle');
    expect(textOf(element, 'heading')).to.equal('Usage');
    expect(element.renderRoot.querySelector('.bone')).to.equal(null);
  });
});

describe('where it stands', () => {
  it('at 320 pixels, in a page with margins, usual times are whole', async () => {
    const box = await fixture<HTMLDivElement>(html`<div></div>`);
    box.style.width = '288px';
    const element = document.createElement('usage-dashboard');
    Object.assign(element, { usage: sampleItems, timeZone: 'UTC', sortingParam: '' });
    box.append(element);
    await drawn(element);
    for (const cell of tableIn(element)!.renderRoot.querySelectorAll('td.timestamp, td.credits_used')) {
      expect(cell.scrollWidth).to.be.lte(cell.clientWidth);
    }
  });

  const long: UsageItem[] = [
    { message_id: Number.MAX_SAFE_INTEGER, timestamp: '2024-04-29T02:08:29Z', credits_used: 1e9 },
    { message_id: 1, timestamp: '2024-04-30T02:08:29Z', report_name: 'A report', credits_used: 999_999_999.99 },
  ];
  for (const width of [300, 380, 545, 560, 600, 641, 700, 900]) {
    it(`at ${width} pixels figures and times are whole`, async () => {
      const box = await fixture<HTMLDivElement>(html`<div></div>`);
      box.style.width = `${width}px`;
      const element = document.createElement('usage-dashboard');
      Object.assign(element, { usage: long, timeZone: 'UTC', sortingParam: '' });
      box.append(element);
      await drawn(element);
      const cells = tableIn(element)!.renderRoot.querySelectorAll<HTMLElement>('td.credits_used');
      for (const cell of cells) expect(cell.scrollWidth).to.be.lte(cell.clientWidth);
      // The largest figures there are leave less than a date's width at 300 pixels.
      if (width < 380) return;
      for (const cell of tableIn(element)!.renderRoot.querySelectorAll('td.timestamp')) {
        expect(cell.scrollWidth).to.be.lte(cell.clientWidth);
      }
      expect(rowsOf(element)[0]?.[3]).to.equal('1,000,000,000.00');
    });
  }

  const places: [name: string, outer: string, own: string][] = [
    ['a flex row', 'display: flex', ''],
    ['a flex column that centres', 'display: flex; flex-direction: column; align-items: center', ''],
    ['an inline block', '', 'display: inline-block'],
    ['a float', '', 'float: left'],
  ];
  for (const [name, outer, own] of places) {
    it(`in ${name} it has a width, and not more than there is`, async () => {
      const box = await fixture<HTMLDivElement>(html`<div></div>`);
      box.style.cssText = `width: 700px; ${outer}`;
      const element = document.createElement('usage-dashboard');
      element.style.cssText = own;
      element.usage = sampleItems;
      box.append(element);
      await drawn(element);
      expect(element.getBoundingClientRect().width).to.be.within(500, 700);
    });
  }

  it('a page’s own rules for everything leave the inside alone', async () => {
    const style = document.createElement('style');
    style.textContent = '* { color: rgb(9, 9, 9); letter-spacing: 9px; text-transform: uppercase; line-height: 4 }';
    document.head.append(style);
    try {
      const element = await dashboardOf(sampleItems, { theme: 'dark' });
      const total = getComputedStyle(element.renderRoot.querySelector('.total')!);
      expect(total.color).to.equal('rgb(233, 236, 239)');
      expect(total.textTransform).to.equal('none');
      const cell = getComputedStyle(tableIn(element)!.renderRoot.querySelector('td.credits_used')!);
      expect(cell.color).to.equal('rgb(233, 236, 239)');
      expect(cell.letterSpacing).to.equal('normal');
    } finally {
      style.remove();
    }
  });

  it('a page reaches rows and bars by their parts', async () => {
    const style = document.createElement('style');
    style.textContent = `usage-dashboard::part(table-row) { outline: 3px solid rgb(1, 2, 3) }
      usage-dashboard::part(chart-bar-reports) { fill: rgb(4, 5, 6) }`;
    document.head.append(style);
    try {
      const element = await dashboardOf();
      const row = tableIn(element)!.renderRoot.querySelector('tbody tr')!;
      expect(getComputedStyle(row).outlineColor).to.equal('rgb(1, 2, 3)');
      const bar = chartIn(element)!.renderRoot.querySelector('.bars .reports')!;
      expect(getComputedStyle(bar).fill).to.equal('rgb(4, 5, 6)');
    } finally {
      style.remove();
    }
  });

  it('a language that is written from right to left turns the layout', async () => {
    const holder = await fixture<HTMLDivElement>(html`<div lang="ar"></div>`);
    const element = document.createElement('usage-dashboard');
    element.usage = sampleItems;
    holder.append(element);
    await drawn(element);
    expect(getComputedStyle(tableIn(element)!).direction).to.equal('rtl');
    holder.lang = 'en';
    element.requestUpdate();
    await drawn(element);
    expect(getComputedStyle(tableIn(element)!).direction).to.equal('ltr');
  });
});
