import { SharedLoad } from '../shared-load.ts';
import type { UsageLedger } from './ledger.ts';
import { Progress } from './progress.ts';
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
  readonly #listeners = new Set<Progress>();

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
    // One of its own for each caller, though the same function may be given twice.
    const progress = new Progress(onProgress, signal);
    this.#listeners.add(progress);
    try {
      return await this.#load.join(progress.signal);
    } finally {
      this.#listeners.delete(progress);
      progress.end();
    }
  }

  /** Shows the rows that have come so far. */
  tell(rows: RowView): void {
    for (const progress of this.#listeners) queueMicrotask(() => void progress.tell(rows));
  }
}
