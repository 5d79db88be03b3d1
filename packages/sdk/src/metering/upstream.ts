import { isReportId, parseReport, type Message, type Report } from '../contract.ts';
import { JsonClient, type HeadersOption } from '../http.ts';
import { readHttpOptions } from '../http/options.ts';
import { countOption, invalidOption, ownOptions } from '../options.ts';
import { Circuit } from './circuit.ts';
import { parseJson, readMessages } from './messages.ts';
import { Reports } from './reports.ts';
import { RetryShare } from './retry-share.ts';

/**
 * Where messages and reports come from. `createUpstream` makes one that talks HTTP; any other object of this shape will
 * do, and what it gives is checked against the contract.
 */
export interface Upstream {
  /**
   * All messages of the current period, in the order of the bill. Whoever wraps an upstream of ours hands on the very
   * objects: what an invalid `report_id` was is known of them, and not of copies.
   */
  messages(signal?: AbortSignal): Promise<readonly Message[]>;
  /** The report with this id; undefined when there is none. */
  report(id: number, signal?: AbortSignal): Promise<Report | undefined>;
  /** How many reports may be looked up at once. @default 8 */
  readonly concurrency?: number | undefined;
}

/** All times are milliseconds. */
export interface UpstreamOptions {
  /** An absolute http(s) URL without user name, query and fragment; its path is kept. */
  readonly baseUrl: string | URL;
  /** Sent with every request. A function is called for every attempt, and once more after a 401. */
  readonly headers?: HeadersOption | undefined;
  /** @default the runtime's own */
  readonly fetch?: typeof fetch | undefined;
  /** How long an attempt waits for the header of an answer. Each piece of the body then has 5 s. @default 5000 */
  readonly timeout?: number | undefined;
  /**
   * How long one call may take, retries included. A wait that `Retry-After` asks for is waited through where it ends before
   * that, and else fails the call at once. @default 15000
   */
  readonly deadline?: number | undefined;
  /**
   * `limit` counts the retries after the first attempt. All calls pay their retries from one budget for each kind of
   * endpoint: 3 at first, 0.1 for each success. `sharedWith` takes those of another upstream: where each customer has
   * one of the same server, all together retry no more than one would. Each then has a share of its own, 2 retries at
   * first, 0.1 for each success, 5 at most: a customer whose calls always fail takes no more. @default { limit: 2 }
   */
  readonly retry?: { readonly limit?: number | undefined; readonly sharedWith?: Upstream | undefined } | undefined;
  /** How many reports are looked up at once. @default 8 */
  readonly concurrency?: number | undefined;
  /** The largest body, in decoded bytes. @default 268435456 (256 MiB) */
  readonly maxBytes?: number | undefined;
  /** The most messages of a period. Their JSON may hold 2 lists or objects and 8 values for each. @default 2000000 */
  readonly maxRows?: number | undefined;
}

export const defaultConcurrency = 8;
/** The body of a report, in bytes: a number, a name and a price. */
const largestReport = 64 * 2 ** 10;

/** What is behind each upstream that `createUpstream` made. */
const ours = new WeakMap<Upstream, Works>();

interface Works {
  readonly reports: Reports;
  readonly messageRetries: RetryShare;
  readonly reportRetries: RetryShare;
}

/** Was it made by `createUpstream`, so that what it gives has been checked already? */
export function isOwnUpstream(upstream: Upstream): boolean {
  return ours.has(upstream);
}

/** What an upstream of ours remembers of a report: null when there is none, undefined when it has to be asked. */
export function knownReport(upstream: Upstream, id: number): Report | null | undefined {
  return ours.get(upstream)?.reports.known(id);
}

/**
 * An upstream that talks HTTP. It remembers the reports it has found (10,000 at most), so a server keeps it: one for
 * each customer if their `headers` differ.
 *
 * It leaves an upstream alone that is down: when 5 requests for messages in a row have met a network fault, a time-out or
 * a 5xx, calls fail with a `CircuitOpenError` for 10 s; then one request finds out. Reports have a circuit of their own,
 * which 5 different ids must open: one report that cannot be read is no outage. A caller who leaves after half of `timeout`
 * or more without a sign of the answer counts like a time-out, one who leaves earlier like nothing.
 *
 * @throws {UsageError} `invalid_option`
 * @example
 * const upstream = createUpstream({
 *   baseUrl: 'https://api.example.com/tech-task',
 *   headers: async () => ({ authorization: `Bearer ${await token()}` }),
 * });
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  return connectUpstream(options, {});
}

/** What an upstream takes from the world around it. */
export interface World {
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
  readonly random?: () => number;
}

/** As `createUpstream`, in a world that a test holds. */
export function connectUpstream(options: UpstreamOptions, world: World): Upstream {
  const own = ownOptions('options', options);
  const { now, random } = ownOptions('world', world);
  const base = readBaseUrl(own.baseUrl);
  const concurrency = countOption('concurrency', own.concurrency, { fallback: defaultConcurrency });
  const defaults = { timeout: 5000, deadline: 15_000, ...(random && { random }) };
  const { sharedWith } = ownOptions('retry', own.retry === undefined ? {} : own.retry);
  const bank = bankOf(sharedWith);
  // All options are checked before anything is shared.
  const { retryLimit } = readHttpOptions(own, defaults);
  // One for each kind of endpoint: what one suffers is not paid by the other.
  const messageRetries = bank?.messageRetries.another() ?? RetryShare.ofNew(retryLimit);
  const reportRetries = bank?.reportRetries.another() ?? RetryShare.ofNew(retryLimit);
  const messagesClient = new JsonClient(own, defaults, messageRetries);
  const reportsClient = new JsonClient(own, defaults, reportRetries);
  const messagesUrl = new URL(`${base}/messages/current-period`);
  const messagesCircuit = new Circuit(`GET ${messagesUrl}`, now);
  const reportsCircuit = new Circuit(`GET ${base}/reports`, now);
  const lookUp = (id: number, signal: AbortSignal) => {
    const parse = (body: unknown) => parseReport(body, id);
    const request = { parse, missing: () => undefined, admit: () => reportsCircuit.admit(id), largest: largestReport };
    return reportsClient.get<Report | undefined>(new URL(`${base}/reports/${id}`), request, signal);
  };
  const reports = new Reports(lookUp, concurrency, now);
  const upstream: Upstream = Object.freeze({
    concurrency,
    messages: (signal?: AbortSignal) =>
      messagesClient.get(messagesUrl, { parse: readMessages, parseJson, admit: () => messagesCircuit.admit() }, signal),
    report: async (id: number, signal?: AbortSignal) => {
      if (!isReportId(id)) throw invalidOption('id', 'a safe integer of at least 0', id);
      return reports.get(id, signal);
    },
  });
  ours.set(upstream, { reports, messageRetries, reportRetries });
  return upstream;
}

function bankOf(upstream: Upstream | undefined): Works | undefined {
  const works = upstream && ours.get(upstream);
  if (upstream === undefined || works) return works;
  throw invalidOption('retry.sharedWith', 'an upstream that createUpstream made', upstream);
}

/** Without a slash at its end. What was given is never repeated: it may hold a secret. */
function readBaseUrl(baseUrl: unknown): string {
  const text = String(baseUrl);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw invalidOption('baseUrl', 'an absolute http or https URL, such as https://api.example.com', baseUrl);
  }
  if (url.username || url.password) {
    throw invalidOption('baseUrl', 'a URL without a user name or password (send them by `headers`)', baseUrl);
  }
  if (/[?#]/.test(text)) throw invalidOption('baseUrl', 'a URL without a query or fragment', baseUrl);
  return url.href.replace(/\/+$/, '');
}
