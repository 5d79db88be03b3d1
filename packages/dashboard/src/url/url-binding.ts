import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../genuine.ts';
import { isMarkLost, stateFor } from './history-state.ts';
import { routeOf } from './route.ts';
import { readParameter, writeParameter } from './url-parameter.ts';
import { UrlRegistry, type UrlFollower } from './url-registry.ts';

/** By field of the query: the name of its URL parameter; empty keeps it out of the URL. */
export type ParameterNames<Field extends string> = Readonly<Record<Field, string>>;

/**
 * Reads and writes the parameters of one element in the page's URL: only while it is in the page, on the route where it
 * was put, and where no other element has the parameter.
 */
export class UrlBinding<Field extends string> implements ReactiveController, UrlFollower {
  readonly #host: ReactiveControllerHost & Element;
  readonly #changed: () => void;
  readonly #attribute: (field: Field, name: string) => string | undefined;
  #names: ParameterNames<Field>;
  #window: Window | undefined;
  /** The one of the route below; after a removal, too. */
  #home: Window | undefined;
  #route = '';
  /** The page has been on another route since: on the way back, what the URL says counts. */
  #wasAway = false;
  #observer: ResizeObserver | undefined;
  /** What the URL said at the last look. */
  #texts: Partial<Record<Field, string>> = {};
  #isWriting = false;
  readonly #warned = new Set<string>();

  /**
   * @param attribute The one that names a field's parameter, for a warning where two have one name; undefined for none.
   * @param changed is called when the URL says something else than before.
   */
  constructor(
    host: ReactiveControllerHost & Element,
    names: ParameterNames<Field>,
    attribute: (field: Field, name: string) => string | undefined,
    changed: () => void,
  ) {
    this.#host = host;
    this.#names = names;
    this.#attribute = attribute;
    this.#changed = changed;
    host.addController(this);
  }

  set names(names: ParameterNames<Field>) {
    if (this.#fields.every((field) => names[field] === this.#names[field])) return;
    this.#release();
    this.#names = names;
    this.#claim();
  }

  /** What the URL says, decoded; undefined where it says nothing, or not to this element. */
  text(field: Field): string | undefined {
    return this.#texts[field];
  }

  /** The name of the parameter that says it. */
  nameOf(field: Field): string {
    return this.#names[field];
  }

  /** Writes a parameter into the current history entry, or removes it. Nothing else of the URL or entry changes. */
  write(field: Field, text: string | undefined): void {
    const view = this.#window;
    if (!view || !this.#owns(field)) return;
    const { history, location } = view;
    const { state } = history as { state: unknown };
    const href = writeParameter(location.href, this.#names[field], text);
    const pathOf = (url: string) => url.slice(location.origin.length);
    const own = stateFor(state, pathOf(location.href), pathOf(href));
    this.#isWriting = true;
    try {
      history.replaceState(own, '', href);
      if (isMarkLost(state, history.state))
        history.replaceState({ ...(own as object), ...(state as object) }, '', href);
    } catch {
      // Sandboxed pages forbid it, and Safari after a hundred calls: the dashboard changes all the same.
    } finally {
      this.#isWriting = false;
    }
    this.#texts = this.#read();
  }

  look(): void {
    if (this.#isWriting || !this.isHere()) return;
    const texts = this.#read();
    if (!this.#wasAway && this.#fields.every((field) => texts[field] === this.#texts[field])) return;
    this.#wasAway = false;
    this.#texts = texts;
    this.#changed();
  }

  hostConnected(): void {
    this.#claim();
  }

  hostDisconnected(): void {
    this.#release();
  }

  get #fields(): Field[] {
    return Object.keys(this.#names) as Field[];
  }

  /** An app may keep the element, hidden, and go elsewhere. */
  isHere(): boolean {
    const isHere = !!this.#window && routeOf(this.#window.location) === this.#route;
    this.#wasAway ||= !isHere;
    return isHere;
  }

  get #isSeen(): boolean {
    return this.#host.getClientRects().length > 0;
  }

  /** An app may put it hidden into the page before its route is there: it belongs to where it is shown first. */
  #awaitSight(view: Window & typeof globalThis): void {
    if (typeof view.ResizeObserver === 'undefined') return;
    this.#observer = new view.ResizeObserver(() => {
      // Engines may tell of what has no size, too.
      if (this.#window !== view || !this.#isSeen) return;
      this.#observer?.disconnect();
      if (!this.isHere()) this.#route = routeOf(view.location);
      this.look();
      for (const field of this.#fields) this.#warn(field, this.#names[field]);
    });
    this.#observer.observe(this.#host);
  }

  #owns(field: Field): boolean {
    const name = this.#names[field];
    return !!name && !!this.#window && UrlRegistry.of(this.#window).owner(name) === this;
  }

  #read(): Partial<Record<Field, string>> {
    const texts: Partial<Record<Field, string>> = {};
    for (const field of this.#fields) {
      const text = this.#owns(field) ? readParameter(this.#window!.location.search, this.#names[field]) : undefined;
      if (text !== undefined) texts[field] = text;
    }
    return texts;
  }

  #claim(): void {
    const view = this.#host.isConnected ? windowOf(this.#host) : null;
    if (!view) return;
    this.#window = view;
    const route = routeOf(view.location);
    // A router may move what it keeps, hidden: that belongs to where it was seen, until it is seen elsewhere.
    if (view !== this.#home || (route !== this.#route && this.#isSeen)) this.#route = route;
    this.#home = view;
    this.#awaitSight(view);
    for (const name of Object.values<string>(this.#names)) if (name) UrlRegistry.of(view).claim(name, this);
    this.look();
  }

  #release(): void {
    const view = this.#window;
    this.#window = undefined;
    this.#observer?.disconnect();
    for (const name of Object.values<string>(this.#names)) {
      if (view && name) UrlRegistry.of(view).release(name, this);
    }
  }

  #warn(field: Field, name: string): void {
    const attribute = this.#attribute(field, name);
    if (!name || !attribute || this.#owns(field) || this.#warned.has(name)) return;
    this.#warned.add(name);
    console.warn(
      `<usage-dashboard>: the URL parameter "${name}" is in use by another dashboard of this page, or for something ` +
        `else. Give one of them a ${attribute} of its own, or an empty one.`,
    );
  }
}
