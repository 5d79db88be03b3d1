import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { UsageLedger, type UsageItem } from '@usage/sdk';
import type { UsageChart, UsageDashboard } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn, settled, tableIn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';
import { itemsOf, partsOf, seen, settledAt, tableOf, viewOf } from './support/windowed-table.ts';

// A refresh, and whatever else comes from outside, leaves a person where they are.

afterEach(putBack);

const plotOf = (chart: UsageChart) => chart.renderRoot.querySelector<HTMLElement>('.plot')!;
const activeOf = (chart: UsageChart) => plotOf(chart).getAttribute('aria-activedescendant');
const tooltipOf = (chart: UsageChart) => chart.renderRoot.querySelector('.tooltip')?.textContent.trim();

/** A dashboard of a client that gives a ledger after the other. */
async function refreshing(...lists: readonly (readonly UsageItem[])[]): Promise<UsageDashboard> {
  let next = 0;
  const load = async () => UsageLedger.from(lists[Math.min(next++, lists.length - 1)]);
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" time-zone="UTC" .client=${{ load }}></usage-dashboard>`,
  );
  await settled(element);
  return element;
}

const later = { message_id: 9, timestamp: '2024-05-03T09:00:00Z', credits_used: 3 };
const earlier = { message_id: 8, timestamp: '2024-04-27T09:00:00Z', credits_used: 3 };

describe('a refresh', () => {
  for (const [name, items] of [
    ['of the same usage', sampleItems],
    ['with a newer day', [...sampleItems, later]],
    ['with an earlier day', [earlier, ...sampleItems]],
  ] as const) {
    it(`${name} keeps the active bar, its tooltip and the focus`, async () => {
      const element = await refreshing(sampleItems, items);
      const chart = chartIn(element)!;
      plotOf(chart).focus();
      await sendKeys({ press: 'ArrowLeft' });
      await chart.updateComplete;
      const said = tooltipOf(chart);
      expect(said).to.match(/^01-05-2024/);
      await element.refresh();
      await drawn(element);
      expect(tooltipOf(chart)).to.equal(said);
      const bar = chart.renderRoot.querySelector(`#${activeOf(chart)}`);
      expect(bar?.getAttribute('aria-label')).to.match(/^01-05-2024/);
      expect(chart.shadowRoot!.activeElement).to.equal(plotOf(chart));
      await sendKeys({ press: 'ArrowLeft' });
      await chart.updateComplete;
      expect(tooltipOf(chart)).to.match(/^30-04-2024/);
    });
  }

  it('whose usage has lost the day takes its bar away, and nothing else breaks', async () => {
    const element = await refreshing([...sampleItems, later], sampleItems);
    const chart = chartIn(element)!;
    plotOf(chart).focus();
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.match(/^03-05-2024/);
    await element.refresh();
    await drawn(element);
    expect([activeOf(chart), tooltipOf(chart)]).to.deep.equal([null, undefined]);
    await sendKeys({ press: 'ArrowLeft' });
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.match(/^02-05-2024/);
  });

  it('that changes nothing keeps the very snapshot, and draws and asks nothing anew', async () => {
    const element = await refreshing(sampleItems);
    const { ledger } = element;
    const asked: string[] = [];
    for (const method of ['summary', 'rows', 'days', 'csv'] as const) {
      const original = Reflect.get(UsageLedger.prototype, method) as () => unknown;
      stub(UsageLedger.prototype, method, function (this: unknown, ...args: []) {
        asked.push(method);
        return original.apply(this, args);
      });
    }
    const changed: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changed.push(...records));
    for (const root of [chartIn(element)!.renderRoot, tableIn(element)!.renderRoot]) {
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    await element.refresh();
    await drawn(element);
    await nextFrame();
    observer.disconnect();
    expect(element.ledger).to.equal(ledger);
    expect(asked).to.deep.equal([]);
    expect(changed).to.have.length(0);
  });

  it('keeps the scroll place of a windowed table', async () => {
    const element = await refreshing(itemsOf(1000), itemsOf(1100));
    const table = tableIn(element)!;
    await settledAt(table);
    partsOf(table).scroller.scrollTop = 5000;
    await settledAt(table);
    const place = seen(table)[0];
    await element.refresh();
    await settledAt(table);
    expect(seen(table)[0]).to.equal(place);
  });

  it('that changes figures, but neither count nor total, is announced', async () => {
    const [first, second, ...others] = sampleItems as [UsageItem, UsageItem, ...UsageItem[]];
    const swapped = [
      { ...first, credits_used: second.credits_used },
      { ...second, credits_used: first.credits_used },
      ...others,
    ];
    const element = await refreshing(sampleItems, sampleItems, swapped);
    const status = () => element.renderRoot.querySelector('[role="status"]')?.textContent;
    expect(status()).to.match(/^Usage loaded: /);
    // Nobody has asked: an interval, say.
    const unasked = async () => {
      window.dispatchEvent(new Event('focus'));
      await settled(element);
    };
    await unasked();
    expect(status()).to.match(/^(Usage loaded: .*)?$/);
    await unasked();
    expect(status()).to.equal('Usage is up to date.');
  });
});

describe('a new usage of the same customer', () => {
  it('keeps the active bar, the scroll place and the focus', async () => {
    const element = await dashboardOf(itemsOf(1000));
    const chart = chartIn(element)!;
    const table = tableIn(element)!;
    await settledAt(table);
    partsOf(table).scroller.scrollTop = 5000;
    await settledAt(table);
    const place = seen(table)[0];
    plotOf(chart).focus();
    await chart.updateComplete;
    const said = tooltipOf(chart)!;
    element.usage = itemsOf(1001);
    await drawn(element);
    await settledAt(table);
    expect(tooltipOf(chart)!.slice(0, 10)).to.equal(said.slice(0, 10));
    expect(chart.shadowRoot!.activeElement).to.equal(plotOf(chart));
    expect(seen(table)[0]).to.equal(place);
  });
});

describe('a windowed table', () => {
  it('has its rows in their order at any time, also after the data shrinks', async () => {
    const table = await tableOf(2000);
    const { scroller, tbody } = partsOf(table);
    const ids = () => Array.from(tbody.children, (row) => Number(row.querySelector('.message_id')?.textContent));
    const inOrder = () => {
      const now = ids();
      return now.every((id, index) => id === now[0]! + index);
    };
    const sawDisorder: number[][] = [];
    for (let step = 0; step < 40; step++) {
      scroller.scrollTop += 57;
      await nextFrame();
      if (!inOrder()) sawDisorder.push(ids());
    }
    for (const length of [900, 400, 301]) {
      table.rows = viewOf(length);
      await table.updateComplete;
      await nextFrame();
      if (!inOrder()) sawDisorder.push(ids());
    }
    expect(sawDisorder).to.deep.equal([]);
  });

  it('has columns as wide as what it shows now', async () => {
    const wide = (id: string) => itemsOf(400).map((item, index) => (index === 3 ? { ...item, message_id: id } : item));
    const element = await dashboardOf(wide('a-very-long-identifier-of-a-message'));
    const table = tableIn(element)!;
    await settledAt(table);
    const width = () => table.renderRoot.querySelector('th.message_id')!.getBoundingClientRect().width;
    const before = width();
    element.usage = wide('4');
    await drawn(element);
    await settledAt(table);
    expect(width()).to.be.lt(before - 50);
  });
});

describe('a finger', () => {
  const tap = async (chart: UsageChart, share: number) => {
    const plot = plotOf(chart);
    const box = plot.getBoundingClientRect();
    const at = { clientX: box.left + box.width * share, clientY: box.top + box.height / 2, bubbles: true };
    const touch = { ...at, pointerType: 'touch', pointerId: 7, isPrimary: true };
    // What engines send for a tap, in this order.
    plot.dispatchEvent(new PointerEvent('pointerdown', touch));
    plot.dispatchEvent(new PointerEvent('pointerup', touch));
    plot.dispatchEvent(new PointerEvent('pointerleave', touch));
    plot.dispatchEvent(new MouseEvent('mousedown', at));
    plot.focus();
    plot.dispatchEvent(new MouseEvent('click', at));
    await chart.updateComplete;
    return tooltipOf(chart)?.slice(0, 10);
  };

  it('that taps a bar sees that bar, and it stays', async () => {
    const chart = chartIn(await dashboardOf())!;
    expect(await tap(chart, 0.1)).to.equal('29-04-2024');
    await nextFrame();
    expect(tooltipOf(chart)).to.match(/^29-04-2024/);
    expect(await tap(chart, 0.9)).to.equal('02-05-2024');
    expect(await tap(chart, 0.4)).to.equal('30-04-2024');
    plotOf(chart).blur();
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.equal(undefined);
  });
});

describe('Escape', () => {
  it('closes the tooltip, and is the page’s when there is none', async () => {
    const element = await dashboardOf();
    const chart = chartIn(element)!;
    const reached: boolean[] = [];
    const listener = (event: KeyboardEvent) => event.key === 'Escape' && reached.push(event.defaultPrevented);
    document.addEventListener('keydown', listener);
    plotOf(chart).focus();
    await chart.updateComplete;
    for (let press = 0; press < 3; press++) {
      await sendKeys({ press: 'Escape' });
      await chart.updateComplete;
    }
    document.removeEventListener('keydown', listener);
    expect(reached).to.deep.equal([true, false, false]);
    expect(tooltipOf(chart)).to.equal(undefined);
  });

  it('closes a dialog that the dashboard is in, at the second press', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`<dialog></dialog>`);
    const element = await dashboardOf();
    dialog.append(element);
    dialog.showModal();
    await drawn(element);
    const chart = chartIn(element)!;
    plotOf(chart).focus();
    await chart.updateComplete;
    await sendKeys({ press: 'Escape' });
    expect(dialog.open).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await nextFrame();
    expect(dialog.open).to.equal(false);
  });
});

it('an export asks the ledger only for what it writes', async () => {
  const element = await dashboardOf([
    { message_id: 1, timestamp: '0001-01-01T00:00:00Z', credits_used: 1 },
    { message_id: 2, timestamp: '9999-12-31T23:59:59Z', credits_used: 1 },
  ]);
  const asked: string[] = [];
  const own = element.ledger!;
  for (const method of ['summary', 'rows', 'days', 'csv', 'blocks', 'item'] as const) {
    const original = Reflect.get(own, method) as (...args: unknown[]) => unknown;
    Object.defineProperty(own, method, {
      value: (...args: unknown[]) => (asked.push(method), original.apply(own, args)),
    });
  }
  const { click } = HTMLAnchorElement.prototype;
  const names: string[] = [];
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  element.renderRoot.querySelector<HTMLButtonElement>('[part~="download"]')!.click();
  HTMLAnchorElement.prototype.click = click;
  expect(asked).to.deep.equal(['csv']);
  expect(names).to.deep.equal(['usage-0001-01-01-9999-12-31.csv']);
});

it('two tables of one ledger in two orders sort once each', async () => {
  const ledger = UsageLedger.from(itemsOf(500));
  const place = await fixture<HTMLDivElement>(html`
    <div>
      <usage-table .ledger=${ledger} .sorting=${[{ column: 'report_name', direction: 'asc' }]}></usage-table>
      <usage-table .ledger=${ledger} .sorting=${[{ column: 'report_name', direction: 'desc' }]}></usage-table>
    </div>
  `);
  const tables = Array.from(place.querySelectorAll('usage-table'));
  await Promise.all(tables.map((table) => table.updateComplete));
  let sorts = 0;
  const { Collator } = Intl;
  Intl.Collator = new Proxy(Collator, {
    construct: (target, args) => (sorts++, Reflect.construct(target, args) as object),
  });
  for (let look = 0; look < 4; look++) {
    for (const table of tables) {
      table.requestUpdate();
      await table.updateComplete;
    }
  }
  Intl.Collator = Collator;
  expect(sorts).to.equal(0);
});
