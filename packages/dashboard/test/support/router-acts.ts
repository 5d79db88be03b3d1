import { expect } from '@open-wc/testing';
import { chooseUtc, expectOneState, go, routedApp, sortByCredits, type RoutedApp } from './routed-app.ts';
import { pathOf, type StartRouter } from './routers/router.ts';

export interface Acts {
  /** The app's page with the dashboard, given the rest of a query. */
  usage(rest?: string): string;
  other: string;
  /** Whether the router takes a write of others for its own, so that what it writes later holds it, too. */
  adopts?: true;
  /** How the app shows its page sorted by the credits, the dearest first. */
  showDearest(app: RoutedApp): Promise<void> | void;
}

/** An app of a router whose routes are paths. */
export const byPath: Acts = {
  usage: (rest = '') => `/app/usage?a=1&b=%7e${rest}#part`,
  other: '/app/other',
  showDearest: ({ router }) => router.push('/app/usage?sorting=credits_used:desc'),
};

/** An app of a router whose routes are hashes: a query in front of them is none of the router's. */
export const byHash: Acts = {
  usage: (rest = '') => `/app?a=1&b=%7e${rest}#/`,
  other: '/other',
  showDearest: () => history.pushState(history.state, '', `?sorting=credits_used:desc${location.hash}`),
};

const ascending = 'credits_used:asc';
const descending = 'credits_used:desc';

/** What an app does that has a router and a dashboard: the URL and what is shown are one after each act. */
export function actsWith(name: string, start: StartRouter, { usage, other, adopts, showDearest }: Acts): void {
  describe(name, () => {
    const before = location.href;
    let app: RoutedApp;
    beforeEach(async () => {
      history.replaceState(null, '', usage());
      app = await routedApp(start);
    });
    afterEach(() => {
      app.router.stop();
      history.replaceState(null, '', before);
    });

    /** The dashboard's own write is what a router knows that adopts it. */
    const kept = adopts && ascending;
    const keptZone = adopts && 'UTC';

    it('a click and a choice write their two parameters, and nothing else of URL and state', async () => {
      const state = history.state;
      await sortByCredits(app);
      expect(pathOf()).to.equal(usage(`&sorting=${ascending}`));
      await chooseUtc(app);
      await expectOneState(app, ascending, 'UTC');
      expect(pathOf()).to.equal(usage(`&sorting=${ascending}&tz=UTC`));
      // vue-router writes this entry again when it leaves it: to where `current` says.
      const current = state?.current === usage() ? { current: pathOf() } : {};
      expect(history.state).to.deep.equal(state && { ...state, ...current });
      if (adopts) expect(app.router.location).to.equal(pathOf());
    });

    it('a refresh of the router leaves one state', async () => {
      await sortByCredits(app);
      await chooseUtc(app);
      await app.router.refresh();
      await expectOneState(app, kept, keptZone);
      await app.router.refresh();
      await expectOneState(app, kept, keptZone);
    });

    it('another parameter that the router sets leaves one state, and so does the way back', async () => {
      await sortByCredits(app);
      await chooseUtc(app);
      const url = new URL(app.router.location, location.origin);
      url.searchParams.set('page', '2');
      await app.router.push(pathOf(url));
      await expectOneState(app, kept, keptZone);
      expect(location.href).to.contain('page=2');
      expect(location.href).to.contain('a=1');
      await go(-1);
      await expectOneState(app, ascending, 'UTC');
      await go(1);
      await expectOneState(app, kept, keptZone);
    });

    it('after another route, what was left is there again', async () => {
      await sortByCredits(app);
      await chooseUtc(app);
      await app.router.push(other);
      const there = pathOf();
      await go(-1);
      await expectOneState(app, ascending, 'UTC');
      await go(1);
      expect(pathOf()).to.equal(there);
      await go(-1);
      await sortByCredits(app);
      await expectOneState(app, descending, 'UTC');
    });

    it('the app’s own link to a sorting sorts, and so does the way back', async () => {
      await sortByCredits(app);
      await showDearest(app);
      await expectOneState(app, descending);
      await go(-1);
      await expectOneState(app, ascending);
      await go(1);
      await expectOneState(app, descending);
      await sortByCredits(app);
      await expectOneState(app, '');
    });
  });
}
