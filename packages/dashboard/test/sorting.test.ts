import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { UsageLedger } from '@usage/sdk';
import type { UsageDashboard, UsageSortEvent, UsageTable } from '@usage/dashboard';
import { dashboardOf, drawn, idsOf, sortButton, tableIn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

const upstream = '1000 1001 1002 1003 1004 1005';
const byName = { asc: '1003 1000 1004 1001 1002 1005', desc: '1000 1004 1003 1001 1002 1005' };
const byCredits = { asc: '1005 1002 1001 1000 1004 1003', desc: '1003 1000 1004 1001 1002 1005' };

/** Clicks; `+` in front holds Shift. Gives the sorting after each click and the order after the last. */
async function clicks(element: UsageDashboard, labels: string[]): Promise<string> {
  for (const label of labels) {
    const shiftKey = label.startsWith('+');
    sortButton(element, label.replace('+', '')).dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, shiftKey, detail: 1 }),
    );
    await drawn(element);
  }
  return idsOf(element);
}

const sorted = (element: UsageDashboard) =>
  (tableIn(element)?.sorting ?? []).map(({ column, direction }) => `${column}:${direction}`).join(';');

const start = location.href;
afterEach(() => history.replaceState(null, '', start));

describe('sorting by mouse', () => {
  const sequences: [labels: string[], sorting: string, order: string][] = [
    [[], '', upstream],
    [['Credits'], 'credits_used:asc', byCredits.asc],
    [['Credits', 'Credits'], 'credits_used:desc', byCredits.desc],
    [['Credits', 'Credits', 'Credits'], '', upstream],
    [['Report'], 'report_name:asc', byName.asc],
    [['Report', 'Report'], 'report_name:desc', byName.desc],
    [['Report', 'Report', 'Report'], '', upstream],
    [['Report', 'Credits'], 'credits_used:asc', byCredits.asc],
    [['Report', '+Credits'], 'report_name:asc;credits_used:asc', '1003 1000 1004 1005 1002 1001'],
    [['Report', '+Credits', '+Credits'], 'report_name:asc;credits_used:desc', '1003 1000 1004 1001 1002 1005'],
    [['Report', '+Credits', '+Credits', '+Credits'], 'report_name:asc', byName.asc],
    [['Report', '+Credits', '+Report'], 'report_name:desc;credits_used:asc', '1000 1004 1003 1005 1002 1001'],
    [['Report', '+Credits', '+Report', '+Report'], 'credits_used:asc', byCredits.asc],
    [
      ['Report', '+Credits', '+Report', '+Report', '+Report'],
      'credits_used:asc;report_name:asc',
      '1005 1002 1001 1000 1004 1003',
    ],
    [['Report', '+Credits', 'Credits'], 'credits_used:desc', byCredits.desc],
    [['Report', '+Credits', 'Report'], 'report_name:desc', byName.desc],
    [['+Report'], 'report_name:asc', byName.asc],
  ];
  for (const [labels, sorting, order] of sequences) {
    it(`${labels.join(', ') || 'no click'} gives "${sorting}"`, async () => {
      const element = await dashboardOf();
      expect(await clicks(element, labels)).to.equal(order);
      expect(sorted(element)).to.equal(sorting);
    });
  }

  it('columns that are not sortable have no button', async () => {
    const element = await dashboardOf();
    expect(() => sortButton(element, 'Message ID')).to.throw();
    expect(() => sortButton(element, 'Timestamp')).to.throw();
  });

  it('the sortable attribute says which columns have one', async () => {
    const element = await dashboardOf(sampleItems, { sortable: 'timestamp' });
    expect(await clicks(element, ['Timestamp', 'Timestamp'])).to.equal('1005 1004 1003 1002 1001 1000');
    expect(() => sortButton(element, 'Credits')).to.throw();
  });
});

describe('sorting by keyboard', () => {
  const sequences: [keys: string[], sorting: string][] = [
    [['Enter'], 'report_name:asc'],
    [['Enter', 'Enter'], 'report_name:desc'],
    [['Space'], 'report_name:asc'],
    [['Space', 'Enter', 'Space'], ''],
    [['Enter', 'Tab', 'Enter'], 'credits_used:asc'],
    [['Enter', 'Tab', 'Shift+Enter'], 'report_name:asc;credits_used:asc'],
    [['Enter', 'Tab', 'Shift+Space', 'Shift+Space'], 'report_name:asc;credits_used:desc'],
    [['Enter', 'Tab', 'Shift+Enter', 'Shift+Space', 'Shift+Enter'], 'report_name:asc'],
    [['Shift+Enter', 'Tab', 'Space'], 'credits_used:asc'],
  ];
  for (const [keys, sorting] of sequences) {
    it(`${keys.join(', ')} gives "${sorting}"`, async () => {
      const element = await dashboardOf();
      sortButton(element, 'Report').focus();
      for (const key of keys) {
        const shift = key.startsWith('Shift+');
        if (shift) await sendKeys({ down: 'Shift' });
        await sendKeys({ press: key.replace('Shift+', '') });
        if (shift) await sendKeys({ up: 'Shift' });
        await drawn(element);
      }
      expect(sorted(element)).to.equal(sorting);
    });
  }

  it('the region that scrolls is one tab stop, and rows are none', async () => {
    const element = await dashboardOf();
    const region = tableIn(element)?.renderRoot.querySelector<HTMLElement>('[role="region"]');
    region?.focus();
    expect(tableIn(element)?.shadowRoot?.activeElement).to.equal(region);
    await sendKeys({ press: 'Tab' });
    expect(tableIn(element)?.shadowRoot?.activeElement?.textContent).to.contain('Report Name');
    await sendKeys({ press: 'Tab' });
    expect(tableIn(element)?.shadowRoot?.activeElement?.textContent).to.contain('Credits Used');
    await sendKeys({ press: 'Tab' });
    expect(tableIn(element)?.shadowRoot?.activeElement).to.equal(null);
  });
});

describe('what is said of the sorting', () => {
  it('aria-sort stands on the first column alone, and each button says direction and rank', async () => {
    const element = await dashboardOf();
    await clicks(element, ['Report', '+Credits', '+Credits']);
    const headers = Array.from(tableIn(element)?.renderRoot.querySelectorAll('th') ?? []);
    expect(headers.map((header) => header.getAttribute('aria-sort'))).to.deep.equal([null, null, 'ascending', null]);
    expect(sortButton(element, 'Report').textContent).to.contain('sorted ascending, 1 of 2');
    expect(sortButton(element, 'Credits').textContent).to.contain('sorted descending, 2 of 2');
    const status = element.renderRoot.querySelector('[role="status"]');
    expect(status?.textContent).to.contain('Report Name sorted ascending, 1 of 2; Credits Used sorted descending');
  });

  it('usage-sort fires once for a click, with the sorting, and never for the host', async () => {
    const element = await dashboardOf();
    const events: UsageSortEvent[] = [];
    element.parentElement?.addEventListener('usage-sort', (event) => events.push(event as UsageSortEvent));
    element.sorting = 'report_name:desc';
    await drawn(element);
    expect(idsOf(element)).to.equal(byName.desc);
    expect(events).to.have.length(0);
    await clicks(element, ['Credits']);
    expect(events).to.have.length(1);
    expect(events[0]?.sorting).to.deep.equal([{ column: 'credits_used', direction: 'asc' }]);
    expect(events[0]?.composed && events[0].bubbles).to.equal(true);
  });
});

describe('<usage-table> alone', () => {
  it('sorts itself', async () => {
    const table = await fixture<UsageTable>(html`<usage-table time-zone="UTC"></usage-table>`);
    table.ledger = UsageLedger.from(sampleItems);
    await table.updateComplete;
    expect(idsOf(table)).to.equal(upstream);
    sortButton(table, 'Credits').click();
    await table.updateComplete;
    expect(idsOf(table)).to.equal(byCredits.asc);
  });
});
