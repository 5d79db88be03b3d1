import { abortable } from './waiting.ts';

interface Load<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/**
 * One piece of work for everybody who asks while it runs. A caller's abort ends only its own wait; the work is aborted
 * when its last caller has left, and whoever asks after that starts anew. Nothing is remembered once it has settled.
 */
export class SharedLoad<T> {
  readonly #start: (signal: AbortSignal) => Promise<T>;
  readonly #onRest: (() => void) | undefined;
  #load: Load<T> | undefined;

  /** @param onRest told when there is no load under way any more. */
  constructor(start: (signal: AbortSignal) => Promise<T>, onRest?: () => void) {
    this.#start = start;
    this.#onRest = onRest;
  }

  async join(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const load = (this.#load ??= this.#begin());
    load.callers++;
    try {
      return await abortable(load.result, signal);
    } finally {
      // After it has settled there is nothing to abort.
      if (--load.callers === 0 && this.#forget(load)) load.controller.abort(signal?.reason);
    }
  }

  #begin(): Load<T> {
    const controller = new AbortController();
    // Started in a microtask, so that a start that throws is a rejection too.
    const result = Promise.resolve().then(() => this.#start(controller.signal));
    const load: Load<T> = { result, controller, callers: 0 };
    const settled = () => void this.#forget(load);
    result.then(settled, settled);
    return load;
  }

  /** Gives false when it is forgotten already. */
  #forget(load: Load<T>): boolean {
    if (this.#load !== load) return false;
    this.#load = undefined;
    this.#onRest?.();
    return true;
  }
}
