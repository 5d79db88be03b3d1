import { parseUsageEnvelope } from '../contract.ts';
import { HttpStatusError } from '../errors.ts';
import { JsonClient, identityOf, resolveUrl, type Asked } from '../http.ts';
import { functionOption, ownOptions } from '../options.ts';
import { startStopwatch } from '../stopwatch.ts';
import { UsageLedger } from './ledger.ts';
import { settle } from './settle.ts';
import type { MaybePromise, RowView } from './snapshot.ts';
import { checkLoadOptions, Listeners, type LoadOptions, type UsageSource } from './source.ts';
import { customerOption, staleTimeOption, type UsageClientOptions } from './usage-client-options.ts';
import { UsageRequest } from './usage-request.ts';

/** What is remembered, and whose it is. */
interface Remembered {
  readonly ledger: UsageLedger;
  readonly loadedAt: number;
  /** Milliseconds since then. */
  readonly age: () => number;
  readonly identity: string;
  /** Of the request that brought it. */
  readonly number: number;
}

/** Whose usage is wanted, and the headers to ask for it with, where they have been asked for. */
interface Wanted {
  readonly identity: string;
  readonly asked?: Asked;
  /** Counts the askings of a client. */
  readonly turn: number;
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
  #request: UsageRequest | undefined;
  #requests = 0;
  #turns = 0;
  /** The latest asking that has been answered. */
  #answered = 0;
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
      return settle(this.#ask(checked.signal), (wanted) => this.#load(wanted, checked));
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
    if (this.#identity === undefined) return false;
    return settle(this.#ask(undefined), ({ identity, turn }) => {
      if (this.#identity === undefined || identity === this.#identity || turn < this.#answered) return false;
      this.#answered = turn;
      this.#request = undefined;
      this.#requests++;
      this.#remember(undefined);
      return true;
    });
  }

  /** Whose usage is under way, or else remembered. */
  get #identity(): string | undefined {
    return this.#request?.identity ?? this.#remembered?.identity;
  }

  #ask(signal: AbortSignal | undefined): MaybePromise<Wanted> {
    const turn = ++this.#turns;
    if (this.#customer !== undefined) return { identity: `customer ${this.#customer}`, turn };
    return settle(this.#http.ask(signal), (asked) => ({ identity: identityOf(asked.headers), asked, turn }));
  }

  #load({ identity, asked, turn }: Wanted, options: LoadOptions): MaybePromise<UsageLedger> {
    const { refresh = false } = options;
    // Asked before somebody who has been answered already, and has turned to another customer.
    if (turn < this.#answered && identity !== this.#identity) return this.load(options);
    this.#answered = Math.max(turn, this.#answered);
    if (this.#remembered && this.#remembered.identity !== identity) this.#remember(undefined);
    if (this.#remembered && !refresh && !this.stale) return this.#remembered.ledger;
    return this.#requestFor(identity, asked, refresh).join(options);
  }

  /** The request that is under way for the same customer, or a new one. */
  #requestFor(identity: string, asked: Asked | undefined, refresh: boolean): UsageRequest {
    const current = this.#request;
    if (current?.identity === identity && !(refresh && current.isSent)) return current;
    const request = new UsageRequest(
      ++this.#requests,
      identity,
      (own, signal) => this.#send(own, asked, signal),
      (own) => {
        if (this.#request === own) this.#request = undefined;
      },
    );
    this.#request = request;
    return request;
  }

  async #send(request: UsageRequest, asked: Asked | undefined, signal: AbortSignal): Promise<UsageLedger> {
    const parse = (body: unknown, _: AbortSignal, maxRows: number) =>
      UsageLedger.from(parseUsageEnvelope(body, maxRows));
    const tell = (rows: RowView) => request.tell(rows);
    const sending = (headers: Headers) => {
      request.isSent = true;
      if (this.#customer === undefined) request.identity = identityOf(headers);
    };
    try {
      const ledger = await this.#http.get(this.#url, { parse, format: this.#columns?.(tell), sending }, signal, asked);
      return this.#loaded(request, ledger);
    } catch (error) {
      const isRefused = error instanceof HttpStatusError && (error.status === 401 || error.status === 403);
      // Whoever asks now may not see it, and may not be who it was shown to; unless it was asked for after this was.
      if (isRefused && request.number > (this.#remembered?.number ?? 0)) this.#remember(undefined);
      throw error;
    }
  }

  #loaded({ number, identity }: UsageRequest, loaded: UsageLedger): UsageLedger {
    // One that another has overtaken, perhaps for another customer, is no longer what is.
    if (number !== this.#requests) return loaded;
    const before = this.#remembered?.ledger;
    const ledger = before && before.revision === loaded.revision ? before : loaded;
    this.#remember({ ledger, loadedAt: Date.now(), age: startStopwatch(), identity, number });
    return ledger;
  }

  #remember(remembered: Remembered | undefined): void {
    if (!remembered && !this.#remembered) return;
    this.#remembered = remembered;
    this.#changed.tell();
  }
}
