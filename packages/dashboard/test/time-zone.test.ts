import { expect } from '@open-wc/testing';
import type { UsageDashboard, UsageErrorEvent } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn, once, rowsOf, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { spill, textsOfTree } from './support/spill.ts';

const start = location.href;
const viewers = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function goTo(search: string): void {
  history.replaceState(null, '', new URL(search, new URL(start).origin + location.pathname));
}

function choiceIn(element: UsageDashboard): HTMLSelectElement {
  return element.renderRoot.querySelector<HTMLSelectElement>('select[part="time-zone"]')!;
}

async function choose(element: UsageDashboard, zone: string): Promise<void> {
  choiceIn(element).value = zone;
  choiceIn(element).dispatchEvent(new Event('change', { bubbles: true }));
  await drawn(element);
}

function timesIn(element: UsageDashboard): string[] {
  return rowsOf(element).map(([, time = '']) => time);
}

const tokyo = { timeZone: 'Asia/Tokyo' };

afterEach(() => history.replaceState(null, '', start));

describe('the time zone', () => {
  it('can be chosen among the page’s, the viewer’s and UTC', async () => {
    const element = await dashboardOf(sampleItems, tokyo);
    const offered = Array.from(choiceIn(element).options, ({ value }) => value);
    expect(offered).to.deep.equal([...new Set(['Asia/Tokyo', viewers, 'UTC'])]);
    expect(choiceIn(element).value).to.equal('Asia/Tokyo');
    expect(choiceIn(element).getBoundingClientRect().height).to.be.gte(24);
  });

  it('moves table and chart together when it is chosen, and the page can take it back', async () => {
    const element = await dashboardOf(sampleItems, tokyo);
    const inTokyo = timesIn(element);
    await choose(element, 'UTC');
    expect(timesIn(element)).to.not.deep.equal(inTokyo);
    expect(chartIn(element)?.timeZone).to.equal('UTC');
    expect(element.timeZone).to.equal('Asia/Tokyo');
    element.timeZone = 'Asia/Seoul';
    await drawn(element);
    expect(timesIn(element)).to.deep.equal(inTokyo);
    expect(choiceIn(element).value).to.equal('Asia/Seoul');
  });

  it('stays out of the URL by default', async () => {
    goTo('?tz=UTC');
    const element = await dashboardOf(sampleItems, tokyo);
    expect(choiceIn(element).value).to.equal('Asia/Tokyo');
    await choose(element, 'UTC');
    expect(location.search).to.equal('?tz=UTC');
  });

  it('is not blamed for what the page asks for', async () => {
    goTo('?a=1');
    const element = await dashboardOf(sampleItems, { timeZoneParam: 'tz' });
    const told = once(element, 'usage-error');
    element.timeZone = 'Mars/Olympus';
    expect((await told).error.message).to.contain('time-zone must be');
    await drawn(element);
    expect(textOf(element, 'notice')).to.contain('“Mars/Olympus”');
  });
});

describe('the time zone in the URL', () => {
  it('wins over the attribute, and is read again when the person goes back', async () => {
    goTo('?tz=America/New_York');
    const element = await dashboardOf(sampleItems, { ...tokyo, timeZoneParam: 'tz' });
    expect(choiceIn(element).value).to.equal('America/New_York');
    goTo('?tz=UTC');
    dispatchEvent(new PopStateEvent('popstate'));
    await drawn(element);
    expect(choiceIn(element).value).to.equal('UTC');
  });

  it('is written when the person chose, and goes when that is what the page says', async () => {
    goTo('?a=1#part');
    const element = await dashboardOf(sampleItems, { ...tokyo, timeZoneParam: 'tz' });
    expect(location.search).to.equal('?a=1');
    await choose(element, 'UTC');
    expect(location.search + location.hash).to.equal('?a=1&tz=UTC#part');
    await choose(element, 'Asia/Tokyo');
    expect(location.search + location.hash).to.equal('?a=1#part');
  });

  it('is not written on load, also where the viewer’s place decides', async () => {
    goTo('?a=1');
    const element = await dashboardOf(sampleItems, { timeZone: undefined, timeZoneParam: 'tz' });
    await drawn(element);
    expect(location.search).to.equal('?a=1');
  });

  it('is said to be unknown when it is, and told once, but by none of the link’s own words', async () => {
    goTo('?tz=Call+0800-SCAM');
    const element = await dashboardOf(sampleItems, tokyo);
    const events: UsageErrorEvent[] = [];
    element.addEventListener('usage-error', (event) => events.push(event));
    element.timeZoneParam = 'tz';
    await drawn(element);
    element.requestUpdate();
    await drawn(element);
    const said = `The time zone in the URL (tz) is not known here; days are in ${viewers}.`;
    expect(textOf(element, 'notice')).to.equal(said);
    expect(events.map(({ error }) => error.message)).to.deep.equal([
      '<usage-dashboard>: the URL parameter tz must be an IANA name such as Europe/London.',
    ]);
    expect(events.map(spill).join() + textsOfTree(element)).not.to.match(/0800|SCAM/);
    expect(location.search).to.equal('?tz=Call+0800-SCAM');
    await choose(element, 'UTC');
    expect(element.renderRoot.querySelector('[part="notice"]')).to.equal(null);
    expect(location.search).to.equal('?tz=UTC');
  });

  it('is not blamed for what the page asks for', async () => {
    goTo('?a=1');
    const element = await dashboardOf(sampleItems, { timeZoneParam: 'tz' });
    const told = once(element, 'usage-error');
    element.timeZone = 'Mars/Olympus';
    expect((await told).error.message).to.contain('time-zone must be');
    await drawn(element);
    expect(textOf(element, 'notice')).to.contain('“Mars/Olympus”');
  });
});
