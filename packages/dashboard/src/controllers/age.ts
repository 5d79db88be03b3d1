import { startStopwatch } from './stopwatch.ts';

/** How long ago usage was loaded, by whichever element, and by the clock that says more. */
export class Age {
  #loadedAt: number | undefined;
  #passed = () => 0;

  /** It was loaded just now. */
  begin(loadedAt: number | undefined): void {
    this.#loadedAt = loadedAt;
    this.#passed = startStopwatch();
  }

  /** It may have been loaded again. */
  note(loadedAt: number | undefined): void {
    if (loadedAt !== this.#loadedAt) this.begin(loadedAt);
  }

  /** Milliseconds; Infinity where nothing was loaded. */
  of(loadedAt: number | undefined): number {
    return loadedAt === undefined ? Infinity : Math.max(this.#passed(), Date.now() - loadedAt);
  }
}
