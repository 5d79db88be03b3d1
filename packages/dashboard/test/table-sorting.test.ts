import { expect, fixture, html } from '@open-wc/testing';
import { UsageLedger } from '@usage/sdk';
import type { UsageTable } from '@usage/dashboard';
import { idsOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

const upstream = '1000 1001 1002 1003 1004 1005';
const byCredits = '1005 1002 1001 1000 1004 1003';

describe('<usage-table> that a page gives a sorting', () => {
  const sortings: [given: unknown, order: string][] = [
    [[{ column: 'credits_used', direction: 'up' }], byCredits],
    [[{ column: 'credits_used' }, { column: 'price', direction: 'asc' }], byCredits],
    [[{ column: 'price', direction: 'asc' }, null, 5, 'report_name'], upstream],
    [null, upstream],
    ['credits_used:asc', upstream],
    [{ column: 'credits_used', direction: 'asc' }, upstream],
  ];
  for (const [given, order] of sortings) {
    it(`sorts by what can be sorted by, of ${JSON.stringify(given)}`, async () => {
      const table = await fixture<UsageTable>(html`<usage-table time-zone="UTC"></usage-table>`);
      table.ledger = UsageLedger.from(sampleItems);
      table.sorting = given as UsageTable['sorting'];
      await table.updateComplete;
      expect(idsOf(table)).to.equal(order);
    });
  }
});
