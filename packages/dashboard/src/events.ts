import type { Sorting, UsageError, UsageLedger, UsageSnapshot } from '@usage/sdk';

const options = { bubbles: true, composed: true };

/** Usage came over the network. Not fired for usage that the host set itself. */
export class UsageLoadEvent extends Event {
  constructor(
    /** What came. */
    readonly snapshot: UsageSnapshot,
    /** The same, all of it in memory. A snapshot that a server holds has none: there, read `snapshot`. */
    readonly ledger: UsageLedger,
  ) {
    super('usage-load', options);
  }
}

/** Usage could not be loaded, or an attribute or property has a value that cannot be used. */
export class UsageErrorEvent extends Event {
  constructor(
    /** What went wrong; `error.code` is stable. */
    readonly error: UsageError,
  ) {
    super('usage-error', options);
  }
}

/** A person sorted the table. */
export class UsageSortEvent extends Event {
  constructor(
    /** The columns that count now, first to last; empty for the upstream's order. */
    readonly sorting: Sorting,
  ) {
    super('usage-sort', options);
  }
}

declare global {
  interface HTMLElementEventMap {
    'usage-load': UsageLoadEvent;
    'usage-error': UsageErrorEvent;
    'usage-sort': UsageSortEvent;
  }
}
