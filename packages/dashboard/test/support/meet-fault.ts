import { waitUntil } from '@open-wc/testing';
import { UsageClient, type HttpStatusError, type UsageClientOptions } from '@usage/sdk';
import type { UsageDashboard, UsageErrorEvent, UsageLoadEvent } from '@usage/dashboard';
import { drawn, freshName, rowsOf, textOf } from './dashboard.ts';

/** A row of `docs/faults.md`: what a `/usage` client makes of a fault. */
export interface FaultRow {
  readonly fault: string;
  readonly usage: string;
}

export interface Meeting {
  readonly element: UsageDashboard;
  /** What it shows and tells, in a line. */
  readonly outcome: string;
  readonly events: readonly (UsageErrorEvent | UsageLoadEvent)[];
}

/** Whoever is to see these faults must not wait for 65 s, or take 256 MiB. */
const impatience: Record<string, Partial<UsageClientOptions>> = {
  'slow-head': { timeout: 300 },
  'hang-in-head': { timeout: 300 },
  'slow-head-once': { timeout: 1200 },
  'hang-in-body': { deadline: 1000 },
  'empty-pieces': { deadline: 1000 },
  'endless-drip': { deadline: 1000 },
  '503-body-hangs': { retry: { limit: 0 } },
  // WebKit unpacks much before it gives any of it, beside other engines for longer than a server is waited for.
  'gzip-bomb': { maxBytes: 2 ** 20, timeout: 60_000 },
  'gzip-bomb-of-lists': { maxRows: 1000, timeout: 60_000 },
  'endless-body': { maxBytes: 2 ** 20 },
};

/** All faults, and where the server is that does not listen. */
export async function readFaults(): Promise<{ rows: FaultRow[]; deadOrigin: string }> {
  return (await fetch('/fault-table')).json();
}

/**
 * Lets a dashboard meet a fault, until it has a bill or gives up.
 * @param origin of the server; nothing for the page's own.
 */
export async function meetFault(fault: string, origin = '', headers?: Record<string, string>): Promise<Meeting> {
  const url = `${origin}/faults/${fault}/${freshName()}/usage`;
  const element = document.createElement('usage-dashboard');
  const events: (UsageErrorEvent | UsageLoadEvent)[] = [];
  element.addEventListener('usage-error', (event) => events.push(event));
  element.addEventListener('usage-load', (event) => events.push(event));
  element.sortingParam = '';
  element.headers = headers;
  const options = impatience[fault];
  if (options) element.client = new UsageClient({ url, ...(headers && { headers }), ...options });
  else element.src = url;
  document.body.append(element);
  // Under load it may take long, and nothing is wrong.
  await waitUntil(() => element.status === 'ready' || element.status === 'failed', fault, { timeout: 90_000 });
  await drawn(element);
  return { element, outcome: outcomeOf(element, events), events };
}

function outcomeOf(element: UsageDashboard, events: readonly (UsageErrorEvent | UsageLoadEvent)[]): string {
  const told = events.map((event) => ('error' in event ? nameOf(event.error as HttpStatusError) : 'usage'));
  const alerts = element.renderRoot.querySelectorAll('[role="alert"]').length;
  const shown =
    element.status === 'ready'
      ? `${textOf(element, 'total')} in ${rowsOf(element).length} rows`
      : `${element.ledger ? 'usage' : 'no usage'}, an alert`;
  return `${told.join(', ')}: ${shown}`.replace('an alert', alerts === 1 ? 'an alert' : `${alerts} alerts`);
}

function nameOf({ code, status, serverCode }: HttpStatusError): string {
  return [code, status, serverCode].filter((part) => part !== undefined).join(' ');
}

/** What a dashboard has to show and tell, by a row of the table. */
export function expectedOutcome({ fault, usage }: FaultRow): string {
  if (usage.startsWith('`ok`, the second answer alone')) return 'usage: 395.00 credits in 5 rows';
  if (usage.startsWith('`ok`')) return 'usage: 790.00 credits in 10 rows';
  // What was late, and where the contract is broken, stands in the error's words.
  const [told = ''] = usage.split(/,| of the | at `| as a whole/);
  return `${told.replaceAll('`', '').replace(/ N$/, fault.replace('status-', ' '))}: no usage, an alert`;
}
