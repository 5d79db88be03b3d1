import { ContractError, HttpStatusError, UsageError } from './errors.ts';
import { attempt, type JsonRequest } from './http/attempt.ts';
import { headersFailed } from './http/headers.ts';
import { readHttpOptions, type HttpDefaults, type HttpOptions, type HttpSettings } from './http/options.ts';
import { isRetryable, retryDelay } from './http/retries.ts';
import { RetryBudget, type RetryPayer } from './http/retry-budget.ts';
import { targetAt, type Target } from './http/target.ts';
import { Watchdog } from './http/watchdog.ts';
import { ownOptions } from './options.ts';
import { abortable, sleep, withDeadline } from './waiting.ts';

export type { Ended, JsonRequest, TextFormat, TextReader } from './http/attempt.ts';
export { maximumFailureBytes } from './http/attempt.ts';
export { defaultMaxBytes, defaultMaxRows } from './http/options.ts';
export { discard, readText } from './http/response-body.ts';
export type { BodyFault } from './http/response-body.ts';
export type { HeadersOption } from './http/headers.ts';
export { identityOf } from './http/identity.ts';
export type { HttpDefaults, HttpOptions } from './http/options.ts';
export { resolveUrl } from './http/target.ts';

/**
 * The one place that talks HTTP: it gets JSON. Its one loop owns attempts, the reading of the body and its checking, so
 * that an answer that breaks off or breaks the contract is retried like one that never came.
 */
export class JsonClient {
  readonly #settings: HttpSettings;
  readonly #budget: RetryPayer;

  /**
   * @param budget What retries are paid from. Default a budget of its own.
   * @throws {UsageError} `invalid_option`
   */
  constructor(options: HttpOptions, defaults: HttpDefaults, budget?: RetryPayer) {
    this.#settings = readHttpOptions(options, defaults);
    this.#budget = budget ?? new RetryBudget(this.#settings.retryLimit);
  }

  /**
   * The headers of a call that is to be sent now, for `get`: as themselves unless a function has to be asked.
   * @throws {UsageError} `headers_failed`; when the caller aborts, the signal's own reason.
   */
  ask(signal?: AbortSignal): Asked | Promise<Asked> {
    const { headers, deadline } = this.#settings;
    const end = performance.now() + deadline;
    if (typeof headers !== 'function') return { headers, end };
    const late = () => headersFailed(`gave nothing within ${deadline / 1000} s`);
    const wait = async (own: AbortSignal) => ({ headers: await abortable(headers(), own), end });
    return withDeadline(deadline, signal, late, wait);
  }

  /**
   * Gets JSON.
   * @param url has been checked, as by `resolveUrl`.
   * @param asked The headers of the first attempt, where `ask` has been called.
   * @throws {UsageError} what failed last; when the caller aborts, the signal's own reason.
   */
  async get<T>(url: URL, jsonRequest: JsonRequest<T>, signal?: AbortSignal, asked?: Asked): Promise<T> {
    signal?.throwIfAborted();
    const request = ownOptions('request', jsonRequest);
    const call = new Call(targetAt(url), this.#settings, this.#budget, asked);
    try {
      return await call.run(request, signal);
    } finally {
      call.end();
    }
  }
}

/** Headers that have been asked for, and until when their call may take, by `performance.now()`. */
export interface Asked {
  readonly headers: Headers;
  readonly end: number;
}

/** Attempts until one succeeds, or no more are allowed. */
class Call {
  readonly #target: Target;
  readonly #settings: HttpSettings;
  readonly #budget: RetryPayer;
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  #asked: Headers | undefined;
  /** Of what is under way. */
  #watchdog: Watchdog | undefined;
  #waitsForHeaders = false;
  #lastFailure: unknown;
  /** Once the deadline has passed. */
  #late: UsageError | undefined;

  constructor(target: Target, settings: HttpSettings, budget: RetryPayer, asked: Asked | undefined) {
    const now = performance.now();
    this.#target = target;
    this.#settings = settings;
    this.#budget = budget;
    this.#asked = asked?.headers;
    this.#end = asked?.end ?? now + settings.deadline;
    // Asking for headers has taken its part of it.
    const left = Math.min(this.#end - now, settings.deadline);
    this.#timer = setTimeout(() => this.#watchdog?.end((this.#late = this.#lateError())), left);
  }

  async run<T>(request: JsonRequest<T>, signal: AbortSignal | undefined): Promise<T> {
    const { headers, retryLimit, longestWait, random } = this.#settings;
    let retries = 0;
    let violations = 0;
    let patience = longestWait;
    // Asking again may give other headers.
    let mayRenew = typeof headers === 'function';
    for (;;) {
      const ended = request.admit?.();
      try {
        const result = await this.#watched(signal, (watchdog) => this.#attempt(request, watchdog));
        this.#budget.earn();
        ended?.();
        return result;
      } catch (error) {
        const desertion = this.#watchdog?.isDeserted ? this.#desertion() : undefined;
        const mayFollow = ended?.(desertion ?? error, !desertion && signal?.aborted) ?? true;
        signal?.throwIfAborted();
        if (this.#late) throw this.#late;
        this.#lastFailure = error;
        if (mayRenew && error instanceof HttpStatusError && error.status === 401) {
          mayRenew = false;
          continue;
        }
        if (request.format && error instanceof HttpStatusError && error.status === 406) {
          request = ownOptions('request', { ...request, format: undefined });
          continue;
        }
        if (error instanceof ContractError) violations++;
        if (!mayFollow || retries === retryLimit || !isRetryable(error, violations)) throw error;
        if (error instanceof HttpStatusError) patience -= error.retryAfter ?? 0;
        const delay = retryDelay(error, retries++, random);
        if (patience < 0 || delay >= this.#end - performance.now() || !this.#budget.spend()) throw error;
        await this.#watched(signal, (watchdog) => sleep(delay, watchdog.signal));
      }
    }
  }

  /** Nothing of it is awaited any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** The failure of a call that has reached its deadline. */
  #lateError(): UsageError {
    const time = `${this.#settings.deadline / 1000} s`;
    if (this.#waitsForHeaders) return headersFailed(`gave nothing within ${time}`);
    const options = this.#lastFailure === undefined ? undefined : { cause: this.#lastFailure };
    return new UsageError('timeout', `${this.#target.name}: not done within ${time}, the deadline.`, options);
  }

  /** The failure of a server that kept a caller waiting until it left. Why it left is its own business. */
  #desertion(): UsageError {
    return new UsageError(
      'timeout',
      `${this.#target.name}: silent for half of its time or more, until its caller left.`,
    );
  }

  async #attempt<T>(request: JsonRequest<T>, watchdog: Watchdog): Promise<T> {
    const { headers } = this.#settings;
    const asked = this.#asked;
    this.#asked = undefined;
    const own =
      asked ?? (typeof headers === 'function' ? await this.#askForHeaders(headers, watchdog.signal) : headers);
    request.sending?.(own);
    return attempt(this.#target, request, own, this.#settings, watchdog);
  }

  async #askForHeaders(ask: () => Promise<Headers>, signal: AbortSignal): Promise<Headers> {
    this.#waitsForHeaders = true;
    const headers = await abortable(ask(), signal);
    this.#waitsForHeaders = false;
    return headers;
  }

  /** Does work that ends when the caller leaves, and at the deadline. */
  async #watched<T>(signal: AbortSignal | undefined, work: (watchdog: Watchdog) => Promise<T>): Promise<T> {
    const watchdog = (this.#watchdog = new Watchdog(signal, this.#end));
    try {
      const result = await work(watchdog);
      // What comes too late is no result.
      watchdog.signal.throwIfAborted();
      watchdog.end();
      return result;
    } catch (error) {
      watchdog.end(error);
      throw error;
    }
  }
}
