import { parseUsageEnvelope } from '../contract.ts';
import { HttpStatusError } from '../errors.ts';
import { JsonClient, identityOf, resolveUrl, type Asked, type HttpOptions, type TextFormat } from '../http.ts';
import { functionOption, invalidOption, ownOptions } from '../options.ts';
import { SharedLoad } from '../shared-load.ts';
import { startStopwatch } from '../stopwatch.ts';
import { UsageLedger } from './ledger.ts';
import { Progress } from './progress.ts';
import { settle } from './settle.ts';
import type { MaybePromise, RowView } from './snapshot.ts';
import { checkLoadOptions, Listeners, type LoadOptions, type UsageSource } from './source.ts';

/** Where usage comes from. All times are milliseconds; `timeout` is 65,000 unless told, `deadline` 75,000. */
export interface UsageClientOptions extends HttpOptions {
  /** The endpoint that answers by the `/usage` contract; in a page it may be relative. */
  readonly url: string | URL;
  /** How long a loaded ledger counts as fresh. 0 asks the server each time, Infinity once. @default 60000 */
  readonly staleTime?: number | undefined;
  /** `columnarFormat`: ask for usage by column, and for JSON where the server does not know it. @default JSON alone */
  readonly columns?: ((onRows: (rows: RowView) => void) => TextFormat<UsageLedger>) | undefined;
  /**
   * Whose usage it is: any text. Then headers may differ from request to request, as tokens do that are made anew each
   * time, and all of it is still this customer's. @default the headers say
   */
  readonly customer?: string | undefined;
}

/** What is remembered, and whose it is. */
interface Remembered {
  readonly ledger: UsageLedger;
  readonly loadedAt: number;
  /** Milliseconds since then. */
  readonly age: () => number;
  readonly identity: string;
}

/** A request that is under way, and for whom. */
interface Request {
  readonly load: SharedLoad<UsageLedger>;
  readonly listeners: Set<Progress>;
  /** Counts the requests of a client. */
  readonly number: number;
  /** Of the headers of its newest attempt: a token may have been renewed. */
  identity: string;
  isSent: boolean;
}

/**
 * Fetches a customer's usage, checks it, and remembers it while it is fresh. Whoever loads while a request is under way
 * shares it; with `refresh`, only one that has not been sent yet. A failure is never remembered, and drops the ledger that
 * is only when the server says 401 or 403.
 *
 * Of what `Retry-After` asks for, `load` waits through 5 s in all, since a person may be waiting, too. What asks for more
 * fails at once, with an `HttpStatusError` whose `retryAfter` says when to come back.
 *
 * Ledger and request belong to the headers they were sent with: a `headers` function is asked at each `load()`, and where
 * it gives other ones, as for another customer, the old ledger is dropped and a new one asked for. With `customer`, all is
 * that customer's. Customers that only cookies tell apart need a client each.
 *
 * @example
 * const client = new UsageClient({ url: '/usage', headers: async () => ({ authorization: await token() }) });
 * const ledger = await client.load();
 */
export class UsageClient implements UsageSource {
  readonly #url: URL;
  readonly #http: JsonClient;
  readonly #columns: UsageClientOptions['columns'];
  readonly #staleTime: number;
  readonly #customer: string | undefined;
  readonly #changed = new Listeners();
  /** The newest, while it is under way: nothing holds its headers longer. */
  #request: Request | undefined;
  #requests = 0;
  #remembered: Remembered | undefined;

  /** @throws {UsageError} `invalid_option` */
  constructor(options: UsageClientOptions) {
    const own = ownOptions('options', options);
    this.#url = resolveUrl('url', own.url);
    const defaults = { timeout: 65_000, deadline: 75_000, readFailures: true, longestWait: 5000 };
    this.#http = new JsonClient(own, defaults);
    this.#columns = functionOption('columns', own.columns);
    this.#staleTime = staleTimeOption(own.staleTime);
    this.#customer = customerOption(own.customer);
  }

  /** The newest ledger; undefined before the first, and after another customer, a 401 or a 403. */
  get current(): UsageLedger | undefined {
    return this.#remembered?.ledger;
  }

  /** Would `load` ask the server, if the headers are those of `current`? */
  get stale(): boolean {
    return !this.#remembered || this.#remembered.age() >= this.#staleTime;
  }

  /** When `current` was last loaded, in milliseconds since 1970. */
  get loadedAt(): number | undefined {
    return this.#remembered?.loadedAt;
  }

  /** Tells whenever `current` or `loadedAt` has changed. Returns what ends that. */
  subscribe(changed: () => void): () => void {
    return this.#changed.add(changed);
  }

  /**
   * The remembered ledger while it is fresh, else a new one; one with the same figures is the very same ledger.
   * @returns the remembered ledger as itself, unless a `headers` function has to be asked whose it is.
   * @throws {UsageError} why there is none; when the caller aborts, the signal's own reason.
   */
  load(options: LoadOptions = {}): MaybePromise<UsageLedger> {
    try {
      const checked = checkLoadOptions(options);
      checked.signal?.throwIfAborted();
      return settle(this.#ask(checked.signal), ({ identity, asked }) => this.#load(identity, asked, checked));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Asks a `headers` function whose usage is wanted now. Where that is not who the usage is of, it is dropped, and so is
   * the request that is under way.
   * @returns true if something was dropped.
   */
  recheck(): MaybePromise<boolean> {
    const identity = this.#request?.identity ?? this.#remembered?.identity;
    if (identity === undefined) return false;
    return settle(this.#ask(undefined), (now) => {
      if (now.identity === identity) return false;
      this.#request = undefined;
      this.#requests++;
      this.#remember(undefined);
      return true;
    });
  }

  /** Whose usage is wanted, and the headers to ask for it with, where they have been asked for. */
  #ask(signal: AbortSignal | undefined): MaybePromise<{ identity: string; asked?: Asked }> {
    if (this.#customer !== undefined) return { identity: `customer ${this.#customer}` };
    return settle(this.#http.ask(signal), (asked) => ({ identity: identityOf(asked.headers), asked }));
  }

  #load(identity: string, asked: Asked | undefined, options: LoadOptions): MaybePromise<UsageLedger> {
    const { refresh = false } = options;
    if (this.#remembered && this.#remembered.identity !== identity) this.#remember(undefined);
    if (this.#remembered && !refresh && !this.stale) return this.#remembered.ledger;
    return this.#join(this.#requestFor(identity, asked, refresh), options);
  }

  async #join(request: Request, { signal, onProgress }: LoadOptions): Promise<UsageLedger> {
    if (!onProgress) return request.load.join(signal);
    // One of its own for each caller, though the same function may be given twice.
    const progress = new Progress(onProgress, signal);
    request.listeners.add(progress);
    try {
      return await request.load.join(progress.signal);
    } finally {
      request.listeners.delete(progress);
      progress.end();
    }
  }

  /** The request that is under way for the same customer, or a new one. */
  #requestFor(identity: string, asked: Asked | undefined, refresh: boolean): Request {
    const current = this.#request;
    if (current?.identity === identity && !(refresh && current.isSent)) return current;
    const request: Request = {
      load: new SharedLoad(
        (signal) => this.#send(request, asked, signal),
        () => {
          if (this.#request === request) this.#request = undefined;
        },
      ),
      listeners: new Set(),
      number: ++this.#requests,
      identity,
      isSent: false,
    };
    this.#request = request;
    return request;
  }

  async #send(request: Request, asked: Asked | undefined, signal: AbortSignal): Promise<UsageLedger> {
    const parse = (body: unknown, _: AbortSignal, maxRows: number) =>
      UsageLedger.from(parseUsageEnvelope(body, maxRows));
    const tell = (rows: RowView) =>
      request.listeners.forEach((progress) => queueMicrotask(() => void progress.tell(rows)));
    const sending = (headers: Headers) => {
      request.isSent = true;
      if (this.#customer === undefined) request.identity = identityOf(headers);
    };
    try {
      const ledger = await this.#http.get(this.#url, { parse, format: this.#columns?.(tell), sending }, signal, asked);
      return this.#loaded(request, ledger);
    } catch (error) {
      // Whoever asks now may not see it, and may not be who it was shown to.
      if (error instanceof HttpStatusError && (error.status === 401 || error.status === 403)) this.#remember(undefined);
      throw error;
    }
  }

  #loaded({ number, identity }: Request, loaded: UsageLedger): UsageLedger {
    // One that another has overtaken, perhaps for another customer, is no longer what is.
    if (number !== this.#requests) return loaded;
    const before = this.#remembered?.identity === identity ? this.#remembered.ledger : undefined;
    const ledger = before?.revision === loaded.revision ? before : loaded;
    this.#remember({ ledger, loadedAt: Date.now(), age: startStopwatch(), identity });
    return ledger;
  }

  #remember(remembered: Remembered | undefined): void {
    if (!remembered && !this.#remembered) return;
    this.#remembered = remembered;
    this.#changed.tell();
  }
}

function staleTimeOption(value: number | undefined): number {
  if (value === undefined) return 60_000;
  if (typeof value === 'number' && value >= 0) return value;
  throw invalidOption('staleTime', 'a number of milliseconds, 0 or more', value);
}

function customerOption(value: string | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw invalidOption('customer', 'a text', value);
}
