import type { LitElement, ReactiveController } from 'lit';
import { genuine, windowOf } from './genuine.ts';
import { around, schemeAt } from './scheme.ts';

/**
 * Gives what is inside the scheme of the place the host stands in, and follows it: an attribute of an element around it, a
 * style sheet that has loaded, and what the system prefers may change it.
 */
export class SchemeController implements ReactiveController {
  readonly #host: LitElement;
  #root: HTMLElement | null = null;
  #leave: (() => void) | undefined;
  #frame = 0;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const view = windowOf(this.#host);
    if (!view) return;
    const { document } = view;
    const observer = new view.MutationObserver(this.#lookSoon);
    for (const element of around(this.#host)) observer.observe(element, { attributes: true });
    const preference = view.matchMedia('(prefers-color-scheme: dark)');
    preference.addEventListener('change', this.#lookSoon);
    genuine(document, 'addEventListener').call(document, 'load', this.#loaded, true);
    this.#leave = () => {
      observer.disconnect();
      preference.removeEventListener('change', this.#lookSoon);
      genuine(document, 'removeEventListener').call(document, 'load', this.#loaded, true);
      view.cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    };
    if (this.#root) this.#lookSoon();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  hostUpdated(): void {
    const root = this.#host.renderRoot.querySelector<HTMLElement>('section, figure, .scroller');
    if (root === this.#root) return;
    this.#root = root;
    this.#look();
  }

  /** Images load, too. */
  #loaded = ({ target }: Event) => {
    if (target && 'sheet' in target) this.#lookSoon();
  };

  #lookSoon = () => {
    this.#frame ||= windowOf(this.#host)?.requestAnimationFrame(this.#look) ?? 0;
  };

  #look = () => {
    this.#frame = 0;
    if (!this.#root || !this.#leave) return;
    this.#root.style.colorScheme = schemeAt(this.#host, this.#root) ?? '';
    // What is on its way from one colour to another is not there yet.
    const moving = Array.from(around(this.#host), (element) => genuine(element, 'getAnimations').call(element))
      .flat()
      .filter((animation) => /color/.test((animation as CSSTransition).transitionProperty));
    if (moving.length) void Promise.allSettled(moving.map(({ finished }) => finished)).then(this.#lookSoon);
  };
}
