import type { UsageSummary } from '@usage/sdk';
import { html } from 'lit';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';
import { reportAmount, totalReportAmount } from './reports.ts';

/** What the bars show, as a table: every bucket, and that they add up to the total. */
export function renderBucketTable(
  summary: UsageSummary,
  name: string,
  { strings, format }: { strings: UsageStrings; format: UsageFormat },
) {
  const { granularity, buckets, messages, amount } = summary;
  const row = (start: unknown, count: number, reports: number, total: number) => html`
    <tr>
      <th scope="row">${start}</th>
      <td>${format.count(count)}</td>
      <td>${format.amount(reports)}</td>
      <td>${format.amount(total)}</td>
    </tr>
  `;
  return html`
    <div part="buckets" class="buckets" role="region" tabindex="0" aria-label=${name}>
      <table>
        <thead>
          <tr>
            <th scope="col">${strings.units[granularity]}</th>
            <th scope="col">${strings.messagesColumn}</th>
            <th scope="col">${strings.reportCredits}</th>
            <th scope="col">${strings.columns.credits_used}</th>
          </tr>
        </thead>
        <tbody>
          ${buckets.map((bucket) =>
            row(
              format.bucket(bucket.start, granularity),
              bucket.messages,
              reportAmount(summary, bucket),
              bucket.amount,
            ),
          )}
        </tbody>
        <tfoot>
          ${row(strings.total, messages, totalReportAmount(summary), amount)}
        </tfoot>
      </table>
    </div>
  `;
}
