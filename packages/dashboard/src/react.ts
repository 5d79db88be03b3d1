import { createComponent, type EventName, type ReactWebComponent } from '@lit/react';
import * as React from 'react';
import {
  UsageChart as Chart,
  UsageDashboard as Dashboard,
  UsageTable as Table,
  type UsageErrorEvent,
  type UsageLoadEvent,
  type UsageSortEvent,
} from './index.ts';

const sorted = { onUsageSort: 'usage-sort' as EventName<UsageSortEvent> };
const loaded = {
  ...sorted,
  onUsageLoad: 'usage-load' as EventName<UsageLoadEvent>,
  onUsageError: 'usage-error' as EventName<UsageErrorEvent>,
};

/** `<usage-dashboard>` for React 18 and 19: properties in camel case, events as `onUsageLoad`. */
export const UsageDashboard: ReactWebComponent<Dashboard, typeof loaded> = createComponent({
  react: React,
  tagName: 'usage-dashboard',
  elementClass: Dashboard,
  events: loaded,
  displayName: 'UsageDashboard',
});

/** `<usage-chart>` for React. */
export const UsageChart: ReactWebComponent<Chart> = createComponent({
  react: React,
  tagName: 'usage-chart',
  elementClass: Chart,
  displayName: 'UsageChart',
});

/** `<usage-table>` for React. */
export const UsageTable: ReactWebComponent<Table, typeof sorted> = createComponent({
  react: React,
  tagName: 'usage-table',
  elementClass: Table,
  events: sorted,
  displayName: 'UsageTable',
});
