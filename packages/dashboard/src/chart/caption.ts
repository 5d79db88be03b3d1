import type { UsageSummary } from '@usage/sdk';
import { html, nothing } from 'lit';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';
import { totalReportAmount } from './reports.ts';

interface Words {
  readonly strings: UsageStrings;
  readonly format: UsageFormat;
}

/** `Credits per day` */
export function nameOf({ granularity }: Pick<UsageSummary, 'granularity'>, strings: UsageStrings): string {
  if (granularity === 'year') return strings.perYear;
  return granularity === 'month' ? strings.perMonth : strings.perDay;
}

/** What the chart says, in a sentence. */
export function describe(summary: UsageSummary, zone: string, { strings, format }: Words): string {
  const { granularity, buckets, amount } = summary;
  const name = nameOf(summary, strings);
  const [first] = buckets;
  if (!first) return name;
  const highest = buckets.reduce((best, bucket) => (bucket.amount > best.amount ? bucket : best), first);
  return strings.chartSummary(
    name,
    strings.timeZone(zone),
    strings.buckets(granularity, buckets.length, format.count(buckets.length)),
    strings.credits(format.amount(amount)),
    strings.on(format.amount(highest.amount), format.bucket(highest.start, granularity)),
  );
}

/** Why the bars are not days, where they are not. */
export function renderNote({ granularity }: Pick<UsageSummary, 'granularity'>, strings: UsageStrings) {
  return granularity === 'month' || granularity === 'year' ? html` (${strings.longSpan(granularity)})` : nothing;
}

/** @param summary Undefined while usage is on its way: then a legend keeps its place. */
export function renderLegend(summary: UsageSummary | undefined, { strings, format }: Words) {
  const reports = summary ? totalReportAmount(summary) : 0;
  const others = summary ? summary.amount - reports : 0;
  // One colour alone needs no legend.
  if (summary && (!reports || !others)) return nothing;
  const text = (amount: number) => format.amount(summary ? amount : 100_000);
  return html`
    <span part="legend" class="legend ${summary ? '' : 'awaited'}" aria-hidden=${summary ? nothing : 'true'}>
      <span class="reports">${strings.reports} ${text(reports)}</span>
      <span class="messages">${strings.otherMessages} ${text(others)}</span>
    </span>
  `;
}
