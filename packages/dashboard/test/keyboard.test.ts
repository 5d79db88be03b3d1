import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, dashboardOf, drawn, endpoint, freshName, once, rowsOf, settled } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

/** What has the focus, looked up through shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Goes on by the Tab key until something of that name has the focus. */
async function tabTo(name: string | RegExp): Promise<Element> {
  const passed: string[] = [];
  for (let step = 0; step < 24; step++) {
    await sendKeys({ press: 'Tab' });
    const element = focused();
    const label = (element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (element && label.match(name)) {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // A window that nobody looks at, as WebKit's driver has it, shows no focus.
      if (element.getRootNode() !== document && element.matches(':focus')) {
        expect(`${label}: ${outlineStyle}, ${parseFloat(outlineWidth) >= 2}`).to.equal(`${label}: solid, true`);
      }
      return element;
    }
    passed.push(label);
  }
  throw new Error(`The Tab key does not reach ${name}; it went by ${passed.join(' | ')}`);
}

async function press(element: UsageDashboard, ...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
  await drawn(element);
}

function spoken(element: UsageDashboard): string {
  return element.renderRoot.querySelector('[role="status"]')?.textContent.trim() ?? '';
}

const start = location.href;
afterEach(() => history.replaceState(null, '', start));

describe('by keyboard alone', () => {
  it('the dearest message is found', async () => {
    const element = await dashboardOf();
    await tabTo('Credits Used');
    await press(element, 'Enter', 'Enter');
    expect(rowsOf(element)[0]).to.deep.equal(['1003', '01-05-2024 10:22', 'Annual Report', '79.00']);
    expect(spoken(element)).to.equal('Table sorted: Credits Used sorted descending, 1 of 1.');
  });

  it('the dearest day is found', async () => {
    const element = await dashboardOf();
    const chart = chartIn(element)!;
    const plot = await tabTo('Credits per day');
    const heard: string[] = [];
    await sendKeys({ press: 'Home' });
    for (let day = 0; day < 4; day++) {
      await chart.updateComplete;
      const active = plot.getAttribute('aria-activedescendant') ?? '';
      heard.push(chart.shadowRoot!.getElementById(active)?.getAttribute('aria-label') ?? '');
      await sendKeys({ press: 'ArrowRight' });
    }
    expect(heard).to.deep.equal([
      '29-04-2024: 71.00 credits, 3 messages',
      '30-04-2024: 0.00 credits, 0 messages',
      '01-05-2024: 140.00 credits, 2 messages',
      '02-05-2024: 1.00 credits, 1 message',
    ]);
    expect(chart.shadowRoot!.querySelector('figure')!.getAttribute('aria-label')).to.contain(
      'highest 140.00 on 01-05-2024',
    );
  });

  it('the days are read as a table', async () => {
    const element = await dashboardOf();
    await tabTo('Show as table');
    await press(element, 'Space');
    expect(chartIn(element)!.shadowRoot!.querySelector('tfoot')!.textContent.replace(/\s+/g, ' ')).to.contain('212.00');
    await tabTo('Credits per day');
  });

  it('the table is sorted by two columns', async () => {
    const element = await dashboardOf();
    await tabTo('Report Name');
    await press(element, 'Enter');
    await tabTo('Credits Used');
    await sendKeys({ down: 'Shift' });
    await press(element, 'Enter', 'Enter');
    await sendKeys({ up: 'Shift' });
    expect(rowsOf(element).map(([id]) => id)).to.deep.equal(['1003', '1000', '1004', '1001', '1002', '1005']);
    expect(spoken(element)).to.contain('Report Name sorted ascending, 1 of 2; Credits Used sorted descending, 2 of 2');
  });

  it('the time zone is changed', async () => {
    const element = await dashboardOf(sampleItems, { timeZone: 'Asia/Tokyo' });
    await tabTo('Time zone');
    await press(element, 'ArrowDown');
    await waitUntil(() => rowsOf(element)[0]?.[1] === '29-04-2024 02:08', 'the days are in UTC');
  });

  it('it is tried again after an error, and the focus is not lost', async () => {
    const element = await dashboardOf();
    element.usage = undefined;
    element.src = endpoint({ status: 503, until: 1 }, freshName());
    await once(element, 'usage-error');
    await drawn(element);
    expect(element.status).to.equal('failed');
    await tabTo('Try again');
    await press(element, 'Enter');
    await settled(element);
    expect(rowsOf(element).length).to.equal(6);
    await aTimeout(0);
    expect(document.activeElement).to.equal(element);
    await tabTo('Download CSV');
  });

  it('one leaves it again, forwards and backwards', async () => {
    const element = await dashboardOf();
    const [before, after] = [document.createElement('button'), document.createElement('button')];
    [before.textContent, after.textContent] = ['before', 'after'];
    element.before(before);
    element.after(after);
    before.focus();
    await tabTo(/^after$/);
    await sendKeys({ down: 'Shift' });
    await tabTo(/^before$/);
    await sendKeys({ up: 'Shift' });
  });
});
