import { expect, fixture, html } from '@open-wc/testing';
import { HttpStatusError, UsageLedger } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, drawn, once, rowsOf, settled, tableIn, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

// Nothing of a session that is over, or may be another's, stays on the page.

const refusal = (status: number) => new HttpStatusError('GET /usage: no.', status);

/** A client that gives what is next: a ledger, or an error. */
function clientOf(...answers: (UsageLedger | Error)[]) {
  let next = 0;
  const refreshes: (boolean | undefined)[] = [];
  return {
    refreshes,
    load: async ({ refresh }: { refresh?: boolean }) => {
      refreshes.push(refresh);
      const answer = answers[Math.min(next++, answers.length - 1)]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

async function dashboardWith(client: ReturnType<typeof clientOf>): Promise<UsageDashboard> {
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" time-zone="UTC" .client=${client}></usage-dashboard>`,
  );
  await settled(element);
  return element;
}

/** All text that is on the page, in the dashboard and what is inside. */
function shown(element: UsageDashboard): string {
  const roots = [element, chartIn(element), tableIn(element)].map((each) => each?.renderRoot.textContent ?? '');
  return roots.join(' ');
}

const ledger = UsageLedger.from(sampleItems);
const empty = UsageLedger.from([]);

for (const status of [401, 403]) {
  it(`a refresh that is answered with ${status} takes everything of before away`, async () => {
    const element = await dashboardWith(clientOf(ledger, refusal(status), ledger));
    expect(textOf(element, 'total')).to.equal('212.00 credits');
    await element.refresh();
    await drawn(element);
    expect([element.status, element.ledger]).to.deep.equal(['failed', undefined]);
    expect(rowsOf(element)).to.deep.equal([]);
    expect(element.renderRoot.querySelector('[part~="download"]')).to.equal(null);
    expect(shown(element)).not.to.contain('212.00');
    expect(textOf(element, 'error')).to.contain('You are not signed in');
    await element.refresh();
    await drawn(element);
    expect(textOf(element, 'total')).to.equal('212.00 credits');
  });
}

it('a refresh that fails in another way leaves it', async () => {
  const element = await dashboardWith(clientOf(ledger, refusal(500)));
  await element.refresh();
  await drawn(element);
  expect(textOf(element, 'total')).to.equal('212.00 credits');
});

describe('a page that comes out of the back/forward cache', () => {
  const page = (type: string, persisted = true) => window.dispatchEvent(new PageTransitionEvent(type, { persisted }));

  it('was emptied before it went in, and asks the server anew', async () => {
    const client = clientOf(ledger, empty);
    const element = await dashboardWith(client);
    page('pagehide');
    expect(element.ledger).to.equal(undefined);
    expect(shown(element)).not.to.contain('212.00');
    expect(rowsOf(element)).to.deep.equal([]);
    page('pageshow');
    await settled(element);
    expect(textOf(element, 'total')).to.equal('0.00 credits');
    expect(client.refreshes).to.deep.equal([false, true]);
  });

  it('shows nothing of a request that was under way', async () => {
    let answer: (given: UsageLedger) => void = () => {};
    const answers = [Promise.resolve(ledger), new Promise<UsageLedger>((resolve) => (answer = resolve))];
    const client = { load: () => answers.shift() ?? Promise.resolve(empty) };
    const element = await dashboardWith(client as unknown as ReturnType<typeof clientOf>);
    const refreshed = element.refresh();
    await element.updateComplete;
    page('pagehide');
    answer(ledger);
    await refreshed;
    expect(element.ledger).to.equal(undefined);
    const loaded = once(element, 'usage-load');
    page('pageshow');
    expect((await loaded).ledger).to.equal(empty);
  });

  it('keeps usage that the page itself gave', async () => {
    const element = await fixture<UsageDashboard>(html`<usage-dashboard .usage=${sampleItems}></usage-dashboard>`);
    page('pagehide');
    page('pageshow');
    await drawn(element);
    expect(textOf(element, 'total')).to.equal('212.00 credits');
  });

  it('and one that was never in it is left as it is', async () => {
    const client = clientOf(ledger);
    const element = await dashboardWith(client);
    page('pagehide', false);
    page('pageshow', false);
    await drawn(element);
    expect(textOf(element, 'total')).to.equal('212.00 credits');
    expect(client.refreshes.length).to.equal(1);
  });

  it('does nothing to a dashboard that has left', async () => {
    const client = clientOf(ledger);
    const element = await dashboardWith(client);
    element.remove();
    page('pagehide');
    page('pageshow');
    await element.updateComplete;
    expect(client.refreshes.length).to.equal(1);
  });
});
