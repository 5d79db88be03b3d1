import type { PeriodUsage, UsagePeriods } from '@usage/sdk';
import { html } from 'lit';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';

/** What the bars show, as a table: every day, month or year, and that they add up to the total. */
export function renderPeriodTable(
  { unit, periods }: UsagePeriods,
  name: string,
  { strings, format }: { strings: UsageStrings; format: UsageFormat },
) {
  const row = (start: unknown, messages: number, reports: number, credits: number) => html`
    <tr>
      <th scope="row">${start}</th>
      <td>${format.count(messages)}</td>
      <td>${format.credits(reports)}</td>
      <td>${format.credits(credits)}</td>
    </tr>
  `;
  const sum = (value: (period: PeriodUsage) => number) => periods.reduce((total, period) => total + value(period), 0);
  return html`
    <div part="days" class="days" role="region" tabindex="0" aria-label=${name}>
      <table>
        <thead>
          <tr>
            <th scope="col">${strings.units[unit]}</th>
            <th scope="col">${strings.texts}</th>
            <th scope="col">${strings.reportCredits}</th>
            <th scope="col">${strings.columns.credits_used}</th>
          </tr>
        </thead>
        <tbody>
          ${periods.map((period) =>
            row(format.period(period.start, unit), period.messages, period.reportAmount, period.amount),
          )}
        </tbody>
        <tfoot>
          ${row(
            strings.total,
            sum((period) => period.messages),
            sum((period) => period.reportAmount),
            sum((period) => period.amount),
          )}
        </tfoot>
      </table>
    </div>
  `;
}
