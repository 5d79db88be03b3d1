import { parseUsageEnvelope } from '../contract.ts';
import { HttpStatusError } from '../errors.ts';
import { JsonClient, identityOf, resolveUrl, type Asked, type HttpOptions, type TextFormat } from '../http.ts';
import { functionOption, invalidOption, objectOption } from '../options.ts';
import { SharedLoad } from '../shared-load.ts';
import { startStopwatch } from '../stopwatch.ts';
import { UsageLedger, type RowView } from './ledger.ts';
import { Progress } from './progress.ts';

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
   * column. They are not the bill before `load` is done: it may still fail, or begin anew. When it throws, or gives a
   * promise that rejects before `load` is done, this `load` fails.
   */
  readonly onProgress?: ((rows: RowView) => void) | undefined;
}

/** What is remembered, and of whom. */
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
 * it gives other ones, as for another customer, it is a new request. Who is told apart by cookies alone needs a client
 * each.
 *
 * @example
 * const client = new UsageClient({ url: '/usage', headers: async () => ({ authorization: await token() }) });
 * const ledger = await client.load();
 */
export class UsageClient {
  readonly #url: URL;
  readonly #http: JsonClient;
  readonly #columns: UsageClientOptions['columns'];
  readonly #staleTime: number;
  /** The newest, while it is under way: nothing holds its headers longer. */
  #request: Request | undefined;
  #requests = 0;
  #remembered: Remembered | undefined;

  /** @throws {UsageError} `invalid_option` */
  constructor(options: UsageClientOptions) {
    this.#url = resolveUrl('url', objectOption('options', options).url);
    this.#http = new JsonClient(options, {
      timeout: 65_000,
      deadline: 75_000,
      readFailures: true,
      longestWait: 5000,
    });
    this.#columns = functionOption('columns', options.columns);
    this.#staleTime = staleTimeOption(options.staleTime);
  }

  /**
   * The remembered ledger while it is fresh, else a new one.
   * @throws {UsageError} why there is none; when the caller aborts, the signal's own reason.
   */
  async load(options: LoadOptions = {}): Promise<UsageLedger> {
    const { signal, refresh = false, onProgress } = objectOption('options', options);
    functionOption('onProgress', onProgress);
    signal?.throwIfAborted();
    const asked = await this.#http.ask(signal);
    const identity = identityOf(asked.headers);
    if (this.#remembered?.identity === identity && !refresh && !this.stale) return this.#remembered.ledger;
    const request = this.#requestFor(identity, asked, refresh);
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

  /** The request that is under way for the same headers, or a new one. */
  #requestFor(identity: string, asked: Asked, refresh: boolean): Request {
    const current = this.#request;
    if (current?.identity === identity && !(refresh && current.isSent)) return current;
    const request: Request = {
      load: new SharedLoad(
        (signal) => this.#send(request, asked, signal),
        () => this.#ended(request),
      ),
      listeners: new Set(),
      number: ++this.#requests,
      identity,
      isSent: false,
    };
    this.#request = request;
    return request;
  }

  #ended(request: Request): void {
    if (this.#request === request) this.#request = undefined;
  }

  async #send(request: Request, asked: Asked, signal: AbortSignal): Promise<UsageLedger> {
    const parse = (body: unknown, _: AbortSignal, maxRows: number) =>
      UsageLedger.from(parseUsageEnvelope(body, maxRows));
    const tell = (rows: RowView) =>
      request.listeners.forEach((progress) => queueMicrotask(() => void progress.tell(rows)));
    const sending = (headers: Headers) => {
      request.isSent = true;
      request.identity = identityOf(headers);
    };
    try {
      const ledger = await this.#http.get(this.#url, { parse, format: this.#columns?.(tell), sending }, signal, asked);
      // One that another has overtaken, perhaps for another customer, is no longer what is.
      if (request.number === this.#requests)
        this.#remembered = { ledger, loadedAt: Date.now(), age: startStopwatch(), identity: request.identity };
      return ledger;
    } catch (error) {
      if (error instanceof HttpStatusError && (error.status === 401 || error.status === 403)) {
        this.#remembered = undefined;
      }
      throw error;
    }
  }

  /** Would `load` ask the server? */
  get stale(): boolean {
    return !this.#remembered || this.#remembered.age() >= this.#staleTime;
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
