import { invalidOption } from '../options.ts';

/** The origins that may read: one, several, `*` for all, or a function that decides. */
export type AllowOrigin =
  string | readonly string[] | ((origin: string, request: Request) => boolean | Promise<boolean>);

const preflightSeconds = 7200;
const requestMethod = 'Access-Control-Request-Method';
const requestHeaders = 'Access-Control-Request-Headers';

/** Cross-origin rules of an endpoint that is only read. */
export class Cors {
  readonly #allows: ((origin: string, request: Request) => boolean | Promise<boolean>) | undefined;
  readonly #allowsAll: boolean;
  readonly #allowCredentials: boolean;

  /** @throws {UsageError} `invalid_option` */
  constructor(allowOrigin: AllowOrigin | undefined, allowCredentials: boolean) {
    const origins = allowOrigin === undefined || typeof allowOrigin === 'function' ? [] : readOrigins(allowOrigin);
    if (typeof allowOrigin === 'function') this.#allows = allowOrigin;
    else if (allowOrigin !== undefined) this.#allows = (origin) => origins.includes(origin);
    this.#allowsAll = origins.includes('*');
    this.#allowCredentials = allowCredentials;
    // Any page can have the origin `null`: from a file, or in a sandboxed frame.
    if (allowCredentials && (this.#allowsAll || origins.includes('null'))) {
      throw invalidOption(
        'allowOrigin',
        'a list of origins when `allowCredentials` is set, never `*` or `null`',
        allowOrigin,
      );
    }
  }

  /** The headers that every answer carries. Errors too: a page must be able to read why it got no usage. */
  async headers(request: Request): Promise<Headers> {
    const headers = new Headers();
    if (!this.#allows) return headers;
    headers.set('Vary', 'Origin');
    const origin = request.headers.get('Origin');
    if (origin === null || !(this.#allowsAll || (await this.#allows(origin, request)))) return headers;
    headers.set('Access-Control-Allow-Origin', this.#allowsAll ? '*' : origin);
    headers.set('Access-Control-Expose-Headers', 'Date, Retry-After');
    if (this.#allowCredentials) headers.set('Access-Control-Allow-Credentials', 'true');
    return headers;
  }
}

export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Origin') && headers.has(requestMethod);
}

/** Makes of an answer's headers those of a preflight's. What is asked for is named: `*` leaves `Authorization` out. */
export function toPreflight(request: Request, headers: Headers): Headers {
  if (headers.has('Vary')) headers.set('Vary', `Origin, ${requestMethod}, ${requestHeaders}`);
  headers.delete('Access-Control-Expose-Headers');
  if (!headers.has('Access-Control-Allow-Origin')) return headers;
  const asked = request.headers.get(requestHeaders);
  headers.set('Access-Control-Allow-Methods', 'GET, HEAD');
  headers.set('Access-Control-Max-Age', String(preflightSeconds));
  if (asked) headers.set('Access-Control-Allow-Headers', asked);
  return headers;
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
