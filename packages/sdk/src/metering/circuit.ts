import { CircuitOpenError, HttpStatusError, isUsageError } from '../errors.ts';
import type { Ended } from '../http.ts';

/** So many failures in a row open the circuit. */
const limit = 5;
/** For so many milliseconds after the last request that counts nothing is sent; then one finds out. */
const pause = 10_000;
/** What callers are told to wait at least, in milliseconds: while that one request is under way, its end is not known. */
const shortestWait = 1000;

/**
 * Stands before one kind of endpoint. After 5 failures in a row it lets nothing through for 10 s, then one request, the
 * probe: its answer closes the circuit, its failure keeps it open until 10 s after it was sent, however long it took to
 * fail. So whoever recovers is found out within 10 s, or as soon as the probe has ended. Only network faults, time-outs
 * and 5xx count as failures; a caller who was kept waiting until it left is a time-out. What was sent before the circuit
 * opened has no say any more.
 * @see Michael Nygard, "Release It!": Circuit Breaker
 */
export class Circuit {
  readonly #name: string;
  readonly #now: () => number;
  /** The subjects of the failures in a row. */
  readonly #failed = new Set<unknown>();
  #lastFailure: unknown;
  #openUntil = 0;
  #probing = false;

  /**
   * @param name What it stands before, for errors: method, origin and path.
   * @param now Milliseconds of a clock that nobody sets.
   */
  constructor(name: string, now: () => number = () => performance.now()) {
    this.#name = name;
    this.#now = now;
  }

  get isOpen(): boolean {
    return this.#failed.size >= limit;
  }

  /**
   * Asks whether a request may be sent.
   * @param subject What it is about: however often one subject fails, it counts once. Default one of its own.
   * @returns what to call once it has ended; that gives false when the circuit is open now.
   * @throws {CircuitOpenError}
   */
  admit(subject: unknown = Symbol()): Ended {
    const isProbe = this.isOpen;
    const sentAt = this.#now();
    if (isProbe) {
      const wait = this.#openUntil - sentAt;
      if (this.#probing || wait > 0) throw this.#refusal(Math.max(wait, shortestWait));
      this.#probing = true;
    }
    return (error, left) => {
      if (isProbe) this.#probing = false;
      if (isProbe === this.isOpen && !left) this.#heard(error, subject, isProbe ? sentAt : this.#now());
      return !this.isOpen;
    };
  }

  #heard(error: unknown, subject: unknown, from: number): void {
    // The host's own `headers` have failed: nothing was sent.
    if (isUsageError(error) && error.code === 'headers_failed') return;
    if (!isFailure(error)) return this.#failed.clear();
    // Once it is open, a long outage must not fill it.
    if (!this.isOpen) this.#failed.add(subject);
    this.#lastFailure = error;
    if (this.isOpen) this.#openUntil = from + pause;
  }

  #refusal(wait: number): CircuitOpenError {
    const message = `${this.#name}: not asked, as it has failed ${limit} times in a row. Try again in ${Math.ceil(wait / 1000)} s.`;
    return new CircuitOpenError(message, wait, { cause: this.#lastFailure });
  }
}

/** Does it say that the server is down or overwhelmed? Any other error came with an answer. */
function isFailure(error: unknown): boolean {
  if (!isUsageError(error)) return false;
  return (
    error.code === 'network' || error.code === 'timeout' || (error instanceof HttpStatusError && error.status >= 500)
  );
}
