import type {} from '@usage/dashboard/vue';
import type { UsageLedger } from '@usage/sdk';
import type { GlobalComponents } from 'vue';

// What Vue's language tools check a tag in a template by.
type Dashboard = InstanceType<GlobalComponents['usage-dashboard']>;
export const right: Dashboard['$props'] = { src: '/usage', 'time-zone': 'Europe/London', theme: 'dark', class: 'wide' };
export const hears = (emit: Dashboard['$emit'], ledger: UsageLedger) =>
  emit('usage-load', Object.assign(new Event(''), { ledger, snapshot: ledger }));
// @ts-expect-error: there is no such attribute
export const attribute: Dashboard['$props'] = { timezone: 'Europe/London' };
// @ts-expect-error: there is no such theme
export const theme: Dashboard['$props'] = { theme: 'sepia' };
// @ts-expect-error: there is no such event
export const event = (emit: Dashboard['$emit']) => emit('usage-lord', new Event(''));
