import { SharedLoad } from '../shared-load.ts';

/** One shared load at a time for each key. Nothing is kept of a load that all its callers have left, or have had. */
export class KeyedLoads<K, T> {
  readonly #entries = new Map<K, { readonly load: SharedLoad<T>; callers: number }>();

  /** Joins the load of this key that is under way, or starts it. */
  async join(key: K, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const entry = this.#entries.get(key) ?? { load: new SharedLoad(start), callers: 0 };
    this.#entries.set(key, entry);
    entry.callers++;
    try {
      return await entry.load.join(signal);
    } finally {
      if (--entry.callers === 0) this.#entries.delete(key);
    }
  }
}
