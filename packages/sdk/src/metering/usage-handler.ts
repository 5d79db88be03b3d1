import type { UsageItem } from '../contract.ts';
import { UsageError } from '../errors.ts';
import { functionOption, invalidOption, ownOptions } from '../options.ts';
import { columnsType } from '../usage-columns-wire.ts';
import { abortable } from '../waiting.ts';
import { prefersColumns } from './accept.ts';
import { encode, type Bytes } from './body.ts';
import { collectUsage, isUpstream } from './collect-usage.ts';
import { Cors, isPreflight, toPreflight, type AllowOrigin } from './cors.ts';
import { failureBody, failureCode, retryAfterSeconds, type UsageFailureCode } from './failures.ts';
import { KeyedLoads } from './keyed-loads.ts';
import type { CreditPolicy } from './pricing.ts';
import type { Upstream } from './upstream.ts';
import { toUsageColumns } from './usage-columns.ts';
import { toUsageJson } from './usage-json.ts';

export interface UsageHandlerOptions {
  /**
   * Whose usage. With a function, which is called after `authorize`, keep one upstream for each customer: requests that
   * got the same object share one load, others never do.
   */
  readonly upstream: Upstream | ((request: Request) => Upstream | Promise<Upstream>);
  /** What a message costs. @default tokenCredits() */
  readonly credits?: CreditPolicy | undefined;
  /** May this request be answered? Anything but true, a throw included, answers 401. @default everybody may */
  readonly authorize?: ((request: Request) => boolean | Promise<boolean>) | undefined;
  /** Which pages of other origins may read the answer. @default none */
  readonly allowOrigin?: AllowOrigin | undefined;
  /** May they send cookies? Not together with `*`. @default false */
  readonly allowCredentials?: boolean | undefined;
  /** Hears the technical reason of a failure, once. @default console.error, with the error alone */
  readonly onError?: ((error: unknown, request: Request) => unknown) | undefined;
}

/**
 * Serves `GET /usage` in any Fetch runtime. Whatever goes wrong is an answer in the shape of the contract; the promise
 * never rejects.
 *
 * @throws {UsageError} `invalid_option`
 * @example export default { fetch: createUsageHandler({ upstream }) };
 */
export function createUsageHandler(options: UsageHandlerOptions): (request: Request) => Promise<Response> {
  const handler = new UsageHandler(options);
  return (request) => handler.handle(request);
}

/** One of the forms that usage has on the wire. */
interface Format {
  readonly type: string;
  readonly write: (items: readonly UsageItem[], signal: AbortSignal) => Promise<Bytes>;
}

const json: Format = { type: 'application/json', write: toUsageJson };
const columns: Format = { type: columnsType, write: toUsageColumns };

/** Usage for everybody who waits for it, in the formats they want. */
interface Bill {
  readonly items: readonly UsageItem[];
  readonly bodies: KeyedLoads<Format, Bytes>;
}

class UsageHandler {
  readonly #options: UsageHandlerOptions;
  readonly #cors: Cors;
  readonly #bills = new KeyedLoads<Upstream, Bill>();

  constructor(options: UsageHandlerOptions) {
    const own = ownOptions('options', options);
    const { upstream, credits, authorize, allowOrigin, allowCredentials = false, onError } = own;
    if (!isUpstream(upstream) && typeof upstream !== 'function') {
      throw invalidOption('upstream', 'an object with messages() and report(), or a function that gives one', upstream);
    }
    functionOption('credits', credits);
    functionOption('authorize', authorize);
    functionOption('onError', onError);
    this.#options = own;
    this.#cors = new Cors(allowOrigin, allowCredentials);
  }

  async handle(request: Request): Promise<Response> {
    try {
      return await abortable(this.#answer(request), request.signal);
    } catch (error) {
      // Nobody reads this answer; 499 is what logs call it.
      if (isGone(request)) return new Response(null, { status: 499 });
      this.#report(error, request);
      return failure(request, 503, 'internal_error', new Headers());
    }
  }

  async #answer(request: Request): Promise<Response> {
    const headers = await this.#corsHeaders(request);
    if (isPreflight(request)) return new Response(null, { status: 204, headers: toPreflight(request, headers) });
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.append('Vary', 'Accept');
    if (!(await this.#isAuthorized(request))) return failure(request, 401, 'unauthorized', headers);
    if (request.method === 'GET' || request.method === 'HEAD') return this.#usage(request, headers);
    headers.set('Allow', 'GET, HEAD, OPTIONS');
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    return failure(request, 405, 'method_not_allowed', headers);
  }

  async #usage(request: Request, headers: Headers): Promise<Response> {
    const { signal } = request;
    try {
      const upstream = await this.#upstreamOf(request);
      const format = prefersColumns(request.headers.get('Accept')) ? columns : json;
      const { items, bodies } = await this.#bills.join(upstream, (own) => this.#bill(upstream, request, own), signal);
      const write = (own: AbortSignal) => this.#heard(request, own, () => format.write(items, own));
      const body = await bodies.join(format, write, signal);
      return respond(request, 200, body, format.type, headers);
    } catch (error) {
      const seconds = retryAfterSeconds(error);
      if (seconds !== undefined) headers.set('Retry-After', String(seconds));
      return failure(request, 503, failureCode(error), headers);
    }
  }

  async #bill(upstream: Upstream, request: Request, signal: AbortSignal): Promise<Bill> {
    const { credits } = this.#options;
    const items = await this.#heard(request, signal, () => collectUsage({ upstream, credits, signal }));
    return { items, bodies: new KeyedLoads() };
  }

  /** Shared work is reported where it is done: once, however many wait for it. */
  async #heard<T>(request: Request, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) this.#report(error, request);
      throw error;
    }
  }

  async #upstreamOf(request: Request): Promise<Upstream> {
    const { upstream } = this.#options;
    if (typeof upstream !== 'function') return upstream;
    try {
      const own = await upstream(request);
      if (isUpstream(own)) return own;
      throw invalidOption('upstream()', 'an object with messages() and report()', own);
    } catch (error) {
      this.#reportUnlessGone(error, request);
      // Whatever its code: the upstream has not been asked.
      throw new UsageError('invalid_option', 'There is no upstream for this request.');
    }
  }

  async #isAuthorized(request: Request): Promise<boolean> {
    const { authorize } = this.#options;
    if (!authorize) return true;
    try {
      // Nothing else will do, not even what JavaScript takes for true: a Response, say, that was meant to say no.
      return (await authorize(request)) === true;
    } catch (error) {
      this.#reportUnlessGone(error, request);
      return false;
    }
  }

  async #corsHeaders(request: Request): Promise<Headers> {
    try {
      return await this.#cors.headers(request);
    } catch (error) {
      this.#reportUnlessGone(error, request);
      return new Headers({ Vary: 'Origin' });
    }
  }

  /** Something of the host's failed. What it does when its visitor has left is no fault. */
  #reportUnlessGone(error: unknown, request: Request): void {
    if (!isGone(request)) this.#report(error, request);
  }

  #report(error: unknown, request: Request): void {
    const { onError = (reason: unknown) => console.error(reason) } = this.#options;
    // A listener that fails, now or later, must not change the answer.
    Promise.resolve()
      .then(() => onError(error, request))
      .catch(() => {});
  }
}

function isGone(request: Request): boolean {
  // Not every runtime gives a request a signal.
  return (request.signal as AbortSignal | undefined)?.aborted ?? false;
}

function failure(request: Request, status: number, code: UsageFailureCode, headers: Headers): Response {
  return respond(request, status, encode(JSON.stringify(failureBody(code))), 'application/json', headers);
}

/** To HEAD, the same without the body. */
function respond(request: Request, status: number, body: Bytes, type: string, headers: Headers): Response {
  headers.set('Content-Type', type);
  headers.set('Content-Length', String(body.byteLength));
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}
