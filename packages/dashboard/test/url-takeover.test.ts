import { expect } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { dashboardOf, drawn, sortButton } from './support/dashboard.ts';
import { expectOneState, sortByCredits } from './support/routed-app.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';

const start = location.href;
const options = { timeZoneParam: 'tz', timeZone: 'Europe/London' };
const descending = 'credits_used:desc';

beforeEach(() => {
  // The second says that the parameters are in use.
  stub(console, 'warn', () => undefined);
  history.replaceState(null, '', `/app/usage?sorting=${descending}&tz=UTC`);
});
afterEach(() => {
  putBack();
  history.replaceState(null, '', start);
});

describe('of two dashboards with one parameter', () => {
  const ways: [name: string, leave: (first: UsageDashboard) => unknown][] = [
    ['is removed', (first) => first.remove()],
    ['is removed with what holds it', (first) => first.parentElement?.remove()],
    ['takes others', (first) => Object.assign(first, { sortingParam: 's', timeZoneParam: 'zone' })],
    ['stays out of the URL', (first) => Object.assign(first, { sortingParam: '', timeZoneParam: '' })],
  ];
  for (const [name, leave] of ways) {
    it(`the second takes it over when the first ${name}`, async () => {
      const first = await dashboardOf(sampleItems, options);
      const second = await dashboardOf(sampleItems, options);
      await expectOneState({ dashboard: () => first }, descending, 'UTC');
      leave(first);
      if (first.isConnected) await drawn(first);
      const app = { dashboard: () => second };
      await expectOneState(app, descending, 'UTC');
      await sortByCredits(app);
      await expectOneState(app, '', 'UTC');
    });
  }

  it('of three, one takes it over, and the others stay out', async () => {
    const [first, second, third] = [
      await dashboardOf(sampleItems, options),
      await dashboardOf(sampleItems, options),
      await dashboardOf(sampleItems, options),
    ];
    first.remove();
    await expectOneState({ dashboard: () => second }, descending, 'UTC');
    await sortByCredits({ dashboard: () => third });
    expect(location.search).to.equal(`?sorting=${descending}&tz=UTC`);
  });

  it('one that comes back stays out', async () => {
    const first = await dashboardOf(sampleItems, options);
    const second = await dashboardOf(sampleItems, options);
    const place = first.parentElement;
    first.remove();
    await drawn(second);
    place?.append(first);
    await drawn(first);
    sortButton(first, 'Credits').click();
    await drawn(first);
    expect(location.search).to.equal(`?sorting=${descending}&tz=UTC`);
    await expectOneState({ dashboard: () => second }, descending, 'UTC');
  });
});
