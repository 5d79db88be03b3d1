import { tickIncrement } from 'd3-array';

/** A linear axis from 0: where its lines are, in amounts, the last one at or above the highest value. */
export interface AmountAxis {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** The smallest units in a credit. */
const one = 100;

/** @param highest An amount. */
export function amountAxis(highest: number, count = 4): AmountAxis {
  // Whole credits look calmer than odd cents; below one credit, cents it is.
  const unit = highest > one ? one : 1;
  const most = Math.max(1, highest / unit);
  const step = Math.max(1, tickIncrement(0, most, count));
  const steps = Math.ceil(most / step);
  const ticks = Array.from({ length: steps + 1 }, (_, index) => index * step * unit);
  return { top: steps * step * unit, ticks };
}
