import { startStopwatch } from './stopwatch.ts';

/** However long a server asks to be left alone, a dashboard asks again by itself after an hour, in milliseconds. */
const longestWait = 3_600_000;

/** How long a server has asked to be left alone. */
export class Patience {
  #wait = 0;
  #passed = () => 0;

  get isAsked(): boolean {
    return this.#passed() < this.#wait;
  }

  /** @param wait Milliseconds from now; anything but a positive number asks for no time. */
  ask(wait: unknown): void {
    if (!(typeof wait === 'number' && wait > 0)) return;
    this.#wait = Math.min(wait, longestWait);
    this.#passed = startStopwatch();
  }

  forget(): void {
    this.#wait = 0;
  }
}
