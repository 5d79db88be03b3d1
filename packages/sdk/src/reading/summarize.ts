import { formatDay } from '../civil-date.ts';
import { defaultScale } from '../amounts.ts';
import { calendars, dayStarts, type Calendar } from './calendar.ts';
import type { ColumnStore } from './column-store.ts';
import { extent, noSums, sumByDay } from './day-sums.ts';
import { splitByName } from './parts.ts';
import type { CheckedSummaryQuery } from './query.ts';
import type { UsageSummary } from './snapshot.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** So many buckets are few enough to draw. */
const fewBuckets = 400;

/**
 * The figures of a bill that is held by column.
 * @param revision Asked for when it is looked at: a long bill takes some milliseconds.
 */
export function summarize(store: ColumnStore, revision: () => string, query: CheckedSummaryQuery): UsageSummary {
  const { timeZone, top } = query;
  const { length: messages, totalAmount: amount, instants } = store;
  const offsetAt = zoneOffsets(timeZone);
  const { parts, partOf } = splitByName(store, top);
  const sumsByDay = sumByDay(store, timeZone, { parts: parts.length, partOf, offsetAt });
  const [firstDay, lastDay] = extent(sumsByDay.keys());
  const count = (calendar: Calendar) => calendar.numberOf(lastDay) - calendar.numberOf(firstDay) + 1;
  const granularity = query.granularity === 'auto' ? chooseGranularity(count) : query.granularity;
  const calendar = calendars[granularity];
  const first = calendar.numberOf(firstDay);
  // Numbered by bucket, and not by day: ten thousand years are three million days.
  const sums = Array.from({ length: count(calendar) }, () => noSums(parts.length));
  for (const [day, own] of sumsByDay) {
    const bucket = sums[calendar.numberOf(day) - first]!;
    bucket.messages += own.messages;
    bucket.amount += own.amount;
    own.parts.forEach((value, part) => (bucket.parts[part]! += value));
  }
  const startOf = dayStarts(timeZone, offsetAt);
  const edges = Array.from({ length: sums.length + 1 }, (_, index) => calendar.startOf(first + index));
  const instantsOf = edges.map((day) => startOf(day));
  return {
    get revision() {
      return revision();
    },
    scale: defaultScale,
    messages,
    amount,
    selected: { messages, amount },
    ...(messages > 0 && { first: instants.least, last: instants.most }),
    granularity,
    parts,
    buckets: sums.map((own, index) => ({
      start: formatDay(edges[index]!),
      from: instantsOf[index]!,
      until: instantsOf[index + 1]!,
      ...own,
    })),
  };
}

/** Days when at most 400 reach from first to last, else months by the same rule, else years. */
function chooseGranularity(count: (calendar: Calendar) => number): 'day' | 'month' | 'year' {
  if (count(calendars.day) <= fewBuckets) return 'day';
  return count(calendars.month) <= fewBuckets ? 'month' : 'year';
}
