import { expect, fixture, html } from '@open-wc/testing';
import { UsageLedger } from '@usage/sdk';
import type { UsageDashboard, UsageErrorEvent } from '@usage/dashboard';
import { drawn, once, settled, textOf } from './support/dashboard.ts';

const itemsOf = (...credits: number[]) =>
  credits.map((credits_used, index) => ({ message_id: index, timestamp: '2024-04-29T02:08:29Z', credits_used }));

describe('a client of the page', () => {
  const given: [what: string, load: () => unknown, total: string][] = [
    ['usage items', () => itemsOf(1, 2), '3.00 credits'],
    ['a promise of usage items', async () => itemsOf(1, 2), '3.00 credits'],
    ['an answer of /usage', async () => ({ usage: itemsOf(1, 2) }), '3.00 credits'],
    ['a ledger', () => UsageLedger.from(itemsOf(1, 2)), '3.00 credits'],
    ['the ledger of another copy of the SDK', async () => foreignLedger(), '3.00 credits'],
  ];
  for (const [what, load, total] of given) {
    it(`may give ${what}`, async () => {
      const element = await fixture<UsageDashboard>(
        html`<usage-dashboard sorting-param="" .client=${{ load }}></usage-dashboard>`,
      );
      await settled(element);
      expect([element.status, textOf(element, 'total')]).to.deep.equal(['ready', total]);
    });
  }

  /** As another copy's class would give it: none of ours, and whole. */
  function foreignLedger(): unknown {
    const own = UsageLedger.from(itemsOf(1, 2));
    return new Proxy(Object.create(null) as object, {
      get: (_, key) => {
        const value: unknown = Reflect.get(own, key);
        return key === 'then' ? undefined : typeof value === 'function' ? value.bind(own) : value;
      },
      has: (_, key) => key in own,
    });
  }

  const wrong: [what: string, load: () => unknown][] = [
    ['nothing', () => undefined],
    ['a promise of nothing', async () => undefined],
    ['null', async () => null],
    ['a text', async () => '{"usage":[]}'],
    ['a ledger of before there were snapshots', async () => ({ length: 1, totalHundredths: 100, view: () => ({}) })],
    ['items that break the contract', async () => [{ message_id: 1 }]],
    ['an error', () => Promise.reject(new TypeError('no'))],
    [
      'an error at once',
      () => {
        throw new TypeError('no');
      },
    ],
  ];
  for (const [what, load] of wrong) {
    it(`that gives ${what} is told, and shows no figure`, async () => {
      const element = document.createElement('usage-dashboard');
      const failed = once(element, 'usage-error');
      Object.assign(element, { sortingParam: '', client: { load } });
      (await fixture(html`<div></div>`)).append(element);
      const { error } = await failed;
      await drawn(element);
      expect(['invalid_option', 'contract_violation', 'network']).to.include(error.code);
      expect(element.status).to.equal('failed');
      expect(element.renderRoot.textContent).not.to.match(/NaN|undefined/);
    });
  }

  it('without load() is told', async () => {
    const errors: UsageErrorEvent[] = [];
    const place = await fixture<HTMLDivElement>(html`<div @usage-error=${(event: UsageErrorEvent) => errors.push(event)}></div>`); // prettier-ignore
    const element = document.createElement('usage-dashboard');
    Object.assign(element, { sortingParam: '', client: {} });
    place.append(element);
    await drawn(element);
    expect(errors.map(({ error }) => error.code)).to.deep.equal(['invalid_option']);
    expect(element.status).to.equal('failed');
  });
});
