import {
  UsageClient,
  UsageLedger,
  collectUsage,
  createUpstream,
  createUsageHandler,
  parseSorting,
  type Sorting,
  type UsageItem,
  type UsageSource,
  type UsageSummary,
} from '@usage/sdk';

const upstream = createUpstream({ baseUrl: 'https://a.test', headers: async () => ({ authorization: 'x' }) });
export const items: Promise<UsageItem[]> = collectUsage({ upstream });
export const handle: (request: Request) => Promise<Response> = createUsageHandler({ upstream });
export const source: UsageSource = new UsageClient({
  url: '/usage',
  headers: new Headers(),
  credentials: 'include',
  customer: 'alder',
  fetch,
});
const ledger = UsageLedger.from([{ message_id: 1, timestamp: '2024-04-29T02:08:29Z', credits_used: 1 }]);
export const days: readonly { day: string; amount: number; messages: number }[] = ledger.days('Europe/London');
export const summary: UsageSummary = ledger.summary({ timeZone: 'UTC', breakdownBy: 'report_name', top: 3 });
export const amount: number | undefined = ledger.rows({ timeZone: 'UTC' }).at(0)?.amount;
export const sorting: Sorting = parseSorting('credits_used:desc', ['credits_used']);

// @ts-expect-error: no header
new UsageClient({ url: '/usage', headers: { authorization: 1 } });
// @ts-expect-error: there is no such value
new UsageClient({ url: '/usage', credentials: 'always' });
// @ts-expect-error: a URL is needed
createUpstream({});
// @ts-expect-error: there is no such direction
export const down: Sorting = [{ column: 'credits_used', direction: 'down' }];
// @ts-expect-error: the time zone is always said
ledger.days();
// @ts-expect-error: the time zone is always said
ledger.summary({ granularity: 'day' });
// @ts-expect-error: there is no such granularity
ledger.summary({ timeZone: 'UTC', granularity: 'decade' });
