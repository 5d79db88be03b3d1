import { UsageError } from '../errors.ts';
import { invalidOption } from '../options.ts';

/** What is asked for, with the name it has in errors. */
export interface Target {
  readonly url: URL;
  /** Method, origin and path: the rest may be secret. */
  readonly name: string;
}

/**
 * An http(s) URL, which may be relative where there is a page to resolve it against.
 * @throws {UsageError} `invalid_option`, without repeating the URL: it may hold a secret.
 */
export function resolveUrl(option: string, url: string | URL): URL {
  if (typeof url !== 'string' && !(url instanceof URL)) throw invalidOption(option, 'a URL', url);
  const resolved = resolve(url);
  if (!resolved) {
    throw new UsageError(
      'invalid_option',
      `\`${option}\` is not a URL that can be fetched from here. It must be absolute where there is no page to resolve it ` +
        'against, and hold no user name or password.',
    );
  }
  if (!/^https?:$/.test(resolved.protocol)) throw invalidOption(option, 'an http or https URL', url);
  return resolved;
}

export function targetAt(url: URL): Target {
  return { url, name: `GET ${url.origin}${url.pathname}` };
}

function resolve(url: string | URL): URL | undefined {
  try {
    // A Request knows the page's base URL; without a page it wants an absolute one. It refuses credentials.
    return new URL(new Request(url).url);
  } catch {
    return undefined;
  }
}
