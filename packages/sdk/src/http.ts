import { ContractError, HttpStatusError, UsageError } from './errors.ts';
import { attempt, type JsonRequest } from './http/attempt.ts';
import { headersFailed } from './http/headers.ts';
import { readHttpOptions, type HttpDefaults, type HttpOptions, type HttpSettings } from './http/options.ts';
import { isRetryable, retryDelay } from './http/retries.ts';
import { RetryBudget } from './http/retry-budget.ts';
import { resolveUrl, targetAt, type Target } from './http/target.ts';
import { abortable, sleep, withDeadline } from './waiting.ts';

export type { Ended, JsonRequest, TextFormat, TextReader } from './http/attempt.ts';
export type { HeadersOption } from './http/headers.ts';
export type { HttpDefaults, HttpOptions } from './http/options.ts';
export { resolveUrl } from './http/target.ts';

/**
 * The one place that talks HTTP: it gets JSON. Its one loop owns attempts, the reading of the body and its checking, so
 * that an answer that breaks off or breaks the contract is retried like one that never came.
 */
export class JsonClient {
  readonly #settings: HttpSettings;
  readonly #budget: RetryBudget;

  /** @throws {UsageError} `invalid_option` */
  constructor(options: HttpOptions, defaults: HttpDefaults) {
    this.#settings = readHttpOptions(options, defaults);
    this.#budget = new RetryBudget(this.#settings.retryLimit);
  }

  /**
   * Gets JSON. In a page the URL may be relative.
   * @throws {UsageError} what failed last; when the caller aborts, the signal's own reason.
   */
  async get<T>(url: string | URL, request: JsonRequest<T>, signal?: AbortSignal): Promise<T> {
    const call = new Call(targetAt(resolveUrl('url', url)), this.#settings, this.#budget);
    return withDeadline(
      this.#settings.deadline,
      signal,
      () => call.late(),
      (callSignal) => call.run(request, callSignal),
    );
  }
}

/** Attempts until one succeeds, or no more are allowed. */
class Call {
  readonly #target: Target;
  readonly #settings: HttpSettings;
  readonly #budget: RetryBudget;
  #lastFailure: unknown;
  #late: unknown;
  #waitsForHeaders = false;

  constructor(target: Target, settings: HttpSettings, budget: RetryBudget) {
    this.#target = target;
    this.#settings = settings;
    this.#budget = budget;
  }

  async run<T>(request: JsonRequest<T>, signal: AbortSignal): Promise<T> {
    const { headers, deadline, retryLimit, random } = this.#settings;
    const end = performance.now() + deadline;
    let retries = 0;
    let violations = 0;
    let mayRenew = headers.renewable;
    for (;;) {
      const ended = request.admit?.();
      try {
        const result = await attempt(this.#target, request, await this.#readHeaders(signal), this.#settings, signal);
        this.#budget.earn();
        ended?.();
        return result;
      } catch (error) {
        const mayFollow = ended?.(error, signal.aborted && signal.reason !== this.#late) ?? true;
        signal.throwIfAborted();
        this.#lastFailure = error;
        if (mayRenew && error instanceof HttpStatusError && error.status === 401) {
          mayRenew = false;
          continue;
        }
        if (request.format && error instanceof HttpStatusError && error.status === 406) {
          request = { ...request, format: undefined };
          continue;
        }
        if (error instanceof ContractError) violations++;
        if (!mayFollow || retries === retryLimit || !isRetryable(error, violations)) throw error;
        const delay = retryDelay(error, retries++, random);
        if (delay >= end - performance.now() || !this.#budget.spend()) throw error;
        await sleep(delay, signal);
      }
    }
  }

  /** The failure of a call that has reached its deadline. */
  late(): UsageError {
    return (this.#late = this.#lateError());
  }

  #lateError(): UsageError {
    const time = `${this.#settings.deadline / 1000} s`;
    if (this.#waitsForHeaders) return headersFailed(`gave nothing within ${time}`);
    const options = this.#lastFailure === undefined ? undefined : { cause: this.#lastFailure };
    return new UsageError('timeout', `${this.#target.name}: not done within ${time}, the deadline.`, options);
  }

  async #readHeaders(signal: AbortSignal): Promise<Headers> {
    this.#waitsForHeaders = true;
    const headers = await abortable(this.#settings.headers.read(), signal);
    this.#waitsForHeaders = false;
    return headers;
  }
}
