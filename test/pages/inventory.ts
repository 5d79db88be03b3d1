/* eslint-disable @typescript-eslint/no-explicit-any -- what is wrapped has every type there is */
declare global {
  var inventory: ReturnType<typeof makeInventory>;
}

/**
 * What there is in a page that a guest could leave behind: names, listeners, timers, observers, storage. It is made before
 * everything else. Runs in the page, so it uses nothing else.
 */
export function makeInventory() {
  const live = new Map<object, string>();
  const wrap = <Host extends object, Name extends keyof Host>(
    host: Host,
    name: Name,
    make: (original: any) => (...args: any[]) => unknown,
  ) => {
    host[name] = make(host[name]) as Host[Name];
  };
  const nameOf = (target: unknown) => Object.prototype.toString.call(target).slice(8, -1);

  // Listeners: what is added again is one, as in browsers.
  const listeners = new Map<EventTarget, Map<unknown, Map<string, { key: object; heard: unknown }>>>();
  const place = (target: EventTarget, listener: unknown) => {
    const byListener = listeners.get(target) ?? new Map<unknown, Map<string, { key: object; heard: unknown }>>();
    listeners.set(target, byListener);
    const byType = byListener.get(listener) ?? new Map<string, { key: object; heard: unknown }>();
    byListener.set(listener, byType);
    return byType;
  };
  const typeOf = (type: string, options: any) =>
    `${type}${(typeof options === 'object' ? options?.capture : options) ? ', capture' : ''}`;
  wrap(
    EventTarget.prototype,
    'addEventListener',
    (add) =>
      function (this: EventTarget, type, listener, options) {
        const target = this ?? globalThis;
        const entries = place(target, listener);
        const name = typeOf(type, options);
        if (!listener || entries.has(name)) return add.call(target, type, listener, options);
        const key = { target };
        const heard = !options?.once
          ? listener
          : function (this: unknown, event: Event) {
              live.delete(key);
              entries.delete(name);
              return typeof listener === 'function' ? listener.call(this, event) : listener.handleEvent(event);
            };
        entries.set(name, { key, heard });
        live.set(key, `listener for ${name} on ${nameOf(target)}`);
        return add.call(target, type, heard, options);
      },
  );
  wrap(
    EventTarget.prototype,
    'removeEventListener',
    (remove) =>
      function (this: EventTarget, type, listener, options) {
        const target = this ?? globalThis;
        const entries = place(target, listener);
        const name = typeOf(type, options);
        const entry = entries.get(name);
        if (entry) live.delete(entry.key);
        entries.delete(name);
        return remove.call(target, type, entry?.heard ?? listener, options);
      },
  );

  const timers = new Map<string, object>();
  Error.stackTraceLimit = 50;
  const begin = (kind: string, id: unknown, text: string) => {
    // WebKit's driver waits with timers of the page.
    if (!new Error().stack?.includes('usage-dashboard')) return;
    const key = {};
    timers.set(`${kind} ${id}`, key);
    live.set(key, text);
  };
  const end = (kind: string, id: unknown) => live.delete(timers.get(`${kind} ${id}`) ?? timers);
  const clocks: [kind: string, start: string, stop: string][] = [
    ['timer', 'setTimeout', 'clearTimeout'],
    ['timer', 'setInterval', 'clearInterval'],
    ['frame', 'requestAnimationFrame', 'cancelAnimationFrame'],
    ['idle', 'requestIdleCallback', 'cancelIdleCallback'],
  ];
  const page = globalThis as any;
  for (const [kind, startName, stopName] of clocks) {
    if (!page[startName]) continue;
    wrap(page, startName, (start) => (callback, ...rest) => {
      const id = start.call(
        globalThis,
        (...args: unknown[]) => {
          if (startName !== 'setInterval') end(kind, id);
          return callback(...args);
        },
        ...rest,
      );
      begin(kind, id, `${startName} ${kind === 'timer' ? rest[0] : ''}`);
      return id;
    });
    wrap(page, stopName, (stop) => (id) => {
      end(kind, id);
      return stop.call(globalThis, id);
    });
  }

  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    page[name] = class extends page[name] {
      observe(...args: unknown[]) {
        live.set(this, name);
        return super.observe(...args);
      }
      disconnect() {
        live.delete(this);
        return super.disconnect();
      }
    };
  }

  /** Every own name of the window, and of what stands there, with what it gives. */
  const names = () => {
    const found = new Map<string, unknown>();
    const add = (path: string, object: object) => {
      for (const key of Reflect.ownKeys(object)) {
        const { value, get, set } = Object.getOwnPropertyDescriptor(object, key) ?? {};
        found.set(`${path}${String(key)}`, get ?? set ?? value);
      }
    };
    add('', globalThis);
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const { value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
      if ((typeof value !== 'object' && typeof value !== 'function') || !value || value === globalThis) continue;
      if (typeof value === 'object' && !/^[A-Z]/.test(name)) continue;
      add(`${name}.`, value);
      if (typeof value === 'function' && value.prototype) add(`${name}.prototype.`, value.prototype);
    }
    for (const name of ['history', 'navigator', 'location', 'customElements', 'performance'])
      add(`${name}.`, page[name]);
    return found;
  };
  const kept = async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases?.())?.length ?? 0,
    caches: 'caches' in globalThis ? (await caches.keys()).length : 0,
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    history: history.length,
    state: String(history.state),
    url: location.href,
    head: document.head.outerHTML,
    root: [...document.documentElement.attributes, ...document.body.attributes].map(({ name }) => name).join(),
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    handlers: Object.getOwnPropertyNames(globalThis)
      .filter((name) => /^on/.test(name) && page[name])
      .join(),
  });

  let before = new Map<string, unknown>();
  let keptBefore: unknown;
  let liveBefore = new Set<object>();
  return {
    /** From here on, what is new counts. */
    async take() {
      before = names();
      keptBefore = await kept();
      liveBefore = new Set(live.keys());
    },
    /** What was added, changed or removed since, and what of it still waits, watches or listens. */
    async compare() {
      const after = names();
      const keptAfter = await kept();
      return {
        // Zone.js notes what it has patched.
        added: [...after.keys()].filter((name) => !before.has(name) && !name.startsWith('__zone_symbol__')).sort(),
        changed: [...after]
          .filter(([name, value]) => before.has(name) && !Object.is(before.get(name), value))
          .map(([name]) => name),
        removed: [...before.keys()].filter((name) => !after.has(name)),
        kept: [keptBefore, keptAfter],
        // What stands on an element goes with it.
        waiting: [...live]
          .filter(
            ([key]) =>
              !liveBefore.has(key) && !((key as any).target instanceof Node && (key as any).target !== document),
          )
          .map(([, text]) => text),
      };
    },
  };
}

/** The script that makes it. */
export const inventoryScript = `globalThis.inventory = (${makeInventory})();`;
