// Stands in for d3-array in the script-tag bundle: the step of an axis from 0, by d3's arithmetic. `test/bundle.test.ts`
// holds the two together.

/**
 * @param {0} _
 * @param {number} stop Above 0.
 * @param {number} count
 */
export function tickIncrement(_, stop, count) {
  const step = stop / count;
  const power = Math.floor(Math.log10(step));
  const error = step / Math.pow(10, power);
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1;
  // As d3 does: a step below one by what it is the inverse of.
  return power < 0 ? -Math.pow(10, -power) / factor : Math.pow(10, power) * factor;
}
