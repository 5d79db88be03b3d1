import type { PeriodUsage } from '@usage/sdk';
import { scaleBand } from 'd3-scale';
import { stack } from 'd3-shape';

/** A rectangle in percent of the plot, y downwards. */
export interface Part {
  readonly y: number;
  readonly height: number;
}

/** One bar: what reports cost below, what messages without a report cost on top of it. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  /** The middle of the bar's share of the plot. */
  readonly middle: number;
  readonly reports: Part;
  readonly texts: Part;
}

const layers = stack<unknown, PeriodUsage, 'reports' | 'texts'>()
  .keys(['reports', 'texts'])
  .value((period, key) => (key === 'reports' ? period.reportAmount : period.amount - period.reportAmount));

/**
 * One bar for every period, in its order, in percent of the plot: so bars need not be drawn again when it is resized.
 * @param top The value at the plot's upper edge, in whole smallest units.
 */
export function layOutBars(periods: readonly PeriodUsage[], top: number): Bar[] {
  const scale = scaleBand<number>().domain(periods.keys()).range([0, 100]).paddingInner(0.25).paddingOuter(0.125);
  const [reports = [], texts = []] = layers([...periods]);
  const part = (span: readonly number[] | undefined): Part => {
    const [from = 0, to = 0] = span ?? [];
    return { y: 100 - (to / top) * 100, height: ((to - from) / top) * 100 };
  };
  const width = scale.bandwidth();
  return periods.map((_, index) => {
    const x = scale(index) ?? 0;
    return { x, width, middle: x + width / 2, reports: part(reports[index]), texts: part(texts[index]) };
  });
}

/** The bar nearest to a place in the plot, from 0 to 1; bars share the width evenly. */
export function nearestBar(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(place * count)));
}
