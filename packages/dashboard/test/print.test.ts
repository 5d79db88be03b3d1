import { expect } from '@open-wc/testing';
import type { UsageTable } from '@usage/dashboard';
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

  it('a table that is gone takes no part', async () => {
    const table = await tableOf(1200);
    table.remove();
    dispatchEvent(new Event('beforeprint'));
    expect(rowsIn(table).length).to.be.lessThan(40);
  });
});
