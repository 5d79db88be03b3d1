/**
 * The straight line through points, by least squares.
 * @param {readonly { x: number, y: number }[]} points
 * @returns {{ slope: number, margin: number }} with half the width of the 95 % confidence interval of the slope.
 */
export function slopeOf(points) {
  const count = points.length;
  const mean = (/** @type {(point: { x: number, y: number }) => number} */ of) =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  // Student's t is 1.96 for very many points, and near enough 2 from fifty on.
  return { slope, margin: 2 * Math.sqrt(rest / (count - 2) / spread) };
}
