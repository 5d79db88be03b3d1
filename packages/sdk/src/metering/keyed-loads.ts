import { SharedLoad } from '../shared-load.ts';

interface Entry<T> {
  readonly load: SharedLoad<T>;
  callers: number;
}

/** One shared load at a time for each key. Nothing is kept of a load that has settled or that all callers have left. */
export class KeyedLoads<K, T> {
  readonly #entries = new Map<K, Entry<T>>();

  /** Joins the load of this key that is under way, or starts it. */
  async join(key: K, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const entry = this.#entries.get(key) ?? this.#add(key, start);
    entry.callers++;
    try {
      return await entry.load.join(signal);
    } finally {
      if (--entry.callers === 0) this.#remove(key, entry);
    }
  }

  #add(key: K, start: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const load = new SharedLoad<T>(async (signal) => {
      try {
        return await start(signal);
      } finally {
        // A load that was given up may end long after another has begun.
        if (!signal.aborted) this.#remove(key, entry);
      }
    });
    const entry = { load, callers: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #remove(key: K, entry: Entry<T>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }
}
