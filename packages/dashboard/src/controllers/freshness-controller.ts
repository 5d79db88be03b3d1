import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Says when it may be time to load again: on focus, on coming back, on reconnect, and at an interval. */
export class FreshnessController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #due: (reason: 'return' | 'interval') => void;
  #interval = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
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
    this.#window = this.#host.ownerDocument.defaultView;
    this.#window?.addEventListener('focus', this.#returned);
    this.#window?.addEventListener('online', this.#returned);
    this.#host.ownerDocument.addEventListener('visibilitychange', this.#returned);
    this.#restart();
  }

  hostDisconnected(): void {
    this.#window?.removeEventListener('focus', this.#returned);
    this.#window?.removeEventListener('online', this.#returned);
    this.#window?.document.removeEventListener('visibilitychange', this.#returned);
    this.#window = null;
    clearInterval(this.#timer);
  }

  #returned = () => this.#tell('return');

  #tell(reason: 'return' | 'interval') {
    const view = this.#window;
    if (view && view.document.visibilityState !== 'hidden' && view.navigator.onLine) this.#due(reason);
  }

  #restart() {
    clearInterval(this.#timer);
    if (this.#interval > 0 && this.#window) {
      this.#timer = setInterval(() => this.#tell('interval'), this.#interval);
    }
  }
}
