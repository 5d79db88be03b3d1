import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { UsageLedger, type UsageItem } from '@usage/sdk';
import type { UsageChart } from '@usage/dashboard';
import '@usage/dashboard';
import { sampleItems } from './support/sample-items.ts';

async function chartOf(items: readonly UsageItem[] = sampleItems, timeZone = 'UTC', width = 800): Promise<UsageChart> {
  const holder = await fixture<HTMLDivElement>(html`<div></div>`);
  holder.style.width = `${width}px`;
  const chart = document.createElement('usage-chart');
  chart.ledger = UsageLedger.from(items);
  chart.timeZone = timeZone;
  holder.append(chart);
  await chart.updateComplete;
  await waitUntil(() => labelsOf(chart).length > 0);
  return chart;
}

const all = (chart: UsageChart, selector: string) => Array.from(chart.renderRoot.querySelectorAll(selector));
const barsOf = (chart: UsageChart) => all(chart, '[part="bar"]').map((bar) => bar.getAttribute('aria-label'));
const labelsOf = (chart: UsageChart) => all(chart, '[part="bucket-label"]');
const tooltipOf = (chart: UsageChart) => all(chart, '.tooltip')[0]?.textContent.replace(/\s+/g, ' ').trim();
const plotOf = (chart: UsageChart) => chart.renderRoot.querySelector<HTMLElement>('.plot')!;
const at = (timestamp: string, credits_used = 1): UsageItem => ({ message_id: 1, timestamp, credits_used });

describe('<usage-chart>', () => {
  it('draws one bar for every day, days without usage included', async () => {
    expect(barsOf(await chartOf())).to.deep.equal([
      '29-04-2024: 71.00 credits, 3 messages',
      '30-04-2024: 0.00 credits, 0 messages',
      '01-05-2024: 140.00 credits, 2 messages',
      '02-05-2024: 1.00 credits, 1 message',
    ]);
  });

  it('bars are as high as their credits, reports below and messages above', async () => {
    const chart = await chartOf();
    const plot = plotOf(chart).getBoundingClientRect();
    const share = (bar: Element, part: string) =>
      (bar.querySelector(part)?.getBoundingClientRect().height ?? 0) / plot.height;
    const [first, , third] = all(chart, '[part="bar"]');
    expect(share(first!, '.reports')).to.be.closeTo(61 / 150, 0.005);
    expect(share(first!, '.messages')).to.be.closeTo(10 / 150, 0.005);
    expect(share(third!, '.reports')).to.be.closeTo(140 / 150, 0.005);
    expect(third!.querySelector('.messages')).to.equal(null);
    const bottom = first!.querySelector('.reports')!.getBoundingClientRect();
    expect(bottom.bottom).to.be.closeTo(plot.bottom, 0.5);
    // A seam of one pixel tells the parts apart without their colours.
    expect(first!.querySelector('.messages')!.getBoundingClientRect().bottom).to.be.closeTo(bottom.top - 1, 0.5);
  });

  it('the axis begins at 0, is linear, and ends at or above the highest bar', async () => {
    const chart = await chartOf();
    const plot = plotOf(chart).getBoundingClientRect();
    const ticks = all(chart, '.amount-axis span').map((tick) => {
      const box = tick.getBoundingClientRect();
      return { value: Number(tick.textContent), y: (plot.bottom - (box.top + box.bottom) / 2) / plot.height };
    });
    expect(ticks.map(({ value }) => value)).to.deep.equal([0, 50, 100, 150]);
    for (const { value, y } of ticks) expect(y).to.be.closeTo(value / 150, 0.01);
  });

  it('says in its name what it shows', async () => {
    const figure = (await chartOf()).renderRoot.querySelector('figure');
    expect(figure?.getAttribute('aria-label')).to.equal(
      'Credits per day, Days in UTC. 4 days, 212.00 credits, highest 140.00 on 01-05-2024.',
    );
  });

  it('above 400 days it draws months, above 400 months years, and says so', async () => {
    const months = await chartOf([at('2022-01-31T00:00:00Z'), at('2023-03-07T00:00:00Z', 2)]);
    expect(barsOf(months)).to.have.length(15);
    expect(barsOf(months)[14]).to.equal('03-2023: 2.00 credits, 1 message');
    expect(months.renderRoot.querySelector('figcaption')?.textContent).to.contain('by month');
    const years = await chartOf([at('1950-01-31T00:00:00Z'), at('2023-03-07T00:00:00Z', 2)]);
    expect(barsOf(years)).to.have.length(74);
    expect(barsOf(years)[73]).to.equal('2023: 2.00 credits, 1 message');
    expect(years.renderRoot.querySelector('figcaption')?.textContent).to.contain('by year');
  });

  it('labels never touch, at any width and number of days', async () => {
    for (const width of [220, 320, 500, 800, 1600]) {
      for (const days of [1, 2, 7, 31, 365]) {
        const last = new Date(Date.UTC(2024, 0, days)).toISOString();
        const chart = await chartOf([at('2024-01-01T00:00:00Z'), at(last)], 'UTC', width);
        const plot = plotOf(chart).getBoundingClientRect();
        const boxes = labelsOf(chart).map((label) => label.getBoundingClientRect());
        expect(boxes.length).to.be.greaterThan(0);
        for (const [index, box] of boxes.entries()) {
          expect(box.left, `${width} ${days}`).to.be.gte(plot.left - 1);
          expect(box.right, `${width} ${days}`).to.be.lte(plot.right + 1);
          expect(box.left, `${width} ${days}`).to.be.gt((boxes[index - 1]?.right ?? -Infinity) + 4);
        }
      }
    }
  });

  it('the bar nearest to the pointer answers, also above and beside it', async () => {
    const chart = await chartOf();
    const box = plotOf(chart).getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.left + box.width * 0.7), Math.round(box.top + 3)] });
    await waitUntil(() => tooltipOf(chart));
    expect(tooltipOf(chart)).to.equal('01-05-2024 140.00 credits 2 messages Reports 140.00');
    await sendMouse({ type: 'move', position: [Math.round(box.left + box.width * 0.3), Math.round(box.bottom - 3)] });
    await nextFrame();
    expect(tooltipOf(chart)).to.contain('30-04-2024 0.00 credits');
    await sendMouse({ type: 'move', position: [0, 0] });
    await nextFrame();
    expect(tooltipOf(chart)).to.equal(undefined);
  });

  it('the tooltip stays within the plot', async () => {
    const chart = await chartOf(sampleItems, 'UTC', 300);
    plotOf(chart).focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'End']) {
      await sendKeys({ press: key });
      await chart.updateComplete;
      const tooltip = chart.renderRoot.querySelector('.tooltip')!.getBoundingClientRect();
      const plot = plotOf(chart).getBoundingClientRect();
      expect(tooltip.left).to.be.gte(plot.left - 0.5);
      expect(tooltip.right).to.be.lte(plot.right + 0.5);
    }
  });

  it('is one tab stop whose bars are walked by keys', async () => {
    const chart = await chartOf();
    const plot = plotOf(chart);
    plot.focus();
    const steps: [key: string, tooltip: string | undefined][] = [
      ['Home', '29-04-2024'],
      ['ArrowLeft', '29-04-2024'],
      ['ArrowRight', '30-04-2024'],
      ['End', '02-05-2024'],
      ['ArrowRight', '02-05-2024'],
      ['ArrowLeft', '01-05-2024'],
      ['Escape', undefined],
      // The place stays.
      ['ArrowLeft', '30-04-2024'],
    ];
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.contain('02-05-2024');
    for (const [key, tooltip] of steps) {
      await sendKeys({ press: key });
      await chart.updateComplete;
      expect(tooltipOf(chart)?.slice(0, 10), key).to.equal(tooltip);
      const active = plot.getAttribute('aria-activedescendant');
      expect(active ? chart.renderRoot.querySelector(`#${active}`)?.getAttribute('aria-label') : undefined).to.equal(
        tooltip && barsOf(chart).find((bar) => bar?.startsWith(tooltip)),
      );
    }
    plot.blur();
    await chart.updateComplete;
    expect(tooltipOf(chart)).to.equal(undefined);
    expect(chart.renderRoot.querySelectorAll('[tabindex="0"]')).to.have.length(1);
  });

  it('has no legend and one colour when nothing is a report', async () => {
    const chart = await chartOf([at('2024-01-01T00:00:00Z')]);
    expect(chart.renderRoot.querySelector('.legend')).to.equal(null);
    expect(chart.renderRoot.querySelector('.bars')?.classList.contains('plain')).to.equal(true);
  });
});
