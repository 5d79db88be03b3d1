// What stands on the page, from the items: the same figures and words as in ours, for those it is compared with.

const dayLength = 86_400_000;
const credits = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const formatCredits = (amount) => credits.format(amount / 100);

const pad = (value) => String(value).padStart(2, '0');
const formatDay = (instant) => {
  const date = new Date(instant);
  return `${pad(date.getUTCDate())}-${pad(date.getUTCMonth() + 1)}-${date.getUTCFullYear()}`;
};
export function formatInstant(text) {
  const date = new Date(text);
  return `${formatDay(date)} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

export const columns = {
  message_id: 'Message ID',
  timestamp: 'Timestamp',
  report_name: 'Report Name',
  credits_used: 'Credits Used',
};
export const sortable = new Set(['report_name', 'credits_used']);

export function makeModel(items) {
  const sums = new Map();
  const total = { reports: 0, texts: 0 };
  for (const { timestamp, report_name, credits_used } of items) {
    const day = Math.floor(Date.parse(timestamp) / dayLength);
    const sum = sums.get(day) ?? { reports: 0, texts: 0, messages: 0 };
    const kind = report_name ? 'reports' : 'texts';
    const amount = Math.round(credits_used * 100);
    sum[kind] += amount;
    sum.messages++;
    total[kind] += amount;
    sums.set(day, sum);
  }
  const first = Math.min(...sums.keys());
  const last = Math.max(...sums.keys());
  const none = { reports: 0, texts: 0, messages: 0 };
  const days = Array.from({ length: last - first + 1 }, (_, index) => sums.get(first + index) ?? none);
  const highest = Math.max(...days.map(({ reports, texts }) => reports + texts));
  const step = niceStep(highest / 4);
  const top = Math.ceil(highest / step) * step;
  const band = 100 / days.length;
  const percent = (amount) => (amount / top) * 100;
  return {
    total: total.reports + total.texts,
    legend: total,
    count: items.length,
    firstDay: formatDay(first * dayLength),
    lastDay: formatDay(last * dayLength),
    ticks: Array.from({ length: top / step + 1 }, (_, index) => ({
      label: String((index * step) / 100),
      y: `${100 - percent(index * step)}%`,
    })),
    bars: days.map(({ reports, texts, messages }, index) => ({
      label: `${formatDay((first + index) * dayLength)}: ${formatCredits(reports + texts)} credits, ${messages} messages`,
      day: formatDay((first + index) * dayLength),
      x: `${(index + 0.125) * band}%`,
      width: `${0.75 * band}%`,
      reports: { y: `${100 - percent(reports)}%`, height: `${percent(reports)}%` },
      texts: { y: `${100 - percent(reports + texts)}%`, height: `${percent(texts)}%` },
    })),
    // Every third day, as ours chooses at this width.
    dayLabels: days.flatMap((_, index) =>
      index % 3 ? [] : [{ text: formatDay((first + index) * dayLength), x: `${(index + 0.5) * band}%` }],
    ),
    items,
  };
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least);
}
