/** What follows one or more parameters of a page's URL. */
export interface UrlFollower {
  /** Is the page on the route that it belongs to? */
  isHere(): boolean;
  /** The URL may have changed, or a parameter become free. */
  look(): void;
}

interface Navigation extends EventTarget {
  readonly currentEntry?: unknown;
}

const registries = new WeakMap<Window, UrlRegistry>();

/** Of a window: whose each URL parameter is, and when its URL may have changed. Two dashboards must not fight over one. */
export class UrlRegistry {
  readonly #window: Window;
  /** By parameter, in the order in which they came: of those on the page's route, the first one has it. */
  readonly #followers = new Map<string, UrlFollower[]>();

  private constructor(view: Window) {
    this.#window = view;
  }

  static of(view: Window): UrlRegistry {
    const registry = registries.get(view) ?? new UrlRegistry(view);
    registries.set(view, registry);
    return registry;
  }

  owner(parameter: string): UrlFollower | undefined {
    return this.#followers.get(parameter)?.find((follower) => follower.isHere());
  }

  claim(parameter: string, follower: UrlFollower): void {
    if (this.#followers.size === 0) this.#listen('addEventListener');
    this.#followers.set(parameter, [...(this.#followers.get(parameter) ?? []), follower]);
  }

  release(parameter: string, follower: UrlFollower): void {
    const others = this.#followers.get(parameter)?.filter((other) => other !== follower) ?? [];
    if (others.length) this.#followers.set(parameter, others);
    else this.#followers.delete(parameter);
    if (this.#followers.size === 0) this.#listen('removeEventListener');
    // Whoever waited has it now, and what the URL says.
    this.owner(parameter)?.look();
  }

  #listen(method: 'addEventListener' | 'removeEventListener'): void {
    const view = this.#window;
    for (const type of ['popstate', 'hashchange']) view[method](type, this.#look);
    // Where a browser has none, an element of the page may be called so.
    const { navigation } = (Object.hasOwn(view, 'navigation') ? view : {}) as { navigation?: Navigation };
    if (navigation) navigation[method]('currententrychange', this.#look);
    // An app's own writes are not told here: its links are clicked, and keys and focus come soon after.
    else for (const type of ['click', 'keyup', 'focusin', 'focus']) view[method](type, this.#lookSoon, true);
  }

  readonly #look = (): void => {
    for (const parameter of [...this.#followers.keys()]) this.owner(parameter)?.look();
  };

  /** The app's own listeners, and what they wait for, come first. */
  readonly #lookSoon = (): void => void this.#window.setTimeout(this.#look);
}
