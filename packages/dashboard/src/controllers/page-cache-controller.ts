import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../genuine.ts';

/**
 * Tells when the page may go into the browser's memory of pages (the back/forward cache), and when it comes out of it as
 * it was left: since then, somebody else may have signed in.
 * @see https://web.dev/articles/bfcache#update-stale-or-sensitive-data-after-bfcache-restore
 */
export class PageCacheController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #listener: (event: PageTransitionEvent) => void;
  #window: Window | null = null;

  /** @param changed has to have drawn when it returns: a page that is put away is not drawn any more. */
  constructor(host: ReactiveControllerHost & Element, changed: (event: 'left' | 'restored') => void) {
    this.#host = host;
    this.#listener = ({ persisted, type }) => {
      if (persisted) changed(type === 'pagehide' ? 'left' : 'restored');
    };
    host.addController(this);
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    for (const type of pageEvents) this.#window?.addEventListener(type, this.#listener);
  }

  hostDisconnected(): void {
    for (const type of pageEvents) this.#window?.removeEventListener(type, this.#listener);
    this.#window = null;
  }
}

const pageEvents = ['pagehide', 'pageshow'] as const;
