import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { UsageClient, UsageError, UsageLedger } from '@usage/sdk';
import type { UsageDashboard, UsageErrorEvent, UsageLoadEvent } from '@usage/dashboard';
import {
  chartIn,
  dashboardOf,
  drawn,
  endpoint,
  freshName,
  loadedFrom,
  logOf,
  once,
  rowsOf,
  settled,
  tableIn,
  textOf,
} from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';

const section = (element: UsageDashboard) => element.renderRoot.querySelector('section');
const alerts = (element: UsageDashboard) => element.renderRoot.querySelectorAll('[role="alert"]');
const status = (element: UsageDashboard) => element.renderRoot.querySelector('[role="status"]')?.textContent;

describe('ready', () => {
  it('shows total, facts, bars and rows of what came', async () => {
    const element = await loadedFrom(endpoint());
    expect(element.status).to.equal('ready');
    expect(element.ledger?.totalAmount).to.equal(21_200);
    expect(textOf(element, 'total')).to.equal('212.00 credits');
    expect(textOf(element, 'facts')).to.match(/^6 messages29-04-2024 to 02-05-2024Days in UTCas of /);
    expect(rowsOf(element)[0]).to.deep.equal(['1000', '29-04-2024 02:08', 'Short Report', '61.00']);
    expect(rowsOf(element)[1]).to.deep.equal(['1001', '29-04-2024 03:25', '', '5.60']);
    expect(chartIn(element)?.renderRoot.querySelectorAll('[part="bar"]')).to.have.length(4);
    expect(section(element)?.getAttribute('aria-busy')).to.equal('false');
    expect(status(element)).to.equal('Usage loaded: 6 messages, 212.00 credits.');
  });

  it('fires usage-load once, with the ledger', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const events: UsageLoadEvent[] = [];
    element.addEventListener('usage-load', (event) => events.push(event));
    element.src = endpoint();
    await settled(element);
    expect(events).to.have.length(1);
    expect(events[0]?.ledger).to.equal(element.ledger);
  });

  it('writes figures and times by the locale', async () => {
    const element = await dashboardOf([{ ...sampleItems[0]!, credits_used: 1240.6 }], { locale: 'de-DE' });
    expect(textOf(element, 'total')).to.equal('1.240,60 credits');
    expect(rowsOf(element)[0]).to.deep.equal(['1000', '29.04.2024, 02:08', 'Short Report', '1.240,60']);
  });

  it('follows the time zone, table and chart together', async () => {
    const element = await dashboardOf();
    element.timeZone = 'Asia/Tokyo';
    await drawn(element);
    expect(rowsOf(element)[2]?.[1]).to.equal('30-04-2024 08:30');
    const first = chartIn(element)?.renderRoot.querySelector('[part="bar"]');
    expect(first?.getAttribute('aria-label')).to.equal('29-04-2024: 66.60 credits, 2 messages');
    expect(textOf(element, 'facts')).to.contain('Days in Asia/Tokyo');
  });

  it('an unknown time zone is named, and the viewer’s takes its place', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const told = once(element, 'usage-error');
    element.timeZone = 'Mars/Olympus';
    element.usage = sampleItems;
    const { error } = await told;
    expect(error.code).to.equal('invalid_option');
    expect(error.message).to.contain('time-zone');
    await drawn(element);
    expect(textOf(element, 'notice')).to.contain('Mars/Olympus');
    expect(rowsOf(element)).to.have.length(6);
  });

  it('takes the host’s words', async () => {
    const element = await dashboardOf(sampleItems, { strings: { credits: (formatted) => `${formatted} Punkte` } });
    expect(textOf(element, 'total')).to.equal('212.00 Punkte');
  });
});

describe('loading', () => {
  it('keeps the place of header, chart and table', async () => {
    const element = await fixture<UsageDashboard>(
      html`<usage-dashboard src=${endpoint({ delay: 300 })}></usage-dashboard>`,
    );
    await drawn(element);
    expect(element.status).to.equal('loading');
    expect(element.ledger).to.equal(undefined);
    expect(section(element)?.getAttribute('aria-busy')).to.equal('true');
    const places = () => [chartIn(element), tableIn(element)].map((part) => part?.offsetTop);
    const before = places();
    expect(tableIn(element)?.renderRoot.querySelectorAll('.placeholder').length).to.be.greaterThan(0);
    await settled(element);
    expect(places()).to.deep.equal(before);
    expect(tableIn(element)?.renderRoot.querySelectorAll('.placeholder')).to.have.length(0);
  });
});

describe('empty', () => {
  it('says so, and nothing is wrong', async () => {
    const element = await loadedFrom(endpoint({ items: [] }));
    expect(element.status).to.equal('ready');
    expect(textOf(element, 'total')).to.equal('0.00 credits');
    expect(textOf(element, 'empty')).to.equal('No usage in this period yet.');
    expect(alerts(element)).to.have.length(0);
    expect(chartIn(element)).to.equal(null);
  });
});

describe('failed', () => {
  it('says why and offers to try again; that works', async () => {
    const name = freshName();
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const events: UsageErrorEvent[] = [];
    element.addEventListener('usage-error', (event) => events.push(event));
    element.src = endpoint({ status: 503, until: 1 }, name);
    await settled(element);
    expect(element.status).to.equal('failed');
    expect(events).to.have.length(1);
    expect(events[0]?.error.code).to.equal('http_status');
    expect(alerts(element)).to.have.length(1);
    expect(alerts(element)[0]?.textContent).to.contain('Usage could not be loaded');
    expect(status(element)).to.equal('');
    const reason = element.renderRoot.querySelector('details code')?.textContent;
    expect(reason).to.equal(`GET ${location.origin}/endpoint/${name}: status 503. (upstream_unreachable)`);
    const retry = element.renderRoot.querySelector<HTMLButtonElement>('[part="retry"]');
    retry?.focus();
    retry?.click();
    await element.updateComplete;
    expect(element.status).to.equal('loading');
    expect(element.shadowRoot?.activeElement).to.equal(section(element));
    await settled(element);
    expect(rowsOf(element)).to.have.length(6);
    expect((await logOf(name)).requests).to.equal(2);
  });

  it('a broken rule is named in the technical reason', async () => {
    const element = await loadedFrom(endpoint({ items: [{ ...sampleItems[0], timestamp: '2024-02-30T00:00:00Z' }] }));
    expect(element.status).to.equal('failed');
    expect(element.renderRoot.querySelector('details code')?.textContent).to.contain('usage[0].timestamp must be');
    expect(alerts(element)[0]?.textContent).to.contain('not what was promised');
  });

  it('a 401 speaks of signing in', async () => {
    const element = await loadedFrom(endpoint({ status: 401 }));
    expect(alerts(element)[0]?.textContent).to.contain('signed in');
  });

  it('given usage that breaks a rule fails as well, without Try again', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard></usage-dashboard>`);
    const told = once(element, 'usage-error');
    element.usage = [{ ...sampleItems[0]!, credits_used: -1 }];
    expect((await told).error.message).to.contain('usage[0].credits_used');
    await drawn(element);
    expect(element.status).to.equal('failed');
    expect(element.renderRoot.querySelector('[part="retry"]')).to.equal(null);
  });

  it('a src that is no URL fails without a request', async () => {
    const element = await loadedFrom('http://[');
    expect(element.status).to.equal('failed');
    expect(element.renderRoot.querySelector('details code')?.textContent).to.contain('src must be a URL');
  });
});

describe('refreshing', () => {
  it('keeps the data, and shows the new', async () => {
    const source = { items: sampleItems.slice(0, 1) };
    const client = {
      load: async () => {
        await aTimeout(100);
        return UsageLedger.from(source.items);
      },
    };
    const element = await fixture<UsageDashboard>(html`<usage-dashboard .client=${client}></usage-dashboard>`);
    await settled(element);
    source.items = [...sampleItems];
    const refreshed = element.refresh();
    await waitUntil(() => element.status === 'loading');
    await drawn(element);
    expect(rowsOf(element)).to.have.length(1);
    expect(textOf(element, 'facts')).to.contain('Refreshing');
    expect(section(element)?.getAttribute('aria-busy')).to.equal('true');
    await refreshed;
    await drawn(element);
    expect(rowsOf(element)).to.have.length(6);
    expect(status(element)).to.equal('Usage is up to date.');
  });

  it('a failure keeps the data, marked with its time, and says so without an alert', async () => {
    let fails = false;
    const client = {
      load: async () => {
        if (fails) throw new UsageError('timeout', 'GET https://a.example/usage: no answer within 5 s.');
        return UsageLedger.from(sampleItems);
      },
      loadedAt: Date.UTC(2024, 4, 3, 12, 34),
    };
    const element = await fixture<UsageDashboard>(
      html`<usage-dashboard time-zone="UTC" .client=${client}></usage-dashboard>`,
    );
    await settled(element);
    fails = true;
    await element.refresh();
    await drawn(element);
    expect(element.status).to.equal('failed');
    expect(element.ledger?.length).to.equal(6);
    expect(rowsOf(element)).to.have.length(6);
    expect(alerts(element)).to.have.length(0);
    expect(textOf(element, 'notice')).to.contain('as of 03-05-2024 12:34. The server took too long');
    fails = false;
    element.renderRoot.querySelector<HTMLButtonElement>('[part="retry"]')?.click();
    await settled(element);
    expect(element.status).to.equal('ready');
    expect(textOf(element, 'notice')).to.equal('');
  });

  it('happens on focus when the usage is stale, and not before', async () => {
    const name = freshName();
    const client = new UsageClient({ url: endpoint({}, name), staleTime: 150 });
    const element = await fixture<UsageDashboard>(html`<usage-dashboard .client=${client}></usage-dashboard>`);
    await settled(element);
    window.dispatchEvent(new Event('focus'));
    expect(element.status).to.equal('ready');
    await waitUntil(() => client.stale);
    window.dispatchEvent(new Event('focus'));
    expect(element.status).to.equal('loading');
    await settled(element);
    expect((await logOf(name)).requests).to.equal(2);
    await waitUntil(() => client.stale);
    window.dispatchEvent(new Event('online'));
    await waitUntil(async () => (await logOf(name)).requests === 3, 'it loads within a second', { timeout: 5000 });
    await settled(element);
  });

  it('never happens while the page is hidden', async () => {
    const client = new UsageClient({ url: endpoint(), staleTime: 0 });
    const element = await fixture<UsageDashboard>(html`<usage-dashboard .client=${client}></usage-dashboard>`);
    await settled(element);
    stub(Document.prototype, 'visibilityState', 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('focus'));
    expect(element.status).to.equal('ready');
    putBack();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(element.status).to.equal('loading');
    await settled(element);
  });
});
