import '@usage/dashboard';
import { UsageDashboard, UsageErrorEvent, defineUsageElements } from '@usage/dashboard/element';
import { UsageClient, type UsageLedger } from '@usage/sdk';
import '@usage/dashboard/usage-dashboard.min.js';

const dashboard: UsageDashboard = document.createElement('usage-dashboard');
dashboard.src = '/usage';
dashboard.timeZone = 'Europe/London';
dashboard.theme = 'dark';
dashboard.client = new UsageClient({ url: '/usage' });
dashboard.headers = async () => ({ authorization: 'x' });
dashboard.strings = { heading: 'Verbrauch' };
dashboard.usage = [{ message_id: 1, timestamp: '2024-04-29T02:08:29Z', credits_used: 1 }];
dashboard.addEventListener('usage-load', (event) => {
  const ledger: UsageLedger = event.ledger;
  console.log(ledger.length);
});
document.addEventListener('usage-error', (event) => console.log(event instanceof UsageErrorEvent));
document.querySelector('usage-table')?.sorting.map(({ column, direction }) => `${column}:${direction}`);
defineUsageElements();

// @ts-expect-error: there is no such property
dashboard.timezone = 'Europe/London';
// @ts-expect-error: there is no such theme
dashboard.theme = 'sepia';
// @ts-expect-error: read-only
dashboard.ledger = undefined;
// @ts-expect-error: read-only
dashboard.status = 'ready';
// @ts-expect-error: milliseconds and seconds are numbers
dashboard.refreshInterval = '60';
// @ts-expect-error: fields, and no detail
dashboard.addEventListener('usage-load', (event) => event.detail);
// @ts-expect-error: the entry without side effects has no default
export { default } from '@usage/dashboard/element';
