import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { UsageLedger } from '@usage/sdk';
import type { UsageTable } from '@usage/dashboard';
import { dashboardOf, drawn, sortButton, tableIn } from './support/dashboard.ts';
import {
  itemsOf,
  partsOf,
  rested,
  rowsIn,
  seen,
  seenWhole,
  settledAt,
  tableOf,
  viewOf,
} from './support/windowed-table.ts';

async function scrolledTo(table: UsageTable, row: number): Promise<void> {
  partsOf(table).scroller.scrollTop = row * rowsIn(table)[0]!.getBoundingClientRect().height;
  await settledAt(table);
  expect(seen(table)[0]).to.equal(row);
}

describe('a windowed table keeps its place', () => {
  it('when usage is refreshed, also with more rows', async () => {
    const element = await dashboardOf(itemsOf(1000));
    const table = tableIn(element)!;
    await settledAt(table);
    await scrolledTo(table, 300);
    element.usage = itemsOf(1200);
    await drawn(element);
    await settledAt(table);
    expect(seen(table)[0]).to.equal(300);
    expect(partsOf(table).table.getAttribute('aria-rowcount')).to.equal('1201');
  });

  it('at the end, when there are fewer rows', async () => {
    const table = await tableOf(1000);
    partsOf(table).scroller.scrollTop = 1e6;
    await settledAt(table);
    table.rows = viewOf(500);
    await settledAt(table);
    expect(seenWhole(table).at(-1)).to.equal(499);
  });

  it('when rows get higher, and all rows stay equal', async () => {
    const table = await tableOf(50_000);
    await scrolledTo(table, 5000);
    for (const height of ['3.3rem', '1rem', '2.5rem']) {
      table.style.setProperty('--usage-row-height', height);
      await settledAt(table);
      expect(seen(table)[0]).to.be.closeTo(5000, 1);
      const heights = rowsIn(table).map((row) => row.getBoundingClientRect().height);
      expect(Math.max(...heights) - Math.min(...heights)).to.be.lt(0.02);
    }
  });

  it('when the region gets narrow, wide, low and high', async () => {
    const table = await tableOf(50_000);
    await scrolledTo(table, 5000);
    for (const [width, height] of [
      ['300px', '480px'],
      ['700px', '300px'],
      ['100%', '1000px'],
    ] as const) {
      table.style.width = width;
      table.style.setProperty('--usage-table-max-height', height);
      await settledAt(table);
      expect(seen(table)[0]).to.be.closeTo(5000, 1);
    }
    partsOf(table).scroller.scrollTop = 1e8;
    await settledAt(table);
    expect(seenWhole(table).at(-1)).to.equal(49_999);
  });

  it('when it is hidden and shown, or moved', async () => {
    const table = await tableOf(50_000);
    await scrolledTo(table, 4999);
    partsOf(table).scroller.scrollTop += 41;
    await waitUntil(() => seen(table)[0] === 5000);
    // Before the movement is over.
    table.hidden = true;
    await settledAt(table);
    table.hidden = false;
    await settledAt(table);
    expect(seen(table)[0]).to.equal(5000);
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.append(table);
    await settledAt(table);
    expect(seen(table)[0]).to.equal(5000);
    partsOf(table).scroller.scrollTop += 41;
    await rested(table);
    expect(seen(table)[0]).to.equal(5001);
  });
});

describe('a windowed table', () => {
  it('loses no scroll that comes just when the last movement is over', async () => {
    const table = await tableOf(50_000);
    const { scroller } = partsOf(table);
    await scrolledTo(table, 5000);
    // Heard before the table hears it: its pause begins later, and ends before this scroll is told.
    const again = () => setTimeout(() => (scroller.scrollTop += 8200), 150);
    table.renderRoot.addEventListener('scroll', again, { capture: true, once: true });
    scroller.scrollTop += 41;
    await rested(table);
    await rested(table);
    expect(seen(table)[0]).to.equal(5201);
  });

  it('starts at its first row when it is sorted, and a sort of the same order keeps the place', async () => {
    const table = await tableOf(0);
    table.rows = undefined;
    table.ledger = UsageLedger.from(itemsOf(1000));
    await settledAt(table);
    await scrolledTo(table, 300);
    table.sorting = [];
    await settledAt(table);
    expect(seen(table)[0]).to.equal(300);
    sortButton(table, 'Credits').click();
    await table.updateComplete;
    await nextFrame();
    expect(partsOf(table).scroller.scrollTop).to.equal(0);
    expect(
      rowsIn(table)
        .slice(0, 3)
        .map((row) => row.querySelector('.credits_used')?.textContent.trim()),
    ).to.deep.equal(['0.00', '0.00', '0.01']);
    expect(rowsIn(table)[0]?.getAttribute('aria-rowindex')).to.equal('2');
  });

  it('fills a height that the host gives, and draws as many rows as it takes', async () => {
    const element = await dashboardOf(itemsOf(400));
    element.style.height = '1400px';
    const table = tableIn(element)!;
    await settledAt(table);
    const { scroller } = partsOf(table);
    expect(scroller.getBoundingClientRect().bottom).to.be.closeTo(element.getBoundingClientRect().bottom, 2);
    expect(seen(table).length).to.be.gt(15);
    scroller.scrollTop = 1e6;
    await settledAt(table);
    expect(seenWhole(table).at(-1)).to.equal(399);
  });

  it('never gets higher than 300 rows, whatever the host allows', async () => {
    const table = await tableOf(50_000);
    table.style.setProperty('--usage-table-max-height', 'none');
    await settledAt(table);
    expect(rowsIn(table).length).to.be.lte(302);
    expect(table.getBoundingClientRect().height).to.be.lte(12_100);
    table.rows = viewOf(301);
    await settledAt(table);
    partsOf(table).scroller.scrollTop = 1e6;
    await settledAt(table);
    expect(seenWhole(table).at(-1)).to.equal(300);
  });

  it('is as high as the viewport allows', async () => {
    const table = await tableOf(1000);
    table.style.removeProperty('--usage-table-max-height');
    await setViewport({ width: 800, height: 900 });
    await waitUntil(() => partsOf(table).scroller.clientHeight === 630);
    await settledAt(table);
    expect(table.renderRoot.querySelectorAll('*').length).to.be.lte(140);
    seen(table);
    await setViewport({ width: 800, height: 600 });
  });

  it('draws places for rows that are on their way, and the rows once they came', async () => {
    const table = await tableOf(0);
    let here = false;
    const { at } = viewOf(1000);
    table.rows = { length: 1000, at: (index) => (here ? at(index) : undefined) };
    await settledAt(table);
    expect(table.renderRoot.querySelectorAll('.placeholder').length).to.equal(4 * rowsIn(table).length);
    here = true;
    table.requestUpdate();
    await settledAt(table);
    expect(seen(table)[0]).to.equal(0);
    expect(table.renderRoot.querySelectorAll('.placeholder').length).to.equal(0);
  });
});
