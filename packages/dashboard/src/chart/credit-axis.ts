import { tickIncrement } from 'd3-array';

/** A linear axis from 0: where its lines are, in whole smallest units, the last one at or above the highest value. */
export interface CreditAxis {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** @param highest In whole smallest units. */
export function creditAxis(highest: number, count = 4): CreditAxis {
  // Whole credits look calmer than odd cents; below one credit, cents it is.
  const unit = highest > 100 ? 100 : 1;
  const most = Math.max(1, highest / unit);
  const step = Math.max(1, tickIncrement(0, most, count));
  const steps = Math.ceil(most / step);
  const ticks = Array.from({ length: steps + 1 }, (_, index) => index * step * unit);
  return { top: steps * step * unit, ticks };
}
