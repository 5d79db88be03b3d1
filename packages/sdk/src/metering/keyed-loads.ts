import { SharedLoad } from '../shared-load.ts';

/** One shared load at a time for each key. Nothing is kept of a load that has settled, or that all its callers have left. */
export class KeyedLoads<K, T> {
  readonly #loads = new Map<K, SharedLoad<T>>();

  /** Joins the load of this key that is under way, or starts it. */
  join(key: K, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const load = this.#loads.get(key) ?? new SharedLoad(start, () => this.#loads.delete(key));
    this.#loads.set(key, load);
    return load.join(signal);
  }
}
