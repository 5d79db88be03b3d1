import { expect, waitUntil } from '@open-wc/testing';
import type { UsageItem } from '@usage/sdk';
import type { UsageTable } from '@usage/dashboard';
import { chartIn, dashboardOf } from './support/dashboard.ts';
import { partsOf, rowsIn, seen, settledAt, tableOf } from './support/windowed-table.ts';

const restOf = (table: UsageTable) => table.renderRoot.querySelector('.rest')?.textContent;

afterEach(() => dispatchEvent(new Event('afterprint')));

describe('on paper', () => {
  it('a table that is windowed on the screen is whole, without waiting', async () => {
    const table = await tableOf(1200);
    expect(rowsIn(table).length).to.be.lessThan(40);
    dispatchEvent(new Event('beforeprint'));
    expect(rowsIn(table).length).to.equal(1200);
    expect(partsOf(table).scroller.classList.contains('windowed')).to.equal(false);
    expect(restOf(table)).to.equal(undefined);
  });

  it('there are 5,000 rows at most, and a line that says how many are not there', async () => {
    const table = await tableOf(1_000_000);
    dispatchEvent(new Event('beforeprint'));
    expect(rowsIn(table).length).to.equal(5000);
    expect(restOf(table)).to.contain('995,000 more messages').and.to.contain('CSV');
  });

  it('is over again, and the table is where it was', async () => {
    const table = await tableOf(100_000);
    partsOf(table).scroller.scrollTop = 40_000;
    await settledAt(table);
    const before = seen(table);
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
    await settledAt(table);
    expect(seen(table)).to.deep.equal(before);
    expect(restOf(table)).to.equal(undefined);
  });

  it('the chart has room for fewer days, each still under its bar', async () => {
    const items = Array.from({ length: 31 }, (_, day): UsageItem => {
      const timestamp = new Date(Date.UTC(2026, 9, 1 + day)).toISOString();
      return { message_id: day, timestamp, credits_used: 1 };
    });
    const chart = chartIn(await dashboardOf(items))!;
    const labels = () => Array.from(chart.renderRoot.querySelectorAll('[part="bucket-label"]'));
    await waitUntil(() => labels().length > 0);
    const onScreen = labels().length;
    dispatchEvent(new Event('beforeprint'));
    expect(labels().length).to.be.within(3, onScreen - 1);
    chart.style.width = '600px';
    const bars = chart.renderRoot.querySelectorAll('[part="bar"]');
    const middle = (element: Element | undefined) => {
      const { left = 0, right = 0 } = element?.getBoundingClientRect() ?? {};
      return (left + right) / 2;
    };
    // Those at the edges are moved inward.
    for (const label of labels().slice(1, -1)) {
      const bar = bars[Number(label.textContent.slice(0, 2)) - 1];
      expect(middle(label)).to.be.closeTo(middle(bar), 2);
    }
  });

  it('a table that is gone takes no part', async () => {
    const table = await tableOf(1200);
    table.remove();
    dispatchEvent(new Event('beforeprint'));
    expect(rowsIn(table).length).to.be.lessThan(40);
  });
});
