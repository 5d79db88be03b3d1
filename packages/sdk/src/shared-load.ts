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
  #load: Load<T> | undefined;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#start = start;
  }

  async join(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const load = (this.#load ??= this.#begin());
    load.callers++;
    try {
      return await abortable(load.result, signal);
    } finally {
      if (--load.callers === 0 && this.#load === load) {
        this.#load = undefined;
        // After it has settled this does nothing.
        load.controller.abort(signal?.reason);
      }
    }
  }

  #begin(): Load<T> {
    const controller = new AbortController();
    // Started in a microtask, so that a start that throws is a rejection too.
    const result = Promise.resolve().then(() => this.#start(controller.signal));
    const load: Load<T> = { result, controller, callers: 0 };
    const settled = () => {
      if (this.#load === load) this.#load = undefined;
    };
    result.then(settled, settled);
    return load;
  }
}
