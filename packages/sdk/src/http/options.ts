import { countOption, durationOption, functionOption, invalidOption, ownOptions } from '../options.ts';
import { headersOption, type HeadersOption, type HeadersSource } from './headers.ts';

/** As `RequestCredentials`, which Node's types do not have as a global. */
export type Credentials = 'omit' | 'same-origin' | 'include';

/** How to talk to a server. All times are milliseconds. */
export interface HttpOptions {
  /** Sent with every request. A function is called for every attempt, and once more after a 401. */
  readonly headers?: HeadersOption | undefined;
  /** @default the runtime's own */
  readonly fetch?: typeof fetch | undefined;
  /** As in `fetch`. */
  readonly credentials?: Credentials | undefined;
  /** How long an attempt waits for the header of an answer. Each piece of the body then has 5 s. */
  readonly timeout?: number | undefined;
  /** How long a call may take as a whole: retries, pauses, the `headers` function and the body included. */
  readonly deadline?: number | undefined;
  /** `limit` counts the retries after the first attempt. @default { limit: 2 } */
  readonly retry?: { readonly limit?: number | undefined } | undefined;
  /** The largest body, in decoded bytes. @default 268435456 (256 MiB) */
  readonly maxBytes?: number | undefined;
  /** The most rows of an answer. Its JSON may hold 2 lists or objects and 8 values for each. @default 2000000 */
  readonly maxRows?: number | undefined;
}

/** What differs between the clients that stand on `JsonClient`. */
export interface HttpDefaults {
  readonly timeout: number;
  readonly deadline: number;
  /**
   * Does the server answer failures in the shape of the contract? Then its code is passed on as `serverCode`, and a
   * 503 of that shape is final unless it carries `Retry-After`.
   */
  readonly readFailures?: boolean;
  /** How long a body may pause. @default 5000 */
  readonly silence?: number;
  /**
   * How much of what `Retry-After` asks for a call waits through, in all. What asks for more fails at once: its
   * `retryAfter` says when to come back. @default as much as the deadline has room for
   */
  readonly longestWait?: number;
  readonly random?: () => number;
  /** The wall clock, for a `Retry-After` that is a date in an answer without a `Date`. */
  readonly now?: () => number;
}

/** Options that have been checked, with their defaults. */
export interface HttpSettings {
  readonly headers: HeadersSource;
  readonly fetch: typeof fetch | undefined;
  readonly credentials: Credentials | undefined;
  readonly timeout: number;
  readonly silence: number;
  readonly deadline: number;
  readonly retryLimit: number;
  readonly maxBytes: number;
  readonly maxRows: number;
  readonly readFailures: boolean;
  readonly longestWait: number;
  readonly random: () => number;
  readonly now: () => number;
}

export const defaultMaxBytes = 256 * 2 ** 20;
export const defaultMaxRows = 2_000_000;
/** The longest text that every engine can hold has this many units (V8's), and text has no more units than bytes. */
const largestMaxBytes = 2 ** 29 - 24;

/** @throws {UsageError} `invalid_option` */
export function readHttpOptions(allOptions: HttpOptions, allDefaults: HttpDefaults): HttpSettings {
  const options = ownOptions('options', allOptions);
  const defaults = ownOptions('defaults', allDefaults);
  const send = functionOption('fetch', options.fetch);
  const { limit } = ownOptions('retry', options.retry === undefined ? {} : options.retry);
  return {
    headers: headersOption(options.headers),
    // Called without a `this`: browsers refuse to run their own as a method of something else.
    fetch: send && ((input, init) => send(input, init)),
    credentials: credentialsOption(options.credentials),
    timeout: durationOption('timeout', options.timeout, defaults.timeout),
    silence: defaults.silence ?? 5000,
    deadline: durationOption('deadline', options.deadline, defaults.deadline),
    retryLimit: countOption('retry.limit', limit, { fallback: 2, minimum: 0 }),
    maxBytes: countOption('maxBytes', options.maxBytes, { fallback: defaultMaxBytes, maximum: largestMaxBytes }),
    maxRows: countOption('maxRows', options.maxRows, { fallback: defaultMaxRows, maximum: 2 ** 32 - 1 }),
    readFailures: defaults.readFailures ?? false,
    longestWait: defaults.longestWait ?? Infinity,
    random: defaults.random ?? Math.random,
    now: defaults.now ?? Date.now,
  };
}

function credentialsOption(value: Credentials | undefined): Credentials | undefined {
  if (value === undefined || ['omit', 'same-origin', 'include'].includes(value)) return value;
  throw invalidOption('credentials', 'omit, same-origin or include', value);
}
