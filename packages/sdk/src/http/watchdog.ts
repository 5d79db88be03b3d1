/** The signal of one attempt. It is aborted with the whole call, or when the server keeps the attempt waiting. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #call: AbortSignal;
  readonly #follow = () => this.#controller.abort(this.#call.reason);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: AbortSignal) {
    this.#call = call;
    if (call.aborted) this.#follow();
    else call.addEventListener('abort', this.#follow, { once: true });
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

  /** The attempt is over: well, or with an error. */
  end(error?: unknown): void {
    this.rest();
    this.#call.removeEventListener('abort', this.#follow);
    if (error !== undefined) this.#controller.abort(error);
  }
}
