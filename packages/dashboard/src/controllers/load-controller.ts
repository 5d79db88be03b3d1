import { Task } from '@lit/task';
import { UsageError, isUsageError, type HttpStatusError, type UsageLedger } from '@usage/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds that a source is left alone at most, however long it asks for: one odd answer must not end all refreshes. */
const longestPause = 3_600_000;

/** Where usage comes from: a `UsageClient`, or anything that loads like one. */
export interface UsageSource {
  load(options: { signal?: AbortSignal; refresh?: boolean }): Promise<UsageLedger>;
  /** Would `load()` go to the network? Taken for true when it is not there. */
  readonly stale?: boolean;
  /** When the newest usage came, in milliseconds since 1970. */
  readonly loadedAt?: number | undefined;
}

interface Loaded {
  readonly ledger: UsageLedger;
  /** Milliseconds since 1970; undefined for usage that the host gave. */
  readonly loadedAt: number | undefined;
}

/** One state at a time; what was loaded before stays beside `loading` and `failed`. */
export type LoadState =
  | { readonly status: 'idle'; readonly loaded?: undefined }
  | { readonly status: 'loading'; readonly loaded: Loaded | undefined }
  | { readonly status: 'ready'; readonly loaded: Loaded }
  | { readonly status: 'failed'; readonly loaded: Loaded | undefined; readonly error: UsageError };

interface Hooks {
  readonly loaded: (ledger: UsageLedger, before: UsageLedger | undefined) => void;
  readonly failed: (error: UsageError) => void;
}

/** Loads usage from a source while the host is in the page, and holds the state of that. */
export class LoadController implements ReactiveController {
  state: LoadState = { status: 'idle' };

  readonly #host: ReactiveControllerHost;
  readonly #hooks: Hooks;
  readonly #task: Task<[UsageSource, boolean], UsageLedger>;
  #source: UsageSource | undefined;
  #given = false;
  #loadedAt: number | undefined;
  // Since when the source is left alone, and for how long, in milliseconds.
  #pause = { since: 0, length: 0 };
  #connected = false;
  #interrupted = false;

  constructor(host: ReactiveControllerHost, hooks: Hooks) {
    this.#host = host;
    this.#hooks = hooks;
    this.#task = new Task(host, {
      autoRun: false,
      task: ([source, refresh], { signal }) => source.load({ signal, refresh }),
      onComplete: (ledger) => this.#complete(ledger),
      onError: (error) => this.#fail(error),
    });
    host.addController(this);
  }

  /** Is there a source that could be asked again? */
  get canLoad(): boolean {
    return !!this.#source;
  }

  /** Loads from another source; what the old one gave is dropped, as it may be another customer's. */
  setSource(source: UsageSource | undefined): void {
    if (source === this.#source && !this.#given) return;
    this.#task.abort();
    this.#given = false;
    this.#source = source;
    this.#pause.length = 0;
    this.#set({ status: 'idle' });
    void this.load();
  }

  /** Usage that the host gives, or the reason why it cannot be shown. */
  setGiven(given: UsageLedger | UsageError): void {
    this.#task.abort();
    this.#given = true;
    this.#source = undefined;
    if (isUsageError(given)) {
      this.#set({ status: 'failed', loaded: undefined, error: given });
      this.#hooks.failed(given);
    } else {
      this.#set({ status: 'ready', loaded: { ledger: given, loadedAt: undefined } });
    }
  }

  /** Loads unless it is loading already. */
  load(refresh = false): Promise<void> {
    if (!this.#source) return Promise.resolve();
    if (!this.#connected) {
      this.#interrupted = true;
      return Promise.resolve();
    }
    if (this.state.status !== 'loading') {
      this.#loadedAt = this.#source.loadedAt;
      this.#set({ status: 'loading', loaded: this.state.loaded });
      void this.#task.run([this.#source, refresh]);
    }
    return this.#task.taskComplete.then(
      () => undefined,
      () => undefined,
    );
  }

  /**
   * Loads though no person asked for it: not before the time is over that a failure's `retryAfter` asked for, which counts
   * for an hour at most, and without `refresh` only when the source says that what it has is old.
   */
  loadUnasked(refresh = false): void {
    const waited = Date.now() - this.#pause.since;
    // A clock that was set back tells nothing, and must not lengthen the pause.
    if (waited >= 0 && waited < this.#pause.length) return;
    if (refresh || this.#source?.stale !== false) void this.load(refresh);
  }

  hostConnected(): void {
    this.#connected = true;
    if (this.#interrupted) {
      this.#interrupted = false;
      void this.load();
    } else if (this.state.status !== 'idle') {
      this.loadUnasked();
    }
  }

  hostDisconnected(): void {
    this.#connected = false;
    if (this.state.status !== 'loading') return;
    this.#interrupted = true;
    const { loaded } = this.state;
    this.#set(loaded ? { status: 'ready', loaded } : { status: 'idle' });
    this.#task.abort();
  }

  #complete(ledger: UsageLedger): void {
    if (this.state.status !== 'loading') return;
    const before = this.state.loaded?.ledger;
    const loadedAt = this.#source?.loadedAt;
    this.#pause.length = 0;
    this.#set({ status: 'ready', loaded: { ledger, loadedAt: loadedAt ?? Date.now() } });
    // What a client remembered did not come over the network.
    const fresh = loadedAt === undefined ? before !== ledger : loadedAt !== this.#loadedAt;
    if (fresh) this.#hooks.loaded(ledger, before);
  }

  #fail(reason: unknown): void {
    // Aborted by us: the state has moved on.
    if (this.state.status !== 'loading') return;
    const error = isUsageError(reason)
      ? reason
      : // Without the cause: whatever a page's own client throws may hold a token.
        new UsageError('network', 'The client that the page gave could not load usage.');
    const { retryAfter } = error as Partial<HttpStatusError>;
    // A page's own client may have set anything.
    if (typeof retryAfter === 'number' && retryAfter > 0)
      this.#pause = { since: Date.now(), length: Math.min(retryAfter, longestPause) };
    this.#set({ status: 'failed', loaded: this.state.loaded, error });
    this.#hooks.failed(error);
  }

  #set(state: LoadState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
