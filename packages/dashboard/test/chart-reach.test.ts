import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { UsageLedger } from '@usage/sdk';
import type { UsageChart } from '@usage/dashboard';
import '@usage/dashboard';
import { sampleItems } from './support/sample-items.ts';

async function chartIn(direction: 'ltr' | 'rtl'): Promise<UsageChart> {
  const holder = await fixture<HTMLDivElement>(html`<div dir=${direction}></div>`);
  holder.style.width = '800px';
  const chart = document.createElement('usage-chart');
  chart.ledger = UsageLedger.from(sampleItems);
  chart.timeZone = 'UTC';
  holder.append(chart);
  await chart.updateComplete;
  await waitUntil(() => chart.renderRoot.querySelector('[part="bucket-label"]'));
  return chart;
}

const all = (chart: UsageChart, selector: string) => Array.from(chart.renderRoot.querySelectorAll(selector));
const tooltipOf = (chart: UsageChart) => all(chart, '.tooltip')[0];
const plotOf = (chart: UsageChart) => chart.renderRoot.querySelector<HTMLElement>('.plot')!;
const middle = (element: Element) => {
  const { left, right } = element.getBoundingClientRect();
  return (left + right) / 2;
};

function pointAt(chart: UsageChart, element: Element): Promise<boolean> {
  plotOf(chart).dispatchEvent(new PointerEvent('pointermove', { clientX: middle(element), clientY: 1 }));
  return chart.updateComplete;
}

describe('from right to left', () => {
  it('the oldest day is on the right, under its bar’s label, and answers the pointer there', async () => {
    const chart = await chartIn('rtl');
    const bars = all(chart, '[part="bar"] rect');
    const plot = plotOf(chart).getBoundingClientRect();
    expect(middle(bars[0]!)).to.be.greaterThan(plot.left + plot.width * 0.75);
    expect(middle(all(chart, '[part="bucket-label"]')[0]!)).to.be.closeTo(middle(bars[0]!), 1);
    await pointAt(chart, bars[0]!);
    expect(tooltipOf(chart)?.textContent).to.contain('29-04-2024');
    const tooltip = tooltipOf(chart)!.getBoundingClientRect();
    expect(tooltip.right).to.be.within(middle(bars[0]!), plot.right + 1);
    expect(middle(all(chart, '.cursor')[0]!)).to.be.closeTo(middle(bars[0]!), 1);
  });

  it('the credits stand on the right of the plot', async () => {
    const chart = await chartIn('rtl');
    expect(middle(all(chart, '.amount-axis')[0]!)).to.be.greaterThan(plotOf(chart).getBoundingClientRect().right);
  });

  it('days change sides with the language, labels and bars together', async () => {
    const chart = await chartIn('ltr');
    chart.lang = 'ar';
    chart.requestUpdate();
    await chart.updateComplete;
    const [bar] = all(chart, '[part="bar"] rect');
    expect(middle(bar!)).to.be.greaterThan(middle(plotOf(chart)));
    expect(middle(all(chart, '[part="bucket-label"]')[0]!)).to.be.closeTo(middle(bar!), 1);
  });

  it('the left arrow goes on in time', async () => {
    const chart = await chartIn('rtl');
    plotOf(chart).focus();
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowLeft' });
    await chart.updateComplete;
    expect(tooltipOf(chart)?.textContent).to.contain('30-04-2024');
    await sendKeys({ press: 'ArrowRight' });
    await chart.updateComplete;
    expect(tooltipOf(chart)?.textContent).to.contain('29-04-2024');
    await sendKeys({ press: 'Escape' });
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.equal(undefined);
  });
});

describe('the days as a table', () => {
  async function tabular(): Promise<UsageChart> {
    const chart = await chartIn('ltr');
    chart.renderRoot.querySelector('button')!.click();
    await chart.updateComplete;
    return chart;
  }
  const cells = (chart: UsageChart, selector: string) =>
    all(chart, selector).map((row) => Array.from(row.children, (cell) => cell.textContent.trim()));

  it('name every day, and add up to the total', async () => {
    const chart = await tabular();
    expect(cells(chart, 'tbody tr')).to.deep.equal([
      ['29-04-2024', '3', '61.00', '71.00'],
      ['30-04-2024', '0', '0.00', '0.00'],
      ['01-05-2024', '2', '140.00', '140.00'],
      ['02-05-2024', '1', '0.00', '1.00'],
    ]);
    expect(cells(chart, 'tfoot tr')).to.deep.equal([['Total', '6', '201.00', '212.00']]);
  });

  it('take the place of the bars, and give it back', async () => {
    const chart = await tabular();
    const button = chart.renderRoot.querySelector('button')!;
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    expect(plotOf(chart)).to.equal(null);
    button.click();
    await chart.updateComplete;
    await waitUntil(() => all(chart, '[part="bucket-label"]').length > 0);
    expect(all(chart, '[part="bar"]').length).to.equal(4);
  });

  it('follow the time zone', async () => {
    const chart = await tabular();
    chart.timeZone = 'America/New_York';
    await chart.updateComplete;
    expect(cells(chart, 'tbody tr')[0]).to.deep.equal(['28-04-2024', '2', '61.00', '66.60']);
  });

  it('fit into 320 pixels', async () => {
    const chart = await tabular();
    (chart.parentNode as HTMLElement).style.width = '288px';
    const region = all(chart, '.buckets')[0]!;
    expect(region.scrollWidth).to.be.lte(region.clientWidth);
  });
});
