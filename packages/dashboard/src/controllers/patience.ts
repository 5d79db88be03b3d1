/** However long a server asks to be left alone, a dashboard asks again by itself after an hour, in milliseconds. */
const longestWait = 3_600_000;

/**
 * How long a server has asked to be left alone. It is over when either clock says so: one of them may stand still while a
 * computer sleeps, and the other may be set.
 */
export class Patience {
  #wait = 0;
  #since = 0;
  #wallSince = 0;

  get isAsked(): boolean {
    return performance.now() - this.#since < this.#wait && Date.now() - this.#wallSince < this.#wait;
  }

  /** @param wait Milliseconds from now. */
  ask(wait: number | undefined): void {
    if (!wait) return;
    this.#wait = Math.min(wait, longestWait);
    this.#since = performance.now();
    this.#wallSince = Date.now();
  }

  forget(): void {
    this.#wait = 0;
  }
}
