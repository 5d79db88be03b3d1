import { UsageError, nameOfError } from '../errors.ts';
import type { RowView } from './snapshot.ts';

/** A caller that is shown rows as they come. What its `onProgress` throws ends its own wait, and nobody else's. */
export class Progress {
  readonly #onProgress: (rows: RowView) => unknown;
  readonly #caller: AbortSignal | undefined;
  readonly #controller = new AbortController();
  readonly #follow = () => this.#controller.abort(this.#caller?.reason);
  #hasFailed = false;

  constructor(onProgress: (rows: RowView) => unknown, caller: AbortSignal | undefined) {
    this.#onProgress = onProgress;
    this.#caller = caller;
    if (caller?.aborted) this.#follow();
    else caller?.addEventListener('abort', this.#follow, { once: true });
  }

  /** Aborted when the caller leaves, and when its `onProgress` fails. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Never rejects: nobody waits for it. */
  async tell(rows: RowView): Promise<void> {
    if (this.#hasFailed) return;
    try {
      await this.#onProgress(rows);
    } catch (error) {
      this.#hasFailed = true;
      // Without the cause: the host's error may hold a customer's data or a token.
      const message = `The \`onProgress\` function threw${nameOfError(error)}: rows are no longer waited for.`;
      this.#controller.abort(new UsageError('invalid_option', message));
    }
  }

  /** The caller waits no more. */
  end(): void {
    this.#caller?.removeEventListener('abort', this.#follow);
  }
}
