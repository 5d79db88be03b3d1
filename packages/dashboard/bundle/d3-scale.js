// Stands in for d3-scale in the script-tag bundle: bands alone, by d3's arithmetic, without the ordinal scale, the reversed
// ranges, rounding and alignment that d3's bands bring along. `test/bundle.test.ts` holds the two together.

/** Takes ascending ranges, and paddings from 0 to 1. */
export function scaleBand() {
  /** @type {Map<unknown, number>} */
  let places = new Map();
  let [from, to, inner, outer] = [0, 1, 0, 0];
  const step = () => (to - from) / Math.max(1, places.size - inner + outer * 2);
  const scale = (/** @type {unknown} */ value) => {
    const place = places.get(value);
    const start = from + (to - from - step() * (places.size - inner)) * 0.5;
    return place === undefined ? undefined : start + step() * place;
  };
  scale.domain = (/** @type {Iterable<unknown>} */ values) => {
    places = new Map(Array.from(values, (value, place) => [value, place]));
    return scale;
  };
  scale.range = (/** @type {[number, number]} */ range) => {
    [from, to] = range;
    return scale;
  };
  scale.paddingInner = (/** @type {number} */ padding) => {
    inner = padding;
    return scale;
  };
  scale.paddingOuter = (/** @type {number} */ padding) => {
    outer = padding;
    return scale;
  };
  scale.bandwidth = () => step() * (1 - inner);
  return scale;
}
