import { UsageError, describeType, isUsageError, type HttpStatusError } from '../errors.ts';
import { isScale } from '../amounts.ts';
import { abortable, isPromise, withDeadline } from '../waiting.ts';
import { UsageLedger } from './ledger.ts';
import type { MaybePromise, UsageSnapshot } from './snapshot.ts';
import { Listeners, checkLoadOptions, type LoadOptions, type UsageSource } from './source.ts';

/** All that a client must have. What it gives is checked: a snapshot, a list of usage items, or an answer of `/usage`. */
export interface LoadingClient {
  load(options: { readonly signal?: AbortSignal; readonly refresh?: boolean }): unknown;
  /** Would `load()` ask a server? Taken for true where it is not there. */
  readonly stale?: boolean;
  /** When the newest usage came, in milliseconds since 1970. */
  readonly loadedAt?: number | undefined;
}

/** How long a client may take that does not say itself that it has failed, in milliseconds. */
const longestLoad = 75_000;

/** Those who are given one client share one source, and so always agree. */
const sources = new WeakMap<object, UsageSource>();

/**
 * A client as a source: itself where it is one already, such as a `UsageClient`, of this copy of the SDK or another.
 * @throws {UsageError} `invalid_option` for what has no `load`.
 */
export function sourceOf(client: unknown): UsageSource {
  const { load, subscribe } = Object(client) as Partial<UsageSource>;
  if (typeof load !== 'function') {
    throw new UsageError('invalid_option', `A client must have load(); got ${describeType(client)}.`);
  }
  // A store of another kind may have subscribe(), too.
  if (typeof subscribe === 'function' && 'current' in (client as object)) return client as UsageSource;
  const source = sources.get(client as object) ?? new ClientSource(client as LoadingClient);
  sources.set(client as object, source);
  return source;
}

/**
 * Usage as a snapshot: itself where it is one, of this copy of the SDK or another; a list of usage items or an answer of
 * `/usage` is checked.
 * @throws {ContractError} for a list or answer that breaks the contract.
 * @throws {UsageError} `invalid_option` for anything else.
 */
export function snapshotOf(usage: unknown, what = 'usage'): UsageSnapshot {
  if (isSnapshot(usage)) return usage;
  if (Array.isArray(usage) || (typeof usage === 'object' && usage !== null && 'usage' in usage)) {
    return UsageLedger.from(usage);
  }
  throw new UsageError(
    'invalid_option',
    `\`${what}\` must be a snapshot, a list of usage items or an answer of /usage; got ${describeType(usage)}.`,
  );
}

/** Usage that a host gives once, as a source that has it from the first. */
export function givenSource(snapshot: UsageSnapshot): UsageSource {
  return { current: snapshot, stale: false, load: () => snapshot, subscribe: () => () => {} };
}

function isSnapshot(value: unknown): value is UsageSnapshot {
  const { summary, rows, blocks, revision, scale, messages, totalAmount } = Object(value) as Partial<UsageSnapshot>;
  return (
    [summary, rows, blocks].every((method) => typeof method === 'function') &&
    [messages, totalAmount].every(Number.isSafeInteger) &&
    typeof revision === 'string' &&
    isScale(scale)
  );
}

/** A client of the host's, which may give anything, late, or never. */
class ClientSource implements UsageSource {
  current: UsageSnapshot | undefined;
  loadedAt: number | undefined;
  readonly #client: LoadingClient;
  readonly #changed = new Listeners();
  #loads = 0;
  /** The load that brought `current`, or has found it unchanged. */
  #newest = 0;

  constructor(client: LoadingClient) {
    this.#client = client;
  }

  get stale(): boolean {
    return this.#client.stale !== false;
  }

  subscribe(changed: () => void): () => void {
    return this.#changed.add(changed);
  }

  load(options: LoadOptions = {}): MaybePromise<UsageSnapshot> {
    const number = ++this.#loads;
    const failed = async (error: unknown): Promise<never> => {
      options?.signal?.throwIfAborted();
      throw this.#errorOf(number, error);
    };
    try {
      const { signal, refresh = false } = checkLoadOptions(options);
      signal?.throwIfAborted();
      const given = this.#client.load({ ...(signal && { signal }), refresh });
      if (!isPromise(given)) return this.#loaded(number, given);
      const late = () =>
        new UsageError('timeout', `The page's client gave nothing within ${longestLoad / 1000} s. Try again.`);
      const waited = withDeadline(longestLoad, signal, late, (own) => abortable(Promise.resolve(given), own));
      return waited.then((usage) => this.#loaded(number, usage)).catch(failed);
    } catch (error) {
      return failed(error);
    }
  }

  #loaded(number: number, usage: unknown): UsageSnapshot {
    const loaded = snapshotOf(usage, 'client.load()');
    if (number !== this.#loads) return loaded;
    this.#newest = number;
    const before = this.current;
    const current = before && before.revision === loaded.revision ? before : loaded;
    const { loadedAt } = this.#client;
    this.#become(current, Number.isFinite(loadedAt) ? loadedAt : Date.now());
    return current;
  }

  #errorOf(number: number, error: unknown): UsageError {
    const { status } = Object(error) as Partial<HttpStatusError>;
    // Whoever asks now may not see it; unless it was asked for after this was.
    if ((status === 401 || status === 403) && number > this.#newest) this.#become(undefined, undefined);
    // Without the cause: whatever a page's own client throws may hold a token.
    return isUsageError(error) ? error : new UsageError('network', 'The client of the page could not load usage.');
  }

  #become(current: UsageSnapshot | undefined, loadedAt: number | undefined): void {
    if (current === undefined && this.current === undefined) return;
    this.current = current;
    this.loadedAt = loadedAt;
    this.#changed.tell();
  }
}
