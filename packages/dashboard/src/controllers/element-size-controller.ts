import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../genuine.ts';

/** Watches the size of one element in the host's shadow root. */
export class ElementSizeController implements ReactiveController {
  /** Content width in CSS pixels; 0 until it is known. */
  width = 0;

  readonly #host: ReactiveControllerHost;
  readonly #find: () => Element | null;
  #observer: ResizeObserver | undefined;
  #observed: Element | null = null;

  constructor(host: ReactiveControllerHost, find: () => Element | null) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const element = this.#find();
    if (element === this.#observed) return;
    this.hostDisconnected();
    // One of another window would be told nothing while this one is resized.
    const { ResizeObserver } = (element && windowOf(element)) ?? {};
    if (!element || !ResizeObserver) return;
    this.#observer = new ResizeObserver((entries) => {
      const width = entries.at(-1)?.contentRect.width ?? 0;
      if (width === this.width) return;
      this.width = width;
      this.#host.requestUpdate();
    });
    this.#observer.observe(element);
    this.#observed = element;
  }

  hostConnected(): void {
    // Moved or put back: the same element has to be watched anew.
    if (this.#find()) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#observed = null;
  }
}
