import ky from 'ky';
import { parseFailure } from '../contract.ts';
import { ContractError, HttpStatusError, UsageError, isUsageError } from '../errors.ts';
import { abortable } from '../waiting.ts';
import type { HttpSettings } from './options.ts';
import { sendWithinOrigin } from './redirects.ts';
import { discard, readText } from './response-body.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { Target } from './target.ts';
import type { Watchdog } from './watchdog.ts';

/** What is wanted of an answer. */
export interface JsonRequest<T> {
  /**
   * Checks the body and gives what is made of it; throws a `ContractError` for a body that was not promised, and a
   * `UsageError` for one of more than `maxRows` rows.
   */
  readonly parse: (body: unknown, signal: AbortSignal, maxRows: number) => T | Promise<T>;
  /** Throws for what is not JSON. @default JSON.parse */
  readonly parseJson?: (text: string) => unknown;
  /** A format that is preferred to JSON, and read as it comes. */
  readonly format?: TextFormat<T> | undefined;
  /**
   * What a 404 of the URL that was asked for means. Without it, a 404 is a failure like any other, and so is always one
   * that a redirect has led to: it speaks of another URL.
   */
  readonly missing?: () => T;
  /** Is given the headers of each attempt before it is sent. */
  readonly sending?: (headers: Headers) => void;
  /** Asked before each attempt; throws when nothing may be sent now. */
  readonly admit?: () => Ended;
  /** The largest body that is expected, where that is less than `maxBytes`. */
  readonly largest?: number;
}

/**
 * Is told how an attempt has ended, and says whether another may follow.
 * @param error undefined after success.
 * @param left The caller has gone too soon for it to say anything of the server.
 */
export type Ended = (error?: unknown, left?: boolean) => boolean;

export interface TextFormat<T> {
  /** Its media type: how it is asked for and known. */
  readonly type: string;
  /** Begins an answer of so many rows at most. */
  readonly open: (maxRows: number) => TextReader<T>;
}

/** Both throw a `ContractError` for what was not promised, and a `UsageError` for too many rows. */
export interface TextReader<T> {
  take(text: string): void;
  /** There is no more text. */
  end(): T;
}

/** The body of a failure: a code and a sentence. */
export const maximumFailureBytes = 16 * 2 ** 10;

/** Sends a request once, and makes of the answer what was wanted. */
export function attempt<T>(
  target: Target,
  request: JsonRequest<T>,
  headers: Headers,
  settings: HttpSettings,
  watchdog: Watchdog,
): Promise<T> {
  return new Attempt(target, headers, settings, watchdog).run(request);
}

class Attempt {
  readonly #target: Target;
  readonly #headers: Headers;
  readonly #settings: HttpSettings;
  readonly #watchdog: Watchdog;

  constructor(target: Target, headers: Headers, settings: HttpSettings, watchdog: Watchdog) {
    this.#target = target;
    this.#headers = headers;
    this.#settings = settings;
    this.#watchdog = watchdog;
  }

  async run<T>({ parse, parseJson = JSON.parse, format, missing, largest }: JsonRequest<T>): Promise<T> {
    const hasHeaders = !this.#headers.keys().next().done;
    const headers = withAccept(this.#headers, format ? `${format.type}, application/json;q=0.9` : 'application/json');
    const send = (url: URL, redirect: RequestRedirect) => this.#send(url, redirect, headers);
    const { response, redirected } = await sendWithinOrigin(send, this.#target, hasHeaders);
    if (response.status === 404 && missing && !redirected) {
      discard(response);
      return missing();
    }
    if (response.status !== 200) throw await this.#statusError(response, redirected);
    const { maxBytes, maxRows } = this.#settings;
    const size = Math.min(maxBytes, largest ?? Infinity);
    try {
      if (!format || !response.headers.get('content-type')?.startsWith(format.type)) {
        return await parse(await this.#readJson(response, size, parseJson), this.#watchdog.signal, maxRows);
      }
      const reader = format.open(maxRows);
      await this.#readBody(response, size, (text) => reader.take(text));
      return reader.end();
    } catch (error) {
      if (error instanceof ContractError) throw new ContractError(this.#sentence(error.message), error.path);
      if (isUsageError(error) && error.code === 'too_large') throw tooLarge(this.#sentence(error.message));
      throw error;
    }
  }

  async #send(url: URL, redirect: RequestRedirect, headers: Headers): Promise<Response> {
    const { fetch, credentials, timeout } = this.#settings;
    const { signal } = this.#watchdog;
    this.#watchdog.expect(timeout, () => this.#late(`no answer within ${timeout / 1000} s`));
    let response: Response;
    try {
      const init = { ...(credentials && { credentials }), headers, redirect, cache: 'no-store' as const };
      const answer = ky(url, {
        ...init,
        // A `fetch` of the host's may look for all of it in the request alone. The runtime's would make a request of ky's
        // once more, and ky join the signal with one of its own: dear, and of no use here.
        ...(fetch
          ? { fetch: (request, more) => fetch(whole(request, headers), more), signal }
          : { fetch: () => globalThis.fetch(url, { ...init, signal }) }),
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
      });
      // A `fetch` that ignores its signal may still answer when nobody waits any more.
      answer.then((response) => signal.aborted && discard(response)).catch(() => {});
      response = await abortable(answer, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw this.#networkError(`no answer: ${codeOf(error) ?? hint()}`);
    }
    if (response?.headers) return response;
    throw this.#networkError('no answer: `fetch` gave something that is not a Response');
  }

  async #readJson(response: Response, size: number, parseJson: (text: string) => unknown): Promise<unknown> {
    const text = await this.#readBody(response, size);
    try {
      return await parseJson(text);
    } catch {
      // The parser's own message may quote the body.
      throw new ContractError('the body is not JSON.', '');
    }
  }

  async #statusError(response: Response, redirected: boolean): Promise<HttpStatusError> {
    const { readFailures, now } = this.#settings;
    const retryAfter = parseRetryAfter(response.headers, now());
    const serverCode = readFailures ? await this.#failureCode(response) : undefined;
    discard(response);
    const said = `status ${response.status}${redirected ? ' at the end of a redirect' : ''}.`;
    return new HttpStatusError(this.#sentence(said), response.status, {
      retryAfter,
      serverCode,
    });
  }

  /** The code in an answer that says itself why it failed. Whatever is wrong with its body, the failure is the status. */
  async #failureCode(response: Response): Promise<string | undefined> {
    try {
      const text = await this.#readBody(response, maximumFailureBytes);
      return parseFailure(JSON.parse(text))?.code;
    } catch {
      return undefined;
    }
  }

  /** @param onText takes each piece of text as it comes; without it, they are put together. */
  async #readBody(response: Response, size: number, onText?: (text: string) => void): Promise<string> {
    const { signal } = this.#watchdog;
    const { silence, maxBytes, maxRows } = this.#settings;
    const listen = () => this.#watchdog.expect(silence, () => this.#late(`the body stopped for ${silence / 1000} s`));
    // Put together at once: text that grew by adding would be copied within JSON.parse.
    const pieces: string[] = [];
    listen();
    try {
      const limits = { maxBytes: size, maxRows };
      const fault = await readText(response, limits, signal, listen, onText ?? ((text) => pieces.push(text)));
      this.#watchdog.rest();
      if (fault === 'text') throw new ContractError(`the body is not ${onText ? 'UTF-8' : 'JSON'}.`, '');
      if (fault === 'values') throw tooLarge(`the body holds more values than ${maxRows} rows can have (\`maxRows\`).`);
      if (fault) throw tooLarge(`the body is larger than ${size} bytes${size === maxBytes ? ' (`maxBytes`)' : ''}.`);
      return pieces.join('');
    } catch (error) {
      signal.throwIfAborted();
      if (isUsageError(error)) throw error;
      const code = codeOf(error);
      throw this.#networkError(`the body broke off${code ? `: ${code}` : ''}`);
    }
  }

  #networkError(what: string): UsageError {
    return new UsageError('network', this.#sentence(`${what}.`));
  }

  #late(what: string): UsageError {
    return new UsageError('timeout', this.#sentence(`${what}.`));
  }

  #sentence(what: string): string {
    return `${this.#target.name}: ${what}`;
  }
}

function tooLarge(what: string): UsageError {
  return new UsageError('too_large', what);
}

/** The headers that are asked for win. */
function withAccept(headers: Headers, types: string): Headers {
  if (headers.has('accept')) return headers;
  const all = new Headers(headers);
  all.set('accept', types);
  return all;
}

/** With the headers that ky takes for missing ones: those whose value is the text "undefined". */
function whole(request: RequestInfo | URL, headers: Headers): RequestInfo | URL {
  if (request instanceof Request) {
    for (const [name, value] of headers) if (value === 'undefined') request.headers.set(name, value);
  }
  return request;
}

/** What may be wrong where the runtime does not say. CORS is a matter of pages and their workers alone. */
function hint(): string {
  const isPage = 'document' in globalThis || 'importScripts' in globalThis;
  return `the network or the server is down${isPage ? ', or it does not allow this page to ask (CORS)' : ''}`;
}

/** A code such as ECONNREFUSED. A runtime's error itself is not passed on: it may hold the request, token included. */
function codeOf(error: unknown): string | undefined {
  const { cause, code } = Object(error) as { cause?: { code?: unknown }; code?: unknown };
  return [cause?.code, code].find((value) => typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(value)) as
    string | undefined;
}
