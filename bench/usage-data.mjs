// Usage that looks like a customer's, the same in every run: what a team asks an AI, most of it in working hours.

const names = [
  'Brand Health Tracker',
  'Category Performance Report',
  'Competitor Shelf Audit',
  'Concept Test Summary',
  'Price Elasticity Report',
  'Promotion Effectiveness Report',
  'Quarterly Review Pack',
  'Shopper Segmentation Report',
  'Weekly Sales Digest',
];
const costs = [96, 48, 64, 37.5, 72, 56, 120, 85, 12];
const start = Date.UTC(2026, 0, 1);
const dayLength = 86_400_000;
const weekend = new Set([0, 6]);

/** How many days the usage is spread over: a month up to 100,000 messages, above that a year. */
export const daysOf = (/** @type {number} */ count) => (count > 100_000 ? 366 : 31);

/**
 * Numbers from 0 to 1, the same ones for the same seed (mulberry32).
 * @param {number} seed
 */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Usage items, ids and timestamps ascending.
 * @param {number} count
 * @returns {Generator<import('@usage/sdk').UsageItem>}
 */
export function* generateUsage(count) {
  const next = random(count);
  const instants = new Float64Array(count);
  const days = daysOf(count);
  for (let index = 0; index < count; index++) instants[index] = instantOf(next, days);
  instants.sort();
  // The first day and the last are always there.
  instants[0] = start + 7 * 3_600_000;
  if (count > 1) instants[count - 1] = start + (days - 1) * dayLength + 19 * 3_600_000;
  for (let index = 0; index < count; index++) {
    const timestamp = new Date(instants[index] ?? 0).toISOString();
    // The first row is neither the cheapest nor the dearest, so that a sort can be seen at the first row.
    const report = index > 0 && next() < 0.22 ? Math.floor(next() * names.length) : undefined;
    const tokens = index === 0 ? 11 : Math.ceil(3 + next() ** 3 * 180);
    const credits_used = Math.max(100, tokens * 40) / 100;
    const message_id = 20_000 + index;
    yield report === undefined
      ? { message_id, timestamp, credits_used }
      : { message_id, timestamp, report_name: names[report] ?? '', credits_used: costs[report] ?? 0 };
  }
}

/**
 * Some time of a working day; now and then at night or on a weekend.
 * @param {() => number} next
 * @param {number} days
 */
function instantOf(next, days) {
  for (;;) {
    const day = start + Math.floor(next() * days) * dayLength;
    if (weekend.has(new Date(day).getUTCDay()) && next() > 0.1) continue;
    const hour = next() < 0.94 ? 7 + (next() + next() + next()) * 4 : next() * 24;
    return Math.floor(day + hour * 3_600_000);
  }
}

/**
 * The body of `GET /usage`.
 * @param {number} count
 */
export function usageBody(count) {
  const chunks = [Buffer.from('{"usage":[')];
  let part = '';
  let index = 0;
  for (const item of generateUsage(count)) {
    part += `${index++ ? ',' : ''}${JSON.stringify(item)}`;
    if (part.length > 1_000_000) {
      chunks.push(Buffer.from(part));
      part = '';
    }
  }
  chunks.push(Buffer.from(`${part}]}`));
  return Buffer.concat(chunks);
}
