import type { UsageBucket, UsageSummary } from '@usage/sdk';
import { scaleBand } from 'd3-scale';
import { stack } from 'd3-shape';

/** A rectangle in percent of the plot, y downwards. */
export interface BarPart {
  readonly y: number;
  readonly height: number;
}

/** One bar: its parts from below to above, in the order of the summary's. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  /** The middle of the bar's share of the plot. */
  readonly middle: number;
  readonly parts: readonly BarPart[];
}

/**
 * One bar for every bucket, in its order, in percent of the plot: so bars need not be drawn again when it is resized.
 * @param top The amount at the plot's upper edge.
 */
export function layOutBars({ buckets, parts }: Pick<UsageSummary, 'buckets' | 'parts'>, top: number): Bar[] {
  const scale = scaleBand<number>().domain(buckets.keys()).range([0, 100]).paddingInner(0.25).paddingOuter(0.125);
  const layers = stack<unknown, UsageBucket, number>()
    .keys(parts.keys())
    .value((bucket, part) => bucket.parts[part]!)([...buckets]);
  const width = scale.bandwidth();
  return buckets.map((_, index) => {
    const x = scale(index) ?? 0;
    const stacked = layers.map((layer) => {
      const [from, to] = layer[index]!;
      return { y: 100 - (to / top) * 100, height: ((to - from) / top) * 100 };
    });
    return { x, width, middle: x + width / 2, parts: stacked };
  });
}

/** The bar nearest to a place in the plot, from 0 to 1; bars share the width evenly. */
export function nearestBar(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(place * count)));
}
