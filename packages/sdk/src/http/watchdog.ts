/** The signal of one attempt. It is aborted when the caller leaves, or when the server keeps the attempt waiting. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  /** The end of the whole call, by `performance.now()`. */
  readonly #end: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When half of the time is over that the server has now, by `performance.now()`. */
  #half = Infinity;
  #isDeserted = false;
  readonly #follow = () => {
    this.#isDeserted = performance.now() >= this.#half;
    this.#controller.abort(this.#caller?.reason);
  };

  constructor(caller: AbortSignal | undefined, end = Infinity) {
    this.#caller = caller;
    this.#end = end;
    if (caller?.aborted) this.#follow();
    else caller?.addEventListener('abort', this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Has the caller left after the server had been silent for half of its time or more? */
  get isDeserted(): boolean {
    return this.#isDeserted;
  }

  /** From now, the server has so many milliseconds until it must be heard of again. */
  expect(milliseconds: number, late: () => Error): void {
    this.rest();
    const now = performance.now();
    this.#half = now + Math.min(milliseconds, this.#end - now) / 2;
    this.#timer = setTimeout(() => this.#controller.abort(late()), milliseconds);
  }

  /** All has come: from now, nothing is expected of the server. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#half = Infinity;
  }

  /** The attempt is over: well, or with an error, which ends what is left of it. */
  end(error?: unknown): void {
    this.rest();
    this.#caller?.removeEventListener('abort', this.#follow);
    if (error !== undefined) this.#controller.abort(error);
  }
}
