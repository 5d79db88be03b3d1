import { UsageClient, UsageError, givenSource, snapshotOf, sourceOf, type UsageSource } from '@usage/sdk';

export type RequestHeaders = Headers | Record<string, string> | [name: string, value: string][];
export type HeadersProperty = RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>);

/** What the page says of where usage comes from, and whose it is. */
export interface SourceOptions {
  readonly usage: unknown;
  readonly source: unknown;
  readonly client: unknown;
  readonly src: string | undefined;
  readonly baseURI: string;
  readonly credentials: string | undefined;
  readonly headers: HeadersProperty | undefined;
  readonly customer: string | undefined;
}

/**
 * What a change of the options asks for.
 *
 * - `none`
 * - `drop`: it may be another customer's usage: what is shown goes, and all is asked for anew
 * - `replace`: newer usage of the same customer, given by the page
 * - `recheck`: the headers' function is a new one: is it another customer's?
 */
export type SourceChange = 'none' | 'drop' | 'replace' | 'recheck';

/** The one that counts: `usage` wins over `source`, that over `client`, and that over `src`. */
function kindOf({ usage, source, client, src }: SourceOptions): 'usage' | 'source' | 'client' | 'src' | undefined {
  if (usage) return 'usage';
  if (source) return 'source';
  if (client) return 'client';
  return src ? 'src' : undefined;
}

export function sourceChange(before: SourceOptions | undefined, now: SourceOptions): SourceChange {
  const kind = kindOf(now);
  if (!before || kindOf(before) !== kind || (before.customer || '') !== (now.customer || '')) return 'drop';
  if (kind === undefined) return 'none';
  if (before[kind] !== now[kind]) return kind === 'usage' ? 'replace' : 'drop';
  if (kind !== 'src') return 'none';
  // It has come from a document without a URL.
  if (canFetch(now) && !canFetch(before)) return 'drop';
  if (before.credentials !== now.credentials) return 'drop';
  // The page has said whose usage it is: tokens may come and go.
  if (now.customer || sameHeaders(before.headers, now.headers)) return 'none';
  return typeof before.headers === 'function' && typeof now.headers === 'function' ? 'recheck' : 'drop';
}

/**
 * The source that the options name.
 * @param latest The headers as they are when a request is sent.
 * @throws {UsageError} why there is none.
 */
export function createSource(
  options: SourceOptions,
  latest: () => HeadersProperty | undefined,
): UsageSource | undefined {
  const { usage, source, client, src, baseURI, credentials, headers, customer } = options;
  switch (kindOf(options)) {
    case 'usage':
      return givenSource(snapshotOf(usage));
    case 'source':
      return sourceOf(source);
    case 'client':
      return sourceOf(client);
    case 'src': {
      if (!canFetch(options)) {
        throw new UsageError(
          'invalid_option',
          '<usage-dashboard>: src must be a URL that can be fetched from this page.',
        );
      }
      // A new function of the page counts at the next request, and makes no new source; nor do new headers of one customer.
      const ask = async () => {
        const now = latest();
        return typeof now === 'function' ? now() : (now ?? {});
      };
      return new UsageClient({
        url: new URL(src!, baseURI),
        headers: typeof headers === 'function' || customer ? ask : (headers ?? undefined),
        customer: customer || undefined,
        // Checked by the client.
        credentials: credentials as RequestCredentials | undefined,
      });
    }
    default:
      return undefined;
  }
}

function canFetch({ src, baseURI }: SourceOptions): boolean {
  return URL.canParse(src!, baseURI);
}

function sameHeaders(one: HeadersProperty | undefined, other: HeadersProperty | undefined): boolean {
  if (one === other) return true;
  if (typeof one === 'function' || typeof other === 'function') return false;
  return contentOf(one) === contentOf(other);
}

function contentOf(headers: RequestHeaders | undefined): string {
  try {
    return JSON.stringify([...new Headers(headers ?? {})]);
  } catch {
    // What is none is reported by the client that is made of it.
    return '';
  }
}
