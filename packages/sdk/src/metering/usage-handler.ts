import { durationOption, functionOption, invalidOption, ownOptions } from '../options.ts';
import { abortable, isPromise } from '../waiting.ts';
import { prefersColumnar } from './accept.ts';
import { answerHeaders, failure, respond } from './answers.ts';
import { collectUsage, isUpstream } from './collect-usage.ts';
import { Cors, isPreflight, type AllowOrigin } from './cors.ts';
import { failureCode, retryAfterSeconds } from './failures.ts';
import { readFallbackOptions, withoutErrors, type FallbackOptions } from './fallbacks.ts';
import type { CreditPolicy } from './pricing.ts';
import { RequestClock } from './request-clock.ts';
import { SharedBills, columns, json } from './shared-bills.ts';
import type { Upstream } from './upstream.ts';

type Given<T> = T | Promise<T>;

/** `onFallback` runs once for each load, however many requests share it. The first error that it makes of one goes to `onError`. */
export interface UsageHandlerOptions extends FallbackOptions {
  /**
   * Whose usage. With a function, which is called after `authorize`, keep one upstream for each customer: requests that
   * got the same object share one load, others never do. Where it gives undefined or null, there is no such customer: the
   * answer is 404 `unknown_customer`.
   */
  readonly upstream: Upstream | ((request: Request) => Given<Upstream | undefined | null>);
  /** What a message costs. @default tokenCredits() */
  readonly credits?: CreditPolicy | undefined;
  /**
   * May this request be answered? Anything but true, a throw included, answers 401. It is called before an upstream is
   * chosen or asked; only `allowOrigin` is before it, and preflights, which carry no credentials, do without it.
   * @default everybody may
   */
  readonly authorize?: ((request: Request) => Given<boolean>) | undefined;
  /** Which pages of other origins may read the answer. @default none */
  readonly allowOrigin?: AllowOrigin | undefined;
  /** May they send cookies? Not together with `*`, and never from the origin `null`. @default false */
  readonly allowCredentials?: boolean | undefined;
  /**
   * How long a request may take as a whole, in milliseconds: `allowOrigin`, `authorize`, `upstream` and the collecting of
   * usage. After that, the answer is 503. @default 60000
   */
  readonly deadline?: number | undefined;
  /** Hears the technical reason of a failure, once. @default console.error, with the error alone */
  readonly onError?: ((error: unknown, request: Request) => unknown) | undefined;
}

/**
 * Serves `GET /usage` in any Fetch runtime. Whatever goes wrong with a request is an answer in the shape of the contract:
 * the promise rejects only for what is no `Request` at all, with `invalid_option`.
 *
 * @throws {UsageError} `invalid_option`
 * @example export default { fetch: createUsageHandler({ upstream }) };
 */
export function createUsageHandler(options: UsageHandlerOptions): (request: Request) => Promise<Response> {
  const handler = new UsageHandler(options);
  return (request) => handler.handle(request);
}

class UsageHandler {
  readonly #options: UsageHandlerOptions;
  readonly #deadline: number;
  readonly #cors: Cors;
  readonly #bills: SharedBills;

  constructor(options: UsageHandlerOptions) {
    const own = (this.#options = ownOptions('options', options));
    const { upstream, allowCredentials = false } = own;
    if (!isUpstream(upstream) && typeof upstream !== 'function') {
      throw invalidOption('upstream', 'an object with messages() and report(), or a function that gives one', upstream);
    }
    for (const name of ['credits', 'authorize', 'onError'] as const) functionOption(name, own[name]);
    const { onFallback, invalidReportId } = readFallbackOptions(own);
    const deadline = (this.#deadline = durationOption('deadline', own.deadline, 60_000));
    this.#cors = new Cors(own.allowOrigin, allowCredentials);
    const onError = (error: unknown, request: Request) => this.#report(error, request);
    this.#bills = new SharedBills({
      collect: (upstream, request, signal) => {
        const heard = onFallback && withoutErrors(onFallback, (error) => onError(error, request));
        return collectUsage({ upstream, credits: own.credits, signal, deadline, onFallback: heard, invalidReportId });
      },
      onError,
    });
  }

  async handle(request: Request): Promise<Response> {
    if (!isRequest(request))
      throw invalidOption('request', "a Request of the Fetch API, and not a framework's own", request);
    const clock = new RequestClock(this.#deadline, request.signal);
    const headers = answerHeaders();
    try {
      return await abortable(this.#answer(request, headers, clock), request.signal);
    } catch (error) {
      // Nobody reads this answer; 499 is what logs call it.
      if (isGone(request)) return new Response(null, { status: 499 });
      this.#report(error, request);
      return failure(request, 503, 'internal_error', headers);
    } finally {
      clock.end();
    }
  }

  async #answer(request: Request, headers: Headers, clock: RequestClock): Promise<Response> {
    const { authorize } = this.#options;
    headers.set('Vary', this.#cors.vary);
    const origin = request.headers.get('Origin');
    if (origin !== null) {
      const allows = () => this.#cors.allows(origin, request);
      if ((await this.#ask(request, clock, 'allowOrigin()', allows, no)) === true) this.#cors.allow(origin, headers);
    }
    if (isPreflight(request)) {
      return new Response(null, { status: 204, headers: this.#cors.preflight(request, headers) });
    }
    // Nothing but true will do, not even what JavaScript takes for true: a Response, say, that was meant to say no.
    if (authorize && (await this.#ask(request, clock, 'authorize()', () => authorize(request), no)) !== true) {
      return failure(request, 401, 'unauthorized', headers);
    }
    if (request.method === 'GET' || request.method === 'HEAD') return this.#usage(request, headers, clock);
    headers.set('Allow', 'GET, HEAD, OPTIONS');
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    return failure(request, 405, 'method_not_allowed', headers);
  }

  async #usage(request: Request, headers: Headers, clock: RequestClock): Promise<Response> {
    const { upstream: given } = this.#options;
    const choose = () => (typeof given === 'function' ? given(request) : given);
    const upstream = await this.#ask<unknown>(request, clock, 'upstream()', choose, () => noUpstream);
    if (upstream === undefined || upstream === null) return failure(request, 404, 'unknown_customer', headers);
    if (upstream === noUpstream) return failure(request, 503, 'internal_error', headers);
    if (!isUpstream(upstream)) throw invalidOption('upstream()', 'an object with messages() and report()', upstream);
    const format = prefersColumnar(request.headers.get('Accept')) ? columns : json;
    try {
      const body = await this.#bills.body(upstream, format, request, clock.signal);
      return respond(request, 200, body, format.type, headers);
    } catch (error) {
      if (clock.isLate(error)) this.#report(error, request);
      const seconds = retryAfterSeconds(error);
      if (seconds !== undefined) headers.set('Retry-After', String(seconds));
      return failure(request, 503, failureCode(error), headers);
    }
  }

  /** Asks a function of the host; where it fails, that is reported, and `otherwise` says what to go on with. */
  #ask<T>(request: Request, clock: RequestClock, name: string, ask: () => Given<T>, otherwise: () => T): Given<T> {
    const fail = (error: unknown) => {
      // What it does when its visitor has left is no fault, and after the deadline there is nothing to go on with.
      if (isGone(request) || clock.isLate(error)) throw error;
      this.#report(error, request);
      return otherwise();
    };
    try {
      const given = ask();
      return isPromise(given) ? clock.wait(name, given).catch(fail) : given;
    } catch (error) {
      return fail(error);
    }
  }

  #report(error: unknown, request: Request): void {
    const { onError = (reason: unknown) => console.error(reason) } = this.#options;
    // A listener that fails, now or later, must not change the answer.
    Promise.resolve()
      .then(() => onError(error, request))
      .catch(() => {});
  }
}

/** Where the function for the upstream has failed. */
const noUpstream = Symbol('no upstream');

const no = () => false;

/** By what is used of it: a runtime may have several classes of that name. */
function isRequest(value: unknown): value is Request {
  const { headers, method } = Object(value) as Partial<Request>;
  return typeof headers?.get === 'function' && typeof method === 'string';
}

function isGone(request: Request): boolean {
  // Not every runtime gives a request a signal.
  return (request.signal as AbortSignal | undefined)?.aborted ?? false;
}
