import { UsageError } from '../errors.ts';
import { abortable } from '../waiting.ts';

const theRequest = 'The request';

/**
 * The time that one request may take. It runs from when a function of the host first gives a promise: what is there at
 * once needs no timer, and the collecting of usage has the same deadline of its own.
 */
export class RequestClock {
  readonly #milliseconds: number;
  readonly #requestSignal: AbortSignal | undefined;
  #controller: AbortController | undefined;
  #stop: (() => void) | undefined;
  /** What takes the time, for the error. */
  #subject = theRequest;
  #late: UsageError | undefined;

  constructor(milliseconds: number, requestSignal: AbortSignal | undefined) {
    this.#milliseconds = milliseconds;
    this.#requestSignal = requestSignal;
  }

  /** Aborted when the client leaves, and at the deadline. */
  get signal(): AbortSignal | undefined {
    return this.#controller?.signal ?? this.#requestSignal;
  }

  /** Is this what the deadline has aborted `signal` with? */
  isLate(error: unknown): boolean {
    return this.#late !== undefined && error === this.#late;
  }

  /** Waits for what a function of the host gave, at most until `signal` is aborted. */
  async wait<T>(name: string, promise: PromiseLike<T>): Promise<T> {
    this.#controller ??= this.#begin(new AbortController());
    this.#subject = `\`${name}\``;
    const value = await abortable(Promise.resolve(promise), this.signal);
    this.#subject = theRequest;
    return value;
  }

  /** The request has been answered. */
  end(): void {
    this.#stop?.();
  }

  #begin(controller: AbortController): AbortController {
    const request = this.#requestSignal;
    const leave = () => controller.abort(request?.reason);
    const timer = setTimeout(() => {
      const time = `${this.#milliseconds / 1000} s`;
      this.#late = new UsageError('timeout', `${this.#subject} took longer than ${time}, the deadline.`);
      controller.abort(this.#late);
    }, this.#milliseconds);
    if (request?.aborted) leave();
    request?.addEventListener('abort', leave, { once: true });
    this.#stop = () => {
      clearTimeout(timer);
      request?.removeEventListener('abort', leave);
    };
    return controller;
  }
}
