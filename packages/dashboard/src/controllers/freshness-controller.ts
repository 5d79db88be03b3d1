import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { genuine, windowOf } from '../genuine.ts';

/** A longer timer fires at once. */
const longestTimer = 2 ** 31 - 1;
/** The pages that one network brings back do not ask at once, but within so many milliseconds. */
const reconnectSpread = 1000;

/** Says when it may be time to load again: on focus, on coming back, on reconnect, and at an interval. */
export class FreshnessController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #due: (reason: 'return' | 'interval') => void;
  #interval = 0;
  #timer: number | undefined;
  #reconnect: number | undefined;
  /** Its timers, too: those of a page in the background are slow. */
  #window: Window | null = null;

  /** @param due is never called while the page is hidden or offline. */
  constructor(host: ReactiveControllerHost & Element, due: (reason: 'return' | 'interval') => void) {
    this.#host = host;
    this.#due = due;
    host.addController(this);
  }

  /** Milliseconds between two intervals; 0 for none. */
  set interval(milliseconds: number) {
    if (milliseconds === this.#interval) return;
    this.#interval = milliseconds;
    this.#restart();
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    this.#window?.addEventListener('focus', this.#returned);
    this.#window?.addEventListener('online', this.#reconnected);
    const { ownerDocument } = this.#host;
    genuine(ownerDocument, 'addEventListener').call(ownerDocument, 'visibilitychange', this.#returned);
    this.#restart();
  }

  hostDisconnected(): void {
    this.#window?.removeEventListener('focus', this.#returned);
    this.#window?.removeEventListener('online', this.#reconnected);
    const document = this.#window?.document;
    if (document) genuine(document, 'removeEventListener').call(document, 'visibilitychange', this.#returned);
    this.#window?.clearTimeout(this.#timer);
    this.#window?.clearTimeout(this.#reconnect);
    this.#window = null;
  }

  #returned = () => this.#tell('return');

  #reconnected = () => {
    this.#window?.clearTimeout(this.#reconnect);
    this.#reconnect = this.#window?.setTimeout(this.#returned, Math.random() * reconnectSpread);
  };

  #tell(reason: 'return' | 'interval') {
    const view = this.#window;
    if (!view || !view.navigator.onLine) return;
    if (genuine(view.document, 'visibilityState') !== 'hidden') this.#due(reason);
  }

  /** Up to a tenth later each time: dashboards that were opened at once do not go on asking at once. */
  #restart() {
    this.#window?.clearTimeout(this.#timer);
    if (!this.#interval || !this.#window) return;
    this.#timer = this.#window.setTimeout(
      () => {
        this.#restart();
        this.#tell('interval');
      },
      Math.min(this.#interval * (1 + Math.random() / 10), longestTimer),
    );
  }
}
