import { invalidOption } from '../options.ts';
import { vary } from './answers.ts';

/**
 * The origins that may read: one, several, `*` for all, or a function that decides. It lets in by true alone, and is asked
 * before `authorize`, since a page must be able to read a 401, too.
 */
export type AllowOrigin =
  string | readonly string[] | ((origin: string, request: Request) => boolean | Promise<boolean>);

const preflightSeconds = 7200;
const requestMethod = 'Access-Control-Request-Method';
const requestHeaders = 'Access-Control-Request-Headers';

/** Cross-origin rules of an endpoint that is only read. */
export class Cors {
  readonly #decide: ((origin: string, request: Request) => unknown) | undefined;
  readonly #origins: readonly string[] | undefined;
  readonly #allowsAll: boolean;
  readonly #allowCredentials: boolean;

  /** @throws {UsageError} `invalid_option` */
  constructor(allowOrigin: AllowOrigin | undefined, allowCredentials: boolean) {
    if (typeof allowCredentials !== 'boolean') {
      throw invalidOption('allowCredentials', 'true or false', allowCredentials);
    }
    if (typeof allowOrigin === 'function') this.#decide = allowOrigin;
    else if (allowOrigin !== undefined) this.#origins = readOrigins(allowOrigin);
    this.#allowsAll = this.#origins?.includes('*') ?? false;
    this.#allowCredentials = allowCredentials;
    // Any page can have the origin `null`: from a file, or in a sandboxed frame.
    if (allowCredentials && (this.#allowsAll || this.#origins?.includes('null'))) {
      throw invalidOption(
        'allowOrigin',
        'a list of origins when `allowCredentials` is set, never `*` or `null`',
        allowOrigin,
      );
    }
  }

  /** What answers vary by. */
  get vary(): string {
    return this.#decide || this.#origins ? `Origin, ${vary}` : vary;
  }

  /** May a page of this origin read the answer? Anything but true means no; a function of the host may give a promise. */
  allows(origin: string, request: Request): unknown {
    if (this.#decide) return !(this.#allowCredentials && origin === 'null') && this.#decide(origin, request);
    return this.#allowsAll || (this.#origins?.includes(origin) ?? false);
  }

  /** Lets a page of this origin read. */
  allow(origin: string, headers: Headers): void {
    headers.set('Access-Control-Allow-Origin', this.#allowsAll ? '*' : origin);
    headers.set('Access-Control-Expose-Headers', 'Date, Retry-After');
    if (this.#allowCredentials) headers.set('Access-Control-Allow-Credentials', 'true');
  }

  /**
   * The headers of a preflight's answer, made of those of any. What is asked for is named: `*` leaves `Authorization` out.
   */
  preflight(request: Request, headers: Headers): Headers {
    headers.delete('Access-Control-Expose-Headers');
    if (this.#decide || this.#origins) {
      // Browsers send no credentials with it, but a function of the host has seen the whole request.
      const more = this.#decide ? ', Authorization, Cookie' : '';
      headers.set('Vary', `Origin, ${requestMethod}, ${requestHeaders}${more}`);
    } else {
      headers.delete('Vary');
    }
    if (!headers.has('Access-Control-Allow-Origin')) return headers;
    const asked = request.headers.get(requestHeaders);
    headers.set('Access-Control-Allow-Methods', 'GET, HEAD');
    headers.set('Access-Control-Max-Age', String(preflightSeconds));
    if (asked) headers.set('Access-Control-Allow-Headers', asked);
    return headers;
  }
}

export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Origin') && headers.has(requestMethod);
}

function readOrigins(allowOrigin: string | readonly string[]): string[] {
  const list: readonly unknown[] = Array.isArray(allowOrigin) ? allowOrigin : [allowOrigin];
  return list.map((text) => {
    const origin = typeof text === 'string' ? normalizeOrigin(text) : undefined;
    if (origin !== undefined) return origin;
    throw invalidOption('allowOrigin', 'an origin such as https://example.com, without a path or a slash', text);
  });
}

/** As a browser sends it: in lower case, without the scheme's own port. */
function normalizeOrigin(text: string): string | undefined {
  if (text === '*' || text === 'null') return text;
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/i.test(text)) return undefined;
  if (!/^https?:/i.test(text)) return text;
  return URL.canParse(text) ? new URL(text).origin : undefined;
}
