import type {} from '@usage/dashboard/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

// What Svelte's language tools check a tag by.
type Dashboard = SvelteHTMLElements['usage-dashboard'];
export const right: Dashboard = {
  src: '/usage',
  'time-zone': 'Europe/London',
  theme: 'dark',
  class: 'wide',
  'onusage-load': (event) => console.log(event.ledger.length),
};
// @ts-expect-error: there is no such attribute
export const attribute: Dashboard = { timezone: 'Europe/London' };
// @ts-expect-error: there is no such theme
export const theme: Dashboard = { theme: 'sepia' };
// @ts-expect-error: fields, and no detail
export const event: Dashboard = { 'onusage-load': (event) => event.detail };
