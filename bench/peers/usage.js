// What every peer does with the answer before it draws, written once: the peers are compared in how they draw.

const dayLength = 86_400_000;

/** The page's own query names the size, as in `?n=1000`. */
export const usageUrl = `/usage?n=${new URLSearchParams(location.search).get('n') ?? 105}`;

export async function fetchUsage() {
  const response = await fetch(usageUrl);
  if (!response.ok) throw new Error(`${usageUrl} answered ${response.status}`);
  return (await response.json()).usage;
}

/** The total, and the credits of every UTC day from the first to the last, days without usage included. */
export function summarize(usage) {
  if (usage.length === 0) return { total: 0, days: [] };
  const sums = new Map();
  let total = 0;
  let first = Infinity;
  let last = -Infinity;
  for (const { timestamp, credits_used } of usage) {
    const day = Math.floor(Date.parse(timestamp) / dayLength);
    const amount = Math.round(credits_used * 100);
    sums.set(day, (sums.get(day) ?? 0) + amount);
    total += amount;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const days = [];
  for (let day = first; day <= last; day++) days.push({ day: day * dayLength, credits: (sums.get(day) ?? 0) / 100 });
  return { total: total / 100, days };
}

const credits = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const formatCredits = (value) => credits.format(value);

/** `29-04-2024 02:08`; the text itself is ISO 8601 in UTC. */
export const formatTimestamp = (text) =>
  `${text.slice(8, 10)}-${text.slice(5, 7)}-${text.slice(0, 4)} ${text.slice(11, 16)}`;

export const formatDay = (instant) => formatTimestamp(new Date(instant).toISOString()).slice(0, 10);
