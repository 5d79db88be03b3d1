import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../genuine.ts';
import { readParameter, writeParameter } from './url-parameter.ts';

// Who writes which parameter, by window: two dashboards must not fight over one.
const owners = new WeakMap<Window, Map<string, UrlParameterController>>();
const warned = new WeakSet<UrlParameterController>();

/** Reads and writes one parameter of the page's URL, which belongs to one dashboard at a time. */
export class UrlParameterController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #attribute: string;
  readonly #changed: () => void;
  #name = '';
  #window: Window | undefined;

  /**
   * @param attribute The one that names the parameter.
   * @param changed is called when the person goes back or forth in history.
   */
  constructor(host: ReactiveControllerHost & Element, attribute: string, changed: () => void) {
    this.#host = host;
    this.#attribute = attribute;
    this.#changed = changed;
    host.addController(this);
  }

  /** The parameter's name; empty switches the URL off. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    if (name === this.#name) return;
    this.#release();
    this.#name = name;
    this.#claim();
  }

  /** The parameter's text, decoded; undefined when it is not there or not ours. */
  get text(): string | undefined {
    return this.owned ? readParameter(this.#window?.location.search ?? '', this.#name) : undefined;
  }

  /** Writes the parameter into the current history entry, or removes it. Nothing else of the URL or entry changes. */
  write(text: string | undefined): void {
    if (!this.owned || !this.#window) return;
    const { history, location } = this.#window;
    try {
      history.replaceState(history.state, '', writeParameter(location.href, this.#name, text));
    } catch {
      // Sandboxed pages forbid it, and Safari after a hundred calls: the dashboard changes all the same.
    }
  }

  hostConnected(): void {
    this.#claim();
  }

  hostDisconnected(): void {
    this.#release();
  }

  /** Is the parameter ours to read and write? */
  get owned(): boolean {
    return !!this.#window && !!this.#name && owners.get(this.#window)?.get(this.#name) === this;
  }

  #claim(): void {
    const view = this.#host.isConnected ? windowOf(this.#host) : null;
    if (!view || !this.#name) return;
    const byName = owners.get(view) ?? new Map<string, UrlParameterController>();
    owners.set(view, byName);
    const owner = byName.get(this.#name) ?? this;
    if (owner !== this) {
      if (!warned.has(this)) {
        console.warn(
          `<usage-dashboard>: the URL parameter "${this.#name}" is in use by another dashboard of this page, or for ` +
            `something else. Give one of them a ${this.#attribute} of its own, or an empty one.`,
        );
      }
      warned.add(this);
      return;
    }
    byName.set(this.#name, this);
    this.#window = view;
    view.addEventListener('popstate', this.#changed);
  }

  #release(): void {
    if (!this.#window) return;
    this.#window.removeEventListener('popstate', this.#changed);
    owners.get(this.#window)?.delete(this.#name);
    this.#window = undefined;
  }
}
