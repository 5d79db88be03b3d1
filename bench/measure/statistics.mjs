/**
 * The middle of what was measured: on a noisy machine the mean tells about the noise.
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** @param {readonly number[]} values */
export const range = (values) => /** @type {const} */ ([Math.min(...values), Math.max(...values)]);
