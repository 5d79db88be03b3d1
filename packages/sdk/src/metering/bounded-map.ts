/** A map of so many entries; the one that was used least recently makes way for a new one. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  // Goes on where it stopped: what lies behind it is gone, and what is used again comes in ahead of it. A new iterator
  // would walk over the places of all that is gone, each time.
  readonly #oldest = this.#entries.keys();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    // A map goes by insertion, so what is used is taken out and put in again.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const { value: oldest, done } = this.#oldest.next();
    if (!done) this.#entries.delete(oldest);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }
}
