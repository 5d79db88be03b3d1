import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { UsageDashboard } from '@usage/dashboard';
import { drawn, sortButton, tableIn } from './dashboard.ts';
import { sampleItems } from './sample-items.ts';
import { later, type Router, type StartRouter } from './routers/router.ts';

/** Where there is a dashboard, though perhaps not always the same. */
export interface Shown {
  dashboard(): UsageDashboard;
}

/** An app that shows a dashboard, but on its route /other. */
export interface RoutedApp extends Shown {
  router: Router;
}

export async function routedApp(start: StartRouter): Promise<RoutedApp> {
  const holder = await fixture<HTMLDivElement>(html`<div></div>`);
  let element: UsageDashboard | undefined;
  let started: Router | undefined;
  const draw = () => {
    if (!started) return;
    const shown = !started.location.includes('/other');
    if (!shown) {
      element?.remove();
      element = undefined;
    } else if (!element) {
      const properties = { usage: sampleItems, timeZone: 'Europe/London', timeZoneParam: 'tz' };
      element = Object.assign(document.createElement('usage-dashboard'), properties);
      holder.append(element);
    }
  };
  const router = (started = start(draw));
  draw();
  const dashboard = () => {
    if (!element) throw new Error(`There is no dashboard on ${router.location}`);
    return element;
  };
  // What a router does at its start is done.
  await later();
  await drawn(dashboard());
  return { router, dashboard };
}

/** Goes through the history, until the router has gone, too. */
export async function go(steps: number): Promise<void> {
  const popped = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
  history.go(steps);
  await popped;
  await later();
  await later();
  await nextFrame();
}

/**
 * Where the browser cannot tell of a write (without the `navigation` API), the dashboard looks when a person does
 * something with it: a click beside everything.
 */
export async function look(element: UsageDashboard): Promise<void> {
  if (window.navigation as unknown) return;
  const { left, top } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left) + 4, Math.round(top) + 4] });
}

/** The sorting and the time zone as the URL and the dashboard have them. */
function stateOf(element: UsageDashboard) {
  const table = tableIn(element);
  const headers = Array.from(table?.renderRoot.querySelectorAll('th') ?? [], ({ classList, ariaSort }) =>
    ariaSort && ariaSort !== 'none' ? [`${classList[0]}:${ariaSort.replace('ending', '')}`] : [],
  );
  const parameters = new URLSearchParams(location.search);
  const zone = element.renderRoot.querySelector<HTMLSelectElement>('select[part="time-zone"]')?.value;
  return {
    url: [parameters.get('sorting') ?? '', parameters.get('tz') ?? 'Europe/London'],
    shown: [table?.sorting.map(({ column, direction }) => `${column}:${direction}`).join(';'), zone],
    headers: headers.flat().join(';'),
  };
}

/**
 * Waits until URL, table, headers and the choice of the zone agree.
 * @param sorting Left out, it is any that they agree about.
 */
export async function expectOneState(app: Shown, sorting?: string, zone?: string): Promise<void> {
  const wanted = () => {
    const [urlSorting = '', urlZone = ''] = stateOf(app.dashboard()).url;
    const both = [sorting ?? urlSorting, zone ?? urlZone];
    return { url: both, shown: both, headers: both[0] };
  };
  await look(app.dashboard());
  await drawn(app.dashboard());
  const agree = () => JSON.stringify(stateOf(app.dashboard())) === JSON.stringify(wanted());
  await waitUntil(agree, '', { interval: 20, timeout: 500 }).catch(() => undefined);
  expect(stateOf(app.dashboard())).to.deep.equal(wanted());
}

/** Clicks the header of the column with the credits. */
export async function sortByCredits({ dashboard }: Shown): Promise<void> {
  sortButton(dashboard(), 'Credits').click();
  await drawn(dashboard());
  // A router that hears of the write draws what it says.
  await later();
}

export async function chooseUtc({ dashboard }: Shown): Promise<void> {
  const choice = dashboard().renderRoot.querySelector<HTMLSelectElement>('select[part="time-zone"]')!;
  choice.value = 'UTC';
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  await drawn(dashboard());
  await later();
}
