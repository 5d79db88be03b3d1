// The classes without registering a tag.
export { UsageDashboard } from './usage-dashboard.ts';
export { UsageChart } from './usage-chart.ts';
export { UsageTable } from './usage-table.ts';
export { defineUsageElements } from './define.ts';
export { UsageLoadEvent, UsageErrorEvent, UsageSortEvent } from './events.ts';
export { addLanguage } from './languages.ts';
export { english } from './strings.ts';
export type { GivenStrings, UsageStrings } from './strings.ts';
export type { UsageSource } from '@usage/sdk';
