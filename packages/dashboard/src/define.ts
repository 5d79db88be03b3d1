import { UsageChart } from './usage-chart.ts';
import { UsageDashboard } from './usage-dashboard.ts';
import { UsageTable } from './usage-table.ts';

const elements = { 'usage-chart': UsageChart, 'usage-table': UsageTable, 'usage-dashboard': UsageDashboard };

/**
 * Registers `<usage-dashboard>`, `<usage-chart>` and `<usage-table>`: all of them, or none when the page has any of
 * them already (a second copy of this module, or another version of it).
 */
export function defineUsageElements(): void {
  const entries = Object.entries(elements);
  if (entries.some(([tag]) => customElements.get(tag))) return;
  for (const [tag, element] of entries) customElements.define(tag, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'usage-chart': UsageChart;
    'usage-dashboard': UsageDashboard;
    'usage-table': UsageTable;
  }
}
