import { columnarType } from '../columnar-wire.ts';
import type { UsageItem } from '../usage-item.ts';
import type { Bytes } from './body.ts';
import { KeyedLoads } from './keyed-loads.ts';
import type { Upstream } from './upstream.ts';
import { toColumnar } from './columnar-writer.ts';
import { toUsageJson } from './usage-json.ts';

/** One of the forms that usage has on the wire. */
export interface Format {
  readonly type: string;
  readonly write: (items: readonly UsageItem[], signal: AbortSignal) => Promise<Bytes>;
}

export const json: Format = { type: 'application/json', write: toUsageJson };
export const columns: Format = { type: columnarType, write: toColumnar };

/** Usage for everybody who waits for it, in the formats they want. */
interface Bill {
  readonly items: readonly UsageItem[];
  readonly bodies: KeyedLoads<Format, Bytes>;
}

/** What a bill is made by. Both get the request that began it, of all those that share it. */
export interface BillMaker {
  readonly collect: (upstream: Upstream, request: Request, signal: AbortSignal) => Promise<readonly UsageItem[]>;
  readonly onError: (error: unknown, request: Request) => void;
}

/** One bill for all requests that want that of one upstream at a time; nothing is kept of it. */
export class SharedBills {
  readonly #maker: BillMaker;
  readonly #bills = new KeyedLoads<Upstream, Bill>();

  constructor(maker: BillMaker) {
    this.#maker = maker;
  }

  /** The body for one request. */
  async body(upstream: Upstream, format: Format, request: Request, signal: AbortSignal | undefined): Promise<Bytes> {
    const make = (own: AbortSignal) => this.#bill(upstream, request, own);
    const { items, bodies } = await this.#bills.join(upstream, make, signal);
    const write = (own: AbortSignal) => this.#heard(request, own, () => format.write(items, own));
    return bodies.join(format, write, signal);
  }

  async #bill(upstream: Upstream, request: Request, signal: AbortSignal): Promise<Bill> {
    const items = await this.#heard(request, signal, () => this.#maker.collect(upstream, request, signal));
    return { items, bodies: new KeyedLoads() };
  }

  /** Shared work is reported where it is done: once, however many wait for it. */
  async #heard<T>(request: Request, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) this.#maker.onError(error, request);
      throw error;
    }
  }
}
