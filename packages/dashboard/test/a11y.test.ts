import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { UsageError, UsageLedger } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn, settled, tableIn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { itemsOf } from './support/windowed-table.ts';

type Load = () => Promise<UsageLedger>;

const never: Load = () => new Promise(() => {});
const fails: Load = () => Promise.reject(new UsageError('timeout', 'GET https://a.example/usage: no answer in time.'));
const thousand = itemsOf(1000);

function dashboardThat(load: Load): Promise<UsageDashboard> {
  return fixture(html`<usage-dashboard time-zone="UTC" .client=${{ load }}></usage-dashboard>`);
}

/** Has usage, and is asked again. */
async function dashboardThatThen(again: Load): Promise<UsageDashboard> {
  let load: Load = async () => UsageLedger.from(sampleItems);
  const element = await dashboardThat(() => load());
  await settled(element);
  load = again;
  void element.refresh();
  return element;
}

/** Each way a dashboard can look, and what is there only then. */
const states: Record<string, [make: () => Promise<UsageDashboard>, shown: string]> = {
  idle: [() => fixture(html`<usage-dashboard></usage-dashboard>`), 'header:only-of-type:last-child'],
  loading: [() => dashboardThat(never), '.total .bone'],
  ready: [() => dashboardOf(), 'header + usage-chart + usage-table'],
  'ready and windowed': [() => dashboardOf(thousand), 'header + usage-chart + usage-table'],
  sorted: [
    () => dashboardOf(sampleItems, { sorting: 'report_name:asc;credits_used:desc' }),
    'header + usage-chart + usage-table',
  ],
  empty: [() => dashboardOf([]), '[part="empty"]'],
  failed: [() => dashboardThat(fails), '[part="error"] [part="retry"]'],
  refreshing: [() => dashboardThatThen(never), '[aria-busy="true"] usage-table'],
  'failed to refresh': [() => dashboardThatThen(fails), '.notice [part="retry"]'],
  'in an unknown time zone': [() => dashboardOf(sampleItems, { timeZone: 'Mars/Olympus' }), '.notice'],
};

/** Waits until all is drawn, opens what can be opened, and lets what breathes be at its faintest. */
async function atItsWorst(element: UsageDashboard): Promise<UsageDashboard> {
  await drawn(element);
  await nextFrame();
  await nextFrame();
  await drawn(element);
  element.renderRoot.querySelector('summary')?.click();
  for (const root of [element, tableIn(element), chartIn(element)]) {
    for (const animation of root?.shadowRoot?.getAnimations() ?? []) {
      const { delay = 0, duration = 0 } = animation.effect?.getTiming() ?? {};
      animation.pause();
      animation.currentTime = delay + Number(duration);
    }
  }
  return element;
}

describe('axe finds nothing wrong', () => {
  for (const [state, [make, shown]] of Object.entries(states)) {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [320, 780]) {
        it(`${state}, ${theme}, ${width} pixels wide`, async () => {
          const element = await make();
          element.theme = theme;
          element.style.width = `${width}px`;
          await waitUntil(() => element.renderRoot.querySelector(shown), `it shows ${shown}`);
          await expect(await atItsWorst(element)).to.be.accessible();
        });
      }
    }
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`with a bar pointed at, ${theme}`, async () => {
      const element = await dashboardOf(sampleItems, { theme });
      chartIn(element)?.renderRoot.querySelector<HTMLElement>('.plot')?.focus();
      await drawn(element);
      expect(chartIn(element)?.renderRoot.querySelectorAll('.tooltip')).to.have.length(1);
      await expect(await atItsWorst(element)).to.be.accessible();
    });
  }
});

describe('axe finds a colour that is too faint', () => {
  for (const [theme, name, colour] of [
    ['light', 'muted', '#8a8a8a'],
    ['light', 'text', '#8a8a8a'],
    ['light', 'surface', '#8a8a8a'],
    ['dark', 'muted', '#666666'],
    ['dark', 'text', '#666666'],
    ['dark', 'surface', '#8a8a8a'],
  ] as const) {
    it(`${name}, ${theme}`, async () => {
      const element = await dashboardOf(sampleItems, { theme });
      element.style.setProperty(`--usage-${name}`, colour);
      await expect(await atItsWorst(element)).not.to.be.accessible();
    });
  }
});
