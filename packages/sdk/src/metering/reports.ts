import type { Report } from '../contract.ts';
import { BoundedMap } from './bounded-map.ts';
import { KeyedLoads } from './keyed-loads.ts';
import { Limiter } from './limiter.ts';

/** How many answers are remembered, of either kind. */
const capacity = 10_000;
/** For how long it is believed that there is no such report, in milliseconds. */
const missingFor = 60_000;

/** Asks the upstream; undefined for a report that does not exist. */
export type ReportLookUp = (id: number, signal: AbortSignal) => Promise<Report | undefined>;

/**
 * Looks reports up, a bounded number at a time and each id once at a time. A report that was found is remembered for
 * good, one that does not exist for a minute, a failure never.
 */
export class Reports {
  readonly #lookUp: ReportLookUp;
  readonly #limiter: Limiter;
  readonly #now: () => number;
  readonly #loads = new KeyedLoads<number, Report | undefined>();
  readonly #found = new BoundedMap<number, Report>(capacity);
  /** Until when each is believed not to exist. */
  readonly #missing = new BoundedMap<number, number>(capacity);

  constructor(lookUp: ReportLookUp, concurrency: number, now: () => number = () => performance.now()) {
    this.#lookUp = lookUp;
    this.#limiter = new Limiter(concurrency);
    this.#now = now;
  }

  async get(id: number, signal?: AbortSignal): Promise<Report | undefined> {
    signal?.throwIfAborted();
    const known = this.known(id);
    if (known !== undefined) return known ?? undefined;
    return this.#loads.join(id, (loadSignal) => this.#load(id, loadSignal), signal);
  }

  /** What is remembered: null for a report that does not exist, undefined for nothing. */
  known(id: number): Report | null | undefined {
    return this.#found.get(id) ?? ((this.#missing.get(id) ?? -Infinity) > this.#now() ? null : undefined);
  }

  async #load(id: number, signal: AbortSignal): Promise<Report | undefined> {
    const report = await this.#limiter.run(() => this.#lookUp(id, signal), signal);
    if (report) {
      // Frozen: everybody gets the same one.
      this.#found.set(id, Object.freeze(report));
      this.#missing.delete(id);
    } else {
      this.#missing.set(id, this.#now() + missingFor);
    }
    return report;
  }
}
