import { type Sorting, type UsageLedger, type UsageSnapshot, type UsageSummary } from '@usage/sdk';
import { daySpan, downloadText } from '../download.ts';

/** The ledger behind a snapshot, of this copy of the SDK or another; undefined where a server holds it. */
export function ledgerOf(snapshot: UsageSnapshot | undefined): UsageLedger | undefined {
  return typeof (snapshot as Partial<UsageLedger> | undefined)?.csv === 'function'
    ? (snapshot as UsageLedger)
    : undefined;
}

/** Lets the person save what is shown, in its order. */
export function downloadCsv(
  ledger: UsageLedger,
  { first = 0, last = 0 }: UsageSummary,
  options: { timeZone: string; sorting: Sorting; locale: string | undefined },
  document: Document,
): void {
  downloadText(ledger.csv(options), 'text/csv', `usage-${daySpan(first, last, options.timeZone)}.csv`, document);
}
