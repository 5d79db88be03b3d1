/** A label below the plot: which bar it names, and the middle of its text in pixels. */
export interface AxisLabel {
  readonly index: number;
  readonly x: number;
}

/**
 * Chooses the bars that get a label, evenly spaced and beginning with the first, so that none touches the next.
 * Labels at the edges are moved inward rather than cut.
 * @param middles Each bar's middle in pixels, ascending and evenly spaced.
 * @param labelWidth The widest label, in pixels.
 * @param width The plot, in pixels.
 */
export function chooseLabels(middles: readonly number[], labelWidth: number, width: number, gap = 16): AxisLabel[] {
  const [first = 0, second = Infinity] = middles;
  if (labelWidth > width) return [];
  const half = labelWidth / 2;
  const inward = (middle: number) => Math.min(Math.max(middle, half), width - half);
  // The first label may be moved towards the second, which then has to stand farther off.
  const step = Math.ceil((labelWidth + gap + inward(first) - first) / (second - first)) || 1;
  const chosen: AxisLabel[] = [];
  for (let index = 0; index < middles.length; index += step) {
    const x = inward(middles[index] ?? 0);
    // The last one may be moved, too: better none than one that touches.
    if (x - (chosen.at(-1)?.x ?? -Infinity) >= labelWidth + gap) chosen.push({ index, x });
  }
  return chosen;
}
