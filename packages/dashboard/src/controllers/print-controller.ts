import type { LitElement, ReactiveController } from 'lit';
import { windowOf } from '../genuine.ts';

/** Tells the host when the page goes to paper, and when that is over. */
export class PrintController implements ReactiveController {
  readonly #host: LitElement;
  readonly #listener: (event: Event) => void;
  #window: Window | null = null;

  /** @param changed has to have drawn when it returns: the browser does not wait. */
  constructor(host: LitElement, changed: (printing: boolean) => void) {
    this.#host = host;
    this.#listener = (event) => changed(event.type === 'beforeprint');
    host.addController(this);
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    for (const type of printEvents) this.#window?.addEventListener(type, this.#listener);
  }

  hostDisconnected(): void {
    for (const type of printEvents) this.#window?.removeEventListener(type, this.#listener);
  }
}

const printEvents = ['beforeprint', 'afterprint'];
