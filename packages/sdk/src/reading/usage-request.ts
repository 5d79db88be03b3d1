import { SharedLoad } from '../shared-load.ts';
import { abortable } from '../waiting.ts';
import type { UsageLedger } from './ledger.ts';
import type { RowView } from './snapshot.ts';
import type { LoadOptions } from './source.ts';

/** A request that is under way, and those who wait for it. */
export class UsageRequest {
  /** Counts the requests of a client. */
  readonly number: number;
  /** Whose usage it asks for; of the headers of its newest attempt, as a token may have been renewed. */
  identity: string;
  isSent = false;
  readonly #load: SharedLoad<UsageLedger>;
  readonly #listeners = new Set<(rows: RowView) => void>();

  /** @param ended told when nobody waits for it any more. */
  constructor(
    number: number,
    identity: string,
    send: (request: UsageRequest, signal: AbortSignal) => Promise<UsageLedger>,
    ended: (request: UsageRequest) => void,
  ) {
    this.number = number;
    this.identity = identity;
    this.#load = new SharedLoad(
      (signal) => send(this, signal),
      () => ended(this),
    );
  }

  /** Waits for it. What `onProgress` throws ends the wait of its caller, and of nobody else. */
  async join({ signal, onProgress }: LoadOptions): Promise<UsageLedger> {
    if (!onProgress) return this.#load.join(signal);
    const caller = new AbortController();
    // One of its own for each caller, though the same function may be given twice.
    const listener = (rows: RowView) => {
      try {
        onProgress(rows);
      } catch (error) {
        caller.abort(error);
      }
    };
    this.#listeners.add(listener);
    try {
      return await abortable(this.#load.join(signal), caller.signal);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Shows the rows that have come so far. */
  tell(rows: RowView): void {
    for (const listener of this.#listeners) queueMicrotask(() => listener(rows));
  }
}
