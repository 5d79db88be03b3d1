import { UsageError } from '../errors.ts';
import { discard } from './response-body.ts';
import { targetAt, type Target } from './target.ts';

const maximumRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** What a request has ended in. */
interface Arrival {
  readonly response: Response;
  /** It has been sent elsewhere on the way, by us or by the runtime. */
  readonly redirected: boolean;
}

/**
 * Sends a request and follows its redirects, within the origin: a redirect must not carry a customer's token elsewhere.
 * Runtimes differ. Servers' show a redirect, so it is followed by hand. Browsers hide it, so it is refused when headers
 * are set, and else left to the browser, whose answer is refused when it comes from another origin.
 * `redirect: 'error'` would be simpler, but then a refused redirect looks like a network fault.
 * @throws {UsageError} `redirect`
 */
export async function sendWithinOrigin(
  send: (url: URL, redirect: 'manual' | 'follow') => Promise<Response>,
  { url: start, name }: Target,
  hasHeaders: boolean,
): Promise<Arrival> {
  let url = start;
  for (let count = 0; count <= maximumRedirects; count++) {
    const response = await send(url, 'manual');
    if (response.type === 'opaqueredirect') return sendHidden(send, targetAt(url), hasHeaders);
    const target = targetOf(response, url);
    // Not every `fetch` leaves redirects alone when it is told to.
    if (!target) return response.redirected ? endOf(response, start, name) : { response, redirected: count > 0 };
    discard(response);
    if (target.origin !== start.origin) throw elsewhere(name, target);
    url = target;
  }
  throw refused(name, `redirected more than ${maximumRedirects} times`);
}

async function sendHidden(
  send: (url: URL, redirect: 'manual' | 'follow') => Promise<Response>,
  { url, name }: Target,
  hasHeaders: boolean,
): Promise<Arrival> {
  if (hasHeaders) {
    throw refused(name, 'redirected, and a browser would send the headers on unseen: ask for the final URL');
  }
  return endOf(await send(url, 'follow'), url, name);
}

/** An answer to a request that was redirected where nobody could look. */
function endOf(response: Response, start: URL, name: string): Arrival {
  // A service worker's own answer has no URL.
  const end = response.url ? new URL(response.url) : start;
  if (end.origin === start.origin) return { response, redirected: true };
  discard(response);
  throw elsewhere(name, end);
}

/** Where the answer redirects to, if it does. */
function targetOf(response: Response, url: URL): URL | undefined {
  const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
  if (location === null || !URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  target.username = target.password = '';
  return target;
}

function elsewhere(name: string, target: URL): UsageError {
  // The rest of the target may hold a token.
  return refused(name, `redirected to another origin, ${target.origin}: ask that one if it is right`);
}

function refused(name: string, what: string): UsageError {
  return new UsageError('redirect', `${name}: ${what}.`);
}
