import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { dashboardOf, drawn, endpoint, settled, sortButton } from './support/dashboard.ts';
import { chooseUtc, expectOneState, go, sortByCredits } from './support/routed-app.ts';
import { startNext } from './support/routers/next.ts';
import { later, pathOf, type Router, type StartRouter } from './support/routers/router.ts';
import { startVueRouter } from './support/routers/vue-router.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';

const start = location.href;
const zoneParam = { timeZoneParam: 'tz', timeZone: 'Europe/London' };

let router: Router | undefined;
afterEach(() => {
  putBack();
  router?.stop();
  router = undefined;
  history.replaceState(null, '', start);
});

/** What pushState and replaceState of the page are called with from now on. */
function watchWrites(): unknown[] {
  const writes: unknown[] = [];
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history);
    stub(history, name, (...args: Parameters<History['pushState']>) => {
      writes.push(args);
      original(...args);
    });
  }
  return writes;
}

describe('the URL is written by gestures alone', () => {
  const noRouter: StartRouter = () => ({ location: '', push: later, refresh: later, stop: () => undefined });
  const routers: [name: string, start: StartRouter][] = [
    ['alone in a page', noRouter],
    ['with the App Router of Next', startNext],
    ['with vue-router', startVueRouter],
  ];
  for (const [name, startRouter] of routers) {
    it(`${name}: not on load, nor by a refresh or by what the host sets`, async () => {
      history.replaceState(null, '', '/app/usage?a=1#part');
      router = startRouter(() => undefined);
      await later();
      const writes = watchWrites();
      const element = await fixture<UsageDashboard>(
        html`<usage-dashboard src=${endpoint()} time-zone-param="tz"></usage-dashboard>`,
      );
      await settled(element);
      await element.refresh();
      const changes: Partial<UsageDashboard>[] = [
        { sorting: 'report_name:asc' },
        { timeZone: 'Asia/Tokyo' },
        { usage: sampleItems },
        { sortable: 'credits_used' },
        { sortingParam: 's', timeZoneParam: 'zone' },
      ];
      for (const change of changes) await drawn(Object.assign(element, change));
      const place = element.parentElement;
      element.remove();
      place?.append(element);
      await drawn(element);
      expect(writes).to.deep.equal([]);
      expect(pathOf()).to.equal('/app/usage?a=1#part');
    });
  }
});

describe('the URL of another route', () => {
  const routes: [name: string, here: string, there: string][] = [
    ['a path', '/app/usage?a=1', '/app/invoices/7?b=2#part'],
    ['a hash', '/app?a=1#/usage', '/app?a=1#/invoices/7'],
    ['a hash with a bang', '/app?a=1#!/usage', '/app?a=1#!/invoices/7'],
    ['the first hash', '/app?a=1', '/app?a=1#/invoices/7'],
  ];
  for (const [name, here, there] of routes) {
    it(`${name}: a dashboard that was left in the page, hidden, does not write it`, async () => {
      history.replaceState(null, '', here);
      const element = await dashboardOf(sampleItems, zoneParam);
      element.style.display = 'none';
      history.pushState({ of: 'the host' }, '', there);
      await element.refresh();
      sortButton(element, 'Credits').click();
      await drawn(element);
      await chooseUtc({ dashboard: () => element });
      expect(pathOf()).to.equal(there);
      expect(history.state).to.deep.equal({ of: 'the host' });
    });

    it(`${name}: back on its own, the dashboard is in one state with the URL, and writes it again`, async () => {
      history.replaceState(null, '', here);
      const element = await dashboardOf(sampleItems, zoneParam);
      const app = { dashboard: () => element };
      await sortByCredits(app);
      element.style.display = 'none';
      history.pushState(null, '', there);
      await sortByCredits(app);
      await go(-1);
      element.style.display = '';
      await expectOneState(app, 'credits_used:asc');
      await sortByCredits(app);
      await expectOneState(app, 'credits_used:desc');
    });
  }

  it('a dashboard that is moved while it is hidden belongs to its own route', async () => {
    // As Next does with the pages that it keeps.
    history.replaceState(null, '', '/app/usage');
    const element = await dashboardOf(sampleItems, zoneParam);
    const app = { dashboard: () => element };
    await nextFrame();
    await sortByCredits(app);
    history.pushState(null, '', '/app/other?sorting=report_name:asc');
    element.style.display = 'none';
    element.parentElement!.append(element);
    await nextFrame();
    await nextFrame();
    await sortByCredits(app);
    expect(pathOf()).to.equal('/app/other?sorting=report_name:asc');
    await go(-1);
    element.style.display = '';
    await expectOneState(app, 'credits_used:asc');
    await sortByCredits(app);
    await expectOneState(app, 'credits_used:desc');
  });

  it('a dashboard that was left, hidden, takes no parameter from that of another route, and back', async () => {
    history.replaceState(null, '', '/app/usage?sorting=credits_used:desc');
    const first = await dashboardOf(sampleItems, zoneParam);
    await nextFrame();
    first.style.display = 'none';
    history.pushState(null, '', '/app/team?sorting=report_name:desc&tz=UTC');
    const second = await dashboardOf(sampleItems, zoneParam);
    await expectOneState({ dashboard: () => second }, 'report_name:desc', 'UTC');
    await sortByCredits({ dashboard: () => second });
    await expectOneState({ dashboard: () => second }, 'credits_used:asc', 'UTC');
    second.style.display = 'none';
    await go(-1);
    first.style.display = '';
    await expectOneState({ dashboard: () => first }, 'credits_used:desc');
  });

  it('an anchor is none, and neither is another query', async () => {
    history.replaceState(null, '', '/app/usage?a=1#total');
    const element = await dashboardOf(sampleItems, zoneParam);
    history.pushState(null, '', '/app/usage?a=2#chart');
    await sortByCredits({ dashboard: () => element });
    expect(pathOf()).to.equal('/app/usage?a=2&sorting=credits_used:asc#chart');
  });

  it('a dashboard that is put there writes it', async () => {
    history.replaceState(null, '', '/app/usage?a=1');
    const element = await dashboardOf(sampleItems, zoneParam);
    const place = element.parentElement;
    element.remove();
    history.pushState(null, '', '/app/team/usage');
    place?.append(element);
    await drawn(element);
    await sortByCredits({ dashboard: () => element });
    expect(pathOf()).to.equal('/app/team/usage?sorting=credits_used:asc');
  });

  it('a dashboard that is put in the page hidden, before its route is there, belongs to where it is shown', async () => {
    // React does so with an Activity, and Next with pages that were left.
    history.replaceState(null, '', '/app/other');
    const holder = await fixture<HTMLDivElement>(html`<div style="display: none"></div>`);
    const element = Object.assign(document.createElement('usage-dashboard'), { ...zoneParam, usage: sampleItems });
    holder.append(element);
    await drawn(element);
    history.pushState(null, '', '/app/usage?sorting=credits_used:desc');
    holder.style.display = '';
    const app = { dashboard: () => element };
    await expectOneState(app, 'credits_used:desc');
    await sortByCredits(app);
    await expectOneState(app, '');
    await chooseUtc(app);
    expect(pathOf()).to.equal('/app/usage?tz=UTC');
  });
});
