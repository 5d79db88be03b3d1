/** Timers that wait until a test lets them run. */
export interface HeldTimers {
  /** Of those that wait, in the order they were set, in milliseconds. */
  readonly delays: readonly number[];
  /** Lets the one run that waits for the longest. */
  run(): void;
  release(): void;
}

// Ids of the browser are above zero; one may be held while others are.
let last = 0;

/** From now on, timers with a delay that is to be held run only when they are told to; others run as ever. */
export function holdTimers(isHeld: (delay: number) => boolean): HeldTimers {
  const { setTimeout, clearTimeout } = window;
  const held = new Map<number, { delay: number; act: () => void }>();
  window.setTimeout = ((act: () => void, delay = 0, ...rest: unknown[]) => {
    if (!isHeld(delay)) return setTimeout(act, delay, ...rest);
    held.set(--last, { delay, act });
    return last;
  }) as typeof setTimeout;
  window.clearTimeout = ((id: number) => {
    if (!held.delete(id)) clearTimeout(id);
  }) as typeof clearTimeout;
  return {
    get delays() {
      return Array.from(held.values(), ({ delay }) => delay);
    },
    run() {
      const [first] = held;
      if (!first) throw new Error('No timer waits.');
      held.delete(first[0]);
      first[1].act();
    },
    release() {
      Object.assign(window, { setTimeout, clearTimeout });
    },
  };
}
