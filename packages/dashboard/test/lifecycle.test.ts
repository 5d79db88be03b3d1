import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { UsageClient } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { dashboardOf, drawn, endpoint, freshName, loadedFrom, logOf, rowsOf, settled } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

describe('coming and going', () => {
  it('removed and put back, it shows what it had and does not load what is fresh', async () => {
    const name = freshName();
    const element = await loadedFrom(endpoint({}, name));
    const place = element.parentElement;
    element.remove();
    place?.append(element);
    await drawn(element);
    expect(element.status).to.equal('ready');
    expect(rowsOf(element)).to.have.length(6);
    expect((await logOf(name)).requests).to.equal(1);
  });

  it('removed while loading, it gives the request up; put back, it loads again', async () => {
    const name = freshName();
    const element = await fixture<UsageDashboard>(
      html`<usage-dashboard src=${endpoint({ delay: 400 }, name)}></usage-dashboard>`,
    );
    const errors: Event[] = [];
    element.addEventListener('usage-error', (event) => errors.push(event));
    await waitUntil(async () => (await logOf(name)).requests === 1);
    const place = element.parentElement;
    element.remove();
    expect(element.status).to.equal('idle');
    await waitUntil(async () => (await logOf(name)).aborted === 1);
    await aTimeout(100);
    expect(element.status).to.equal('idle');
    place?.append(element);
    expect(element.status).to.equal('loading');
    await settled(element);
    expect(rowsOf(element)).to.have.length(6);
    expect(errors).to.have.length(0);
  });

  it('moved within the page while loading, it ends with the data', async () => {
    const element = await fixture<UsageDashboard>(
      html`<usage-dashboard src=${endpoint({ delay: 100 })}></usage-dashboard>`,
    );
    const other = await fixture<HTMLDivElement>(html`<div></div>`);
    await element.updateComplete;
    other.append(element);
    await settled(element);
    expect(rowsOf(element)).to.have.length(6);
  });

  it('of two fast changes of src, the last one counts, whichever answers first', async () => {
    const slow = freshName();
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const loads: number[] = [];
    element.addEventListener('usage-load', ({ snapshot }) => loads.push(snapshot.messages));
    element.src = endpoint({ delay: 3000, items: sampleItems.slice(0, 1) }, slow);
    await waitUntil(async () => (await logOf(slow)).requests === 1);
    element.src = endpoint({ items: sampleItems.slice(0, 2) });
    await settled(element);
    // Given up: it will not answer any more.
    await waitUntil(async () => (await logOf(slow)).aborted === 1);
    expect(rowsOf(element)).to.have.length(2);
    expect(loads).to.deep.equal([2]);
  });

  it('another src drops what the old one gave', async () => {
    const element = await loadedFrom(endpoint());
    element.src = endpoint({ delay: 100, items: [] });
    await element.updateComplete;
    expect(element.ledger).to.equal(undefined);
    await settled(element);
    expect(element.ledger?.length).to.equal(0);
  });

  it('two dashboards with one client share one request', async () => {
    const name = freshName();
    const client = new UsageClient({ url: endpoint({ delay: 50 }, name) });
    const holder = await fixture<HTMLDivElement>(html`
      <div>
        <usage-dashboard .client=${client}></usage-dashboard>
        <usage-dashboard sorting-param="" .client=${client}></usage-dashboard>
      </div>
    `);
    const elements = Array.from(holder.querySelectorAll('usage-dashboard'));
    await Promise.all(elements.map(settled));
    expect(elements.map((element) => rowsOf(element).length)).to.deep.equal([6, 6]);
    expect((await logOf(name)).requests).to.equal(1);
  });

  it('properties set before the element is defined survive', async () => {
    const holder = await fixture<HTMLDivElement>(html`<div></div>`);
    // An element that is not in a document is upgraded when it comes into one.
    const inert = new DOMParser().parseFromString('<usage-dashboard></usage-dashboard>', 'text/html');
    const element = inert.querySelector('usage-dashboard') as UsageDashboard;
    element.usage = sampleItems;
    element.timeZone = 'UTC';
    holder.append(element);
    await drawn(element);
    expect(rowsOf(element)).to.have.length(6);
  });
});

describe('where usage comes from', () => {
  it('usage wins over client, and client over src', async () => {
    const client = new UsageClient({ url: endpoint({ items: sampleItems.slice(0, 2) }) });
    const element = await loadedFrom(endpoint({ items: sampleItems.slice(0, 3) }));
    expect(rowsOf(element)).to.have.length(3);
    element.client = client;
    await settled(element);
    await waitUntil(() => element.ledger?.length === 2);
    element.usage = sampleItems.slice(0, 1);
    await drawn(element);
    expect(rowsOf(element)).to.have.length(1);
    element.usage = undefined;
    await element.updateComplete;
    await settled(element);
    expect(rowsOf(element)).to.have.length(2);
    element.client = undefined;
    await element.updateComplete;
    await settled(element);
    expect(rowsOf(element)).to.have.length(3);
  });

  it('headers go along, and a new function is no new source', async () => {
    const name = freshName();
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    element.headers = () => ({ authorization: 'Bearer one' });
    element.src = endpoint({}, name);
    await settled(element);
    element.headers = async () => ({ authorization: 'Bearer two' });
    await element.updateComplete;
    expect(element.status).to.equal('ready');
    await element.refresh();
    const { headers } = await logOf(name);
    expect(headers.map(({ authorization }) => authorization)).to.deep.equal(['Bearer one', 'Bearer two']);
  });

  it('is nothing: it stays idle and quiet', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    expect(element.status).to.equal('idle');
    await element.refresh();
    expect(element.status).to.equal('idle');
  });
});

describe('removal', () => {
  it('leaves no listener on window and document, and no timer', async () => {
    const open = new Map<string, number>();
    const restore = [window, document].map((target) => {
      const { addEventListener, removeEventListener } = target;
      const name = target === window ? 'window' : 'document';
      target.addEventListener = (type: string, ...rest: unknown[]) => {
        open.set(`${name} ${type}`, (open.get(`${name} ${type}`) ?? 0) + 1);
        return (addEventListener as (...args: unknown[]) => void).call(target, type, ...rest);
      };
      target.removeEventListener = (type: string, ...rest: unknown[]) => {
        open.set(`${name} ${type}`, (open.get(`${name} ${type}`) ?? 0) - 1);
        return (removeEventListener as (...args: unknown[]) => void).call(target, type, ...rest);
      };
      return () => Object.assign(target, { addEventListener, removeEventListener });
    });
    try {
      const element = await dashboardOf(sampleItems, { refreshInterval: 5 });
      expect([...open.values()].some((count) => count > 0)).to.equal(true);
      element.remove();
      expect([...open].filter(([, count]) => count !== 0)).to.deep.equal([]);
    } finally {
      restore.forEach((put) => put());
    }
  });
});
