const median = (/** @type {number[]} */ list) => [...list].sort((one, other) => one - other)[list.length >> 1] ?? NaN;
const pick = (/** @type {number[]} */ list) => list.map(() => list[Math.floor(Math.random() * list.length)] ?? NaN);

/**
 * A line about two things that were measured in turn: medians, and the ratio of each round with its interval.
 * @param {string} name
 * @param {[old: number[], new: number[]]} times In the same order of rounds.
 * @param {string} unit
 */
export function describeRatios(name, [old, own], unit) {
  const ratios = own.map((time, round) => time / (old[round] ?? NaN));
  const resampled = Array.from({ length: 4000 }, () => median(pick(ratios))).sort((one, other) => one - other);
  const [low, high] = [resampled[100], resampled[3899]].map((ratio) => ratio?.toFixed(2));
  return (
    `${name}: old ${median(old).toFixed(1)} ${unit}, new ${median(own).toFixed(1)} ${unit}, ` +
    `ratio ${median(ratios).toFixed(2)} (95 %: ${low} to ${high}), ${ratios.length} rounds`
  );
}
