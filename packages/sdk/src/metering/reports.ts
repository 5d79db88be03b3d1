import type { Report } from '../contract.ts';
import { BoundedMap } from './bounded-map.ts';
import { KeyedLoads } from './keyed-loads.ts';
import { Limiter } from './limiter.ts';

/** How many answers are remembered, of either kind. */
const capacity = 10_000;
/** For how long it is believed that there is no such report, in milliseconds. */
const missingFor = 60_000;

/**
 * What a report is kept under. Engines hash whole numbers by a rule that everybody knows, so that a list of ids could be
 * made to collide in a map; texts they hash with a secret.
 */
export function reportKey(id: number): string {
  return `r${id}`;
}

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
  readonly #loads = new KeyedLoads<string, Report | undefined>();
  readonly #found = new BoundedMap<string, Report>(capacity);
  /** Until when each is believed not to exist. */
  readonly #missing = new BoundedMap<string, number>(capacity);

  constructor(lookUp: ReportLookUp, concurrency: number, now: () => number = () => performance.now()) {
    this.#lookUp = lookUp;
    this.#limiter = new Limiter(concurrency);
    this.#now = now;
  }

  async get(id: number, signal?: AbortSignal): Promise<Report | undefined> {
    signal?.throwIfAborted();
    const known = this.known(id);
    if (known !== undefined) return known ?? undefined;
    return this.#loads.join(reportKey(id), (loadSignal) => this.#load(id, loadSignal), signal);
  }

  /** What is remembered: null for a report that does not exist, undefined for nothing. */
  known(id: number): Report | null | undefined {
    const key = reportKey(id);
    return this.#found.get(key) ?? ((this.#missing.get(key) ?? -Infinity) > this.#now() ? null : undefined);
  }

  async #load(id: number, signal: AbortSignal): Promise<Report | undefined> {
    const report = await this.#limiter.run(() => this.#lookUp(id, signal), signal);
    const key = reportKey(id);
    if (report) {
      // Frozen: everybody gets the same one.
      this.#found.set(key, Object.freeze(report));
      this.#missing.delete(key);
    } else {
      this.#missing.set(key, this.#now() + missingFor);
    }
    return report;
  }
}
