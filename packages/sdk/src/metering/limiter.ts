import { abortable } from '../waiting.ts';

/** Lets so many pieces of work run at once; the others wait in the order they came. */
export class Limiter {
  readonly #queue = new Set<() => void>();
  #free: number;

  constructor(limit: number) {
    this.#free = limit;
  }

  /** An abort leaves the queue; work that has begun is its own business. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    let enter = () => {};
    const turn = new Promise<void>((resolve) => (enter = resolve));
    this.#queue.add(enter);
    try {
      await abortable(turn, signal);
    } catch (error) {
      // Whose turn has come just now passes it on.
      if (!this.#queue.delete(enter)) this.#pass();
      throw error;
    }
  }

  /** Gives a place to the next in the queue, or back. */
  #pass(): void {
    for (const enter of this.#queue) {
      this.#queue.delete(enter);
      enter();
      return;
    }
    this.#free++;
  }
}
