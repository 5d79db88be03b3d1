import { UsageClient, UsageError, isUsageError } from '@usage/sdk';

export type RequestHeaders = Record<string, string>;
export type HeadersProperty = RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>);

/** What a client is made of. */
export interface SourceOptions {
  readonly src: string;
  readonly baseURI: string;
  readonly credentials: string | undefined;
  readonly headers: HeadersProperty | undefined;
}

/**
 * A client for the element's `src`.
 * @throws {UsageError} `invalid_option`
 */
export function createClient({ src, baseURI, credentials, headers }: SourceOptions): UsageClient {
  if (!URL.canParse(src, baseURI)) throw new UsageError('invalid_option', '<usage-dashboard>: src must be a URL.');
  return new UsageClient({
    url: new URL(src, baseURI),
    headers,
    // Checked by the client.
    credentials: credentials as RequestCredentials | undefined,
  });
}

/**
 * Two values of `headers` that make the same source: frameworks give a new function or object on every render.
 */
export function sameHeaders(one: HeadersProperty | undefined, other: HeadersProperty | undefined): boolean {
  if (typeof one === 'function' || typeof other === 'function') return typeof one === typeof other;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a function gives, or the `UsageError` that it throws. */
export function attempt<T>(make: () => T): T | UsageError {
  try {
    return make();
  } catch (error) {
    if (isUsageError(error)) return error;
    throw error;
  }
}
