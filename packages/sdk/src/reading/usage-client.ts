import { parseUsageEnvelope } from '../contract.ts';
import { JsonClient, resolveUrl, type HttpOptions, type TextFormat } from '../http.ts';
import { functionOption, invalidOption, ownOptions } from '../options.ts';
import { SharedLoad } from '../shared-load.ts';
import { UsageLedger, type RowView } from './ledger.ts';

/** Where usage comes from. All times are milliseconds; `timeout` is 65,000 unless told, `deadline` 75,000. */
export interface UsageClientOptions extends HttpOptions {
  /** The endpoint that answers by the `/usage` contract; in a page it may be relative. */
  readonly url: string | URL;
  /** How long a loaded ledger counts as fresh. 0 asks the server each time, Infinity once. @default 60000 */
  readonly staleTime?: number | undefined;
  /** `usageColumns`: ask for usage by column, and for JSON where the server does not know it. @default JSON alone */
  readonly columns?: ((onRows: (rows: RowView) => void) => TextFormat<UsageLedger>) | undefined;
}

/** How to load. */
export interface LoadOptions {
  /** Ends the wait of this caller; the request itself ends when its last caller has left. */
  readonly signal?: AbortSignal | undefined;
  /** Ask the server even when the remembered ledger is fresh. @default false */
  readonly refresh?: boolean | undefined;
  /**
   * Is given the rows that have come so far, in upstream order, each time there are more, where the server sends them by
   * column. They are not the bill before `load` is done: it may still fail, or begin anew.
   */
  readonly onProgress?: ((rows: RowView) => void) | undefined;
}

/**
 * Fetches a customer's usage, checks it, and remembers it while it is fresh. However many callers load at a time, there is
 * one request. A failure is never remembered, and never drops the ledger that is.
 *
 * @example
 * const client = new UsageClient({ url: '/usage', headers: async () => ({ authorization: await token() }) });
 * const ledger = await client.load();
 */
export class UsageClient {
  readonly #staleTime: number;
  readonly #request: SharedLoad<UsageLedger>;
  readonly #listeners = new Set<(rows: RowView) => void>();
  #remembered: { readonly ledger: UsageLedger; readonly loadedAt: number } | undefined;

  /** @throws {UsageError} `invalid_option` */
  constructor(options: UsageClientOptions) {
    const own = ownOptions('options', options);
    const url = resolveUrl('url', own.url);
    const http = new JsonClient(own, { timeout: 65_000, deadline: 75_000, readFailures: true });
    const parse = (body: unknown) => UsageLedger.from(parseUsageEnvelope(body));
    const tell = (rows: RowView) => this.#listeners.forEach((listener) => queueMicrotask(() => listener(rows)));
    const format = functionOption('columns', own.columns)?.(tell);
    this.#staleTime = staleTimeOption(own.staleTime);
    this.#request = new SharedLoad(async (signal) => {
      const ledger = await http.get(url, { parse, format }, signal);
      this.#remembered = { ledger, loadedAt: Date.now() };
      return ledger;
    });
  }

  /**
   * The remembered ledger while it is fresh, else a new one.
   * @throws {UsageError} why there is none; when the caller aborts, the signal's own reason.
   */
  async load(options: LoadOptions = {}): Promise<UsageLedger> {
    const { signal, refresh = false, onProgress } = ownOptions('options', options);
    signal?.throwIfAborted();
    if (this.#remembered && !refresh && !this.stale) return this.#remembered.ledger;
    // One of its own for each caller, though the same function may be given twice.
    const listener = (rows: RowView) => onProgress?.(rows);
    this.#listeners.add(listener);
    try {
      return await this.#request.join(signal);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Would `load` ask the server? */
  get stale(): boolean {
    if (!this.#remembered) return true;
    const age = Date.now() - this.#remembered.loadedAt;
    // A clock that was set back tells nothing, and must not make it fresh for ever.
    return !(age >= 0 && age < this.#staleTime);
  }

  /** When the remembered ledger came, in milliseconds since 1970; undefined before the first. */
  get loadedAt(): number | undefined {
    return this.#remembered?.loadedAt;
  }
}

function staleTimeOption(value: number | undefined): number {
  if (value === undefined) return 60_000;
  if (typeof value === 'number' && value >= 0) return value;
  throw invalidOption('staleTime', 'a number of milliseconds, 0 or more', value);
}
