import { expect, fixture, html } from '@open-wc/testing';
import { dashboardOf, drawn, sortButton, tableIn, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

describe('an attribute that cannot be used', () => {
  const wrong: [attributes: Record<string, string>, message: RegExp][] = [
    [{ theme: 'drak' }, /theme must be auto, light, dark; got "drak"/],
    [{ sorting: 'price:asc' }, /sorting must be column:asc .*; got "price:asc"/],
    [{ sorting: 'credits_used:down' }, /sorting must be column:asc/],
    [{ sorting: 'credits_used' }, /sorting must be column:asc/],
    [{ sorting: 'credits_used:asc;;report_name:desc' }, /sorting must be column:asc/],
  ];
  for (const [attributes, message] of wrong) {
    it(`is told once: ${JSON.stringify(attributes)}`, async () => {
      const element = document.createElement('usage-dashboard');
      const told: string[] = [];
      element.addEventListener('usage-error', ({ error }) => told.push(`${error.code}: ${error.message}`));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.usage = sampleItems;
      (await fixture(html`<div></div>`)).append(element);
      await drawn(element);
      element.requestUpdate();
      await drawn(element);
      expect(told).to.have.length(1);
      expect(told[0]).to.match(/^invalid_option: <usage-dashboard>: /);
      expect(told[0]).to.match(message);
      expect(textOf(element, 'total')).to.equal('212.00 credits');
    });
  }

  it('sorting by a column that people cannot sort by is the page’s word', async () => {
    const element = await dashboardOf(sampleItems, { sorting: 'message_id:desc', sortable: 'report_name' });
    expect(tableIn(element)?.renderRoot.querySelector('tbody td')?.textContent).to.equal('1005');
    expect(() => sortButton(element, 'Message ID')).to.throw();
  });
});
