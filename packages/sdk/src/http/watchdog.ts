/** The signal of one attempt. It is aborted when the caller leaves, or when the server keeps the attempt waiting. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #follow = () => this.#controller.abort(this.#caller?.reason);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    if (caller?.aborted) this.#follow();
    else caller?.addEventListener('abort', this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now, the server has so many milliseconds until it must be heard of again. */
  expect(milliseconds: number, late: () => Error): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(late()), milliseconds);
  }

  /** All has come: from now, nothing is expected of the server. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  /** The attempt is over: well, or with an error, which ends what is left of it. */
  end(error?: unknown): void {
    this.rest();
    this.#caller?.removeEventListener('abort', this.#follow);
    if (error !== undefined) this.#controller.abort(error);
  }
}
