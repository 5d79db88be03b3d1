import ky from 'ky';
import { parseFailure } from '../contract.ts';
import { ContractError, HttpStatusError, UsageError } from '../errors.ts';
import { abortable } from '../waiting.ts';
import type { HttpSettings } from './options.ts';
import { sendWithinOrigin } from './redirects.ts';
import { discard, notText, readText, tooLarge } from './response-body.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { Target } from './target.ts';
import { Watchdog } from './watchdog.ts';

/** What is wanted of an answer. */
export interface JsonRequest<T> {
  /** Checks the body and gives what is made of it; throws a `ContractError` for a body that was not promised. */
  readonly parse: (body: unknown, signal: AbortSignal) => T | Promise<T>;
  /** Throws for what is not JSON. @default JSON.parse */
  readonly parseJson?: (text: string) => unknown;
  /** What a 404 means. Without it, a 404 is a failure like any other. */
  readonly missing?: () => T;
}

const maximumFailureBytes = 64 * 2 ** 10;

/** Sends a request once, and makes of the answer what was wanted. */
export async function attempt<T>(
  target: Target,
  request: JsonRequest<T>,
  headers: Headers,
  settings: HttpSettings,
  callSignal: AbortSignal,
): Promise<T> {
  const watchdog = new Watchdog(callSignal);
  try {
    const result = await new Attempt(target, headers, settings, watchdog).run(request);
    watchdog.end();
    return result;
  } catch (error) {
    watchdog.end(error);
    throw error;
  }
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

  async run<T>({ parse, parseJson = JSON.parse, missing }: JsonRequest<T>): Promise<T> {
    const hasHeaders = !this.#headers.keys().next().done;
    if (!this.#headers.has('accept')) this.#headers.set('accept', 'application/json');
    const response = await sendWithinOrigin((url, redirect) => this.#send(url, redirect), this.#target, hasHeaders);
    if (response.status === 404 && missing) {
      discard(response);
      return missing();
    }
    if (response.status !== 200) throw await this.#statusError(response);
    const body = await this.#readJson(response, parseJson);
    try {
      return await parse(body, this.#watchdog.signal);
    } catch (error) {
      throw error instanceof ContractError ? new ContractError(this.#sentence(error.message), error.path) : error;
    }
  }

  async #send(url: URL, redirect: RequestRedirect): Promise<Response> {
    const { fetch, credentials, timeout } = this.#settings;
    const { signal } = this.#watchdog;
    this.#watchdog.expect(timeout, () => this.#late(`no answer within ${timeout / 1000} s`));
    try {
      const answer = ky(url, {
        ...(fetch && { fetch }),
        ...(credentials && { credentials }),
        headers: this.#headers,
        signal,
        redirect,
        cache: 'no-store',
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
      });
      // A `fetch` that ignores its signal may still answer when nobody waits any more.
      answer.then((response) => signal.aborted && discard(response)).catch(() => {});
      return await abortable(answer, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw this.#networkError(`no answer: ${codeOf(error) ?? hint()}`);
    }
  }

  async #readJson(response: Response, parseJson: (text: string) => unknown): Promise<unknown> {
    const { maxBytes } = this.#settings;
    const text = await this.#readBody(response, maxBytes);
    if (text === tooLarge) {
      throw new UsageError('too_large', this.#sentence(`the body is larger than ${maxBytes} bytes (\`maxBytes\`).`));
    }
    try {
      if (text !== notText) return await parseJson(text);
    } catch {
      // The parser's own message may quote the body.
    }
    throw new ContractError(this.#sentence('the body is not JSON.'), '');
  }

  async #statusError(response: Response): Promise<HttpStatusError> {
    const { readFailures, now } = this.#settings;
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'), now());
    const serverCode = readFailures ? await this.#failureCode(response) : undefined;
    discard(response);
    return new HttpStatusError(this.#sentence(`status ${response.status}.`), response.status, {
      retryAfter,
      serverCode,
    });
  }

  /** The code in an answer that says itself why it failed. Whatever is wrong with its body, the failure is the status. */
  async #failureCode(response: Response): Promise<string | undefined> {
    try {
      const text = await this.#readBody(response, maximumFailureBytes);
      return typeof text === 'string' ? parseFailure(JSON.parse(text))?.code : undefined;
    } catch {
      return undefined;
    }
  }

  async #readBody(response: Response, maxBytes: number): ReturnType<typeof readText> {
    const { signal } = this.#watchdog;
    const { silence } = this.#settings;
    const listen = () => this.#watchdog.expect(silence, () => this.#late(`the body stopped for ${silence / 1000} s`));
    listen();
    try {
      const text = await readText(response, maxBytes, signal, listen);
      this.#watchdog.rest();
      return text;
    } catch (error) {
      signal.throwIfAborted();
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
