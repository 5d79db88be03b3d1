import type { UsageSummary } from '@usage/sdk';
import { html, nothing } from 'lit';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';
import { reportAmount } from './reports.ts';

/** What is said of the bar that is pointed at. */
export function renderTooltip(
  summary: UsageSummary,
  index: number | undefined,
  { strings, format }: { strings: UsageStrings; format: UsageFormat },
) {
  const bucket = summary.buckets[index ?? -1];
  if (!bucket) return nothing;
  const reports = reportAmount(summary, bucket);
  return html`
    <div part="tooltip" class="tooltip" aria-hidden="true">
      ${format.bucket(bucket.start, summary.granularity)}
      <strong>${strings.credits(format.amount(bucket.amount))}</strong>
      <div>${strings.messages(bucket.messages, format.count(bucket.messages))}</div>
      ${reports ? html`<div>${strings.reports} ${format.amount(reports)}</div>` : nothing}
    </div>
  `;
}

/**
 * Set by script, since a page's policy may forbid style attributes.
 * @param middle Of its bar, in percent of the plot.
 */
export function placeTooltip(tooltip: HTMLElement, middle: number, mirrored: boolean): void {
  // The same share of itself as of the plot: so it is over its bar, and never over the edge.
  tooltip.style.insetInlineStart = `${middle}%`;
  tooltip.style.transform = `translateX(${mirrored ? middle : -middle}%)`;
}
