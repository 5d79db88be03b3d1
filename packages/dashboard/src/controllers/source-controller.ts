import { Task } from '@lit/task';
import {
  isPromise,
  type HttpStatusError,
  type UsageClient,
  type UsageError,
  type UsageSnapshot,
  type UsageSource,
} from '@usage/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Age } from './age.ts';
import { Patience } from './patience.ts';
import { errorOf, isRefusal, loadFrom, type SourceHooks, type SourceState } from './source-state.ts';

/** The one owner of source and snapshot: loads while the host is in the page, and says what there is to show. */
export class SourceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #hooks: SourceHooks;
  readonly #task: Task<[Promise<UsageSnapshot>, AbortController], UsageSnapshot>;
  readonly #patience = new Patience();
  #source: UsageSource | undefined;
  /** The page gave the usage itself: it is the page's to drop, and there is nobody to ask. */
  #given = false;
  #leave: (() => void) | undefined;
  #status: SourceState['status'] = 'idle';
  #error: UsageError | undefined;
  /** Nothing of the source is shown before it has said whose usage is wanted now. */
  #hidden = true;
  #loadedAt: number | undefined;
  readonly #age = new Age();
  #connected = false;
  // What has to be done once the host is in the page again.
  #interrupted: { readonly refresh: boolean } | undefined;
  /** The load that is under way asks the server in any case. */
  #refreshing = false;

  /** Counts how often what was shown has been dropped: what is shown since is another's. */
  epoch = 0;

  constructor(host: ReactiveControllerHost, hooks: SourceHooks) {
    this.#host = host;
    this.#hooks = hooks;
    this.#task = new Task(host, {
      autoRun: false,
      task: async ([load, controller], { signal }) => {
        const leave = () => controller.abort(signal.reason);
        signal.addEventListener('abort', leave, { once: true });
        return Promise.resolve(load).finally(() => signal.removeEventListener('abort', leave));
      },
      onComplete: (snapshot) => this.#complete(snapshot),
      onError: (error) => this.#fail(error),
    });
    host.addController(this);
  }

  get state(): SourceState {
    const snapshot = this.#hidden ? undefined : this.#source?.current;
    const loaded = snapshot && { snapshot, loadedAt: this.#source?.loadedAt };
    switch (this.#status) {
      case 'ready':
        // Another element's load has dropped it: a load of our own is under way.
        return loaded ? { status: 'ready', loaded } : { status: 'loading', loaded };
      case 'failed':
        return { status: 'failed', loaded, error: this.#error! };
      case 'loading':
        return { status: 'loading', loaded };
      default:
        return { status: 'idle' };
    }
  }

  /** Milliseconds since what is shown was loaded, by the clock that says more; Infinity where nothing was. */
  get age(): number {
    return this.#age.of(this.#source?.loadedAt);
  }

  /** Is there a source that could be asked again? */
  get canLoad(): boolean {
    return !!this.#source;
  }

  /**
   * Shows another source. What was shown is dropped, as it may be another customer's.
   * @param given The page gave the usage itself.
   */
  set(source: UsageSource | undefined, given = false): void {
    this.#drop();
    this.#source = source;
    this.#given = given;
    this.#patience.forget();
    this.#follow();
    void this.load();
  }

  /** Shows newer usage that the page gave, in the place of what was there. */
  replace(source: UsageSource): void {
    this.#source = source;
    this.#follow();
    void this.load();
  }

  refuse(error: UsageError): void {
    this.set(undefined);
    this.#failWith(error);
  }

  /** The page's function for headers is a new one: usage that is not of whom it speaks now is dropped. */
  async recheck(): Promise<void> {
    const source = this.#source as UsageClient | undefined;
    // A function that fails says so when its headers are needed.
    const changed = await Promise.resolve(source?.recheck()).catch(() => false);
    if (changed && source === this.#source) this.renew();
  }

  /** Drops what is shown; nothing is loaded before somebody asks. */
  drop(): void {
    if (!this.#given) this.#drop();
  }

  /** Drops what is shown, and asks anew. */
  renew(): void {
    this.drop();
    void this.load(true);
  }

  /** Loads. A refresh begins anew whatever is under way; any other load joins it. */
  load(refresh = false): Promise<void> {
    if (!this.#source) return Promise.resolve();
    if (!this.#connected && !this.#given) {
      this.#interrupted = { refresh: refresh || (this.#interrupted?.refresh ?? false) };
      return Promise.resolve();
    }
    if (this.#status !== 'loading' || refresh) {
      const controller = new AbortController();
      const loadedAt = this.#source.loadedAt;
      const load = loadFrom(this.#source, { signal: controller.signal, refresh });
      if (!isPromise(load)) {
        this.#task.abort();
        this.#show();
        return Promise.resolve();
      }
      this.#status = 'loading';
      this.#refreshing = refresh;
      this.#loadedAt = loadedAt;
      void this.#task.run([load, controller]);
      this.#host.requestUpdate();
    }
    return this.#task.taskComplete.then(
      () => undefined,
      () => undefined,
    );
  }

  /**
   * Loads though no person asked for it: not before the time is over that a failure's `retryAfter` asked for, and without
   * `refresh` only when the source says that what it has is old.
   */
  loadUnasked(refresh = false): void {
    if (this.#status === 'loading' || this.#patience.isAsked) return;
    if (refresh || this.#source?.stale !== false) void this.load(refresh);
  }

  hostConnected(): void {
    this.#connected = true;
    this.#follow();
    const interrupted = this.#interrupted;
    this.#interrupted = undefined;
    if (interrupted) void this.load(interrupted.refresh);
    else if (this.#status !== 'idle') this.loadUnasked();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#leave?.();
    if (this.#status !== 'loading') return;
    this.#interrupted = { refresh: this.#refreshing };
    this.#status = this.#hidden || !this.#source?.current ? 'idle' : 'ready';
    this.#task.abort();
    this.#host.requestUpdate();
  }

  #follow(): void {
    this.#leave?.();
    this.#leave = this.#connected ? this.#source?.subscribe(() => this.#sourceChanged()) : undefined;
  }

  /** Perhaps by the load of another element. */
  #sourceChanged(): void {
    const { current } = this.#source!;
    this.#age.note(this.#source?.loadedAt);
    if (!current && !this.#hidden) {
      // Dropped: it was another customer's.
      if (this.#status === 'loading') return this.#forget();
      this.#drop();
      void this.load();
    } else if (this.#status === 'failed' && current) {
      void this.load();
    }
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.epoch++;
    this.#hooks.dropped();
    this.#hidden = true;
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#forget();
    this.#status = 'idle';
    this.#error = undefined;
    this.#interrupted = undefined;
    this.#task.abort();
  }

  #show(): void {
    this.#age.note(this.#source?.loadedAt);
    this.#status = 'ready';
    this.#hidden = false;
    this.#host.requestUpdate();
  }

  #complete(snapshot: UsageSnapshot): void {
    if (this.#status !== 'loading') return;
    this.#patience.forget();
    this.#age.begin(this.#source?.loadedAt);
    this.#show();
    // What a client remembered did not come over the network.
    if (this.#source?.loadedAt !== this.#loadedAt) this.#hooks.loaded(snapshot);
  }

  #fail(reason: unknown): void {
    // Aborted by us: the state has moved on.
    if (this.#status !== 'loading') return;
    this.#failWith(errorOf(reason));
  }

  #failWith(error: UsageError): void {
    this.#patience.ask((error as Partial<HttpStatusError>).retryAfter);
    if (isRefusal(error)) this.#hidden = true;
    this.#status = 'failed';
    this.#error = error;
    this.#host.requestUpdate();
    this.#hooks.failed(error);
  }
}
