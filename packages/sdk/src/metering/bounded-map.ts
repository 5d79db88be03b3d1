/** A map of so many entries; the one that was used least recently makes way for a new one. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #capacity: number;
  // Goes on where it stopped: what lies behind it is gone, and what is used again comes in ahead of it. A new iterator
  // would walk over the places of all that is gone, each time.
  #oldest: MapIterator<K> | undefined;
  /** How often an entry has come in, since there was no iterator. */
  #moves = 0;

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
    // An iterator holds on to every table that the map has outgrown since its last step: it must not rest for long.
    if (++this.#moves > this.#capacity) {
      this.#moves = 0;
      this.#oldest = undefined;
    }
    if (this.#entries.size <= this.#capacity) return;
    this.#oldest ??= this.#entries.keys();
    const { value: oldest, done } = this.#oldest.next();
    if (!done) this.#entries.delete(oldest);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }
}
