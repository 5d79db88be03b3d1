/* eslint-disable @typescript-eslint/no-explicit-any -- what is wrapped has every type there is */
declare global {
  var documentSpy: ReturnType<typeof makeDocumentSpy>;
}

/**
 * What the dashboard touches of a document and of a form around it, on both of which elements come before the properties
 * that they are named like. It is made before the script. Runs in the page, so it uses nothing else.
 */
export function makeDocumentSpy() {
  /** In whatever way. */
  const touched = new Set<string>();
  /** On the object itself, where an element could be. */
  const byName = new Set<string>();
  Error.stackTraceLimit = 50;
  const note = (names: Set<string>, name: string) => {
    if (new Error().stack?.includes('usage-dashboard')) names.add(name);
  };
  const watched = new Set<unknown>();

  for (const { prototype } of [HTMLDocument, Document, HTMLFormElement, HTMLElement, Element, Node, EventTarget]) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (name === 'constructor' || !property.configurable) continue;
      const wrap = (original: any) =>
        function (this: unknown, ...args: unknown[]) {
          if (watched.has(this)) note(touched, name);
          return Reflect.apply(original, this, args);
        };
      if (property.get) property.get = wrap(property.get);
      if (property.set) property.set = wrap(property.set);
      if (typeof property.value === 'function') property.value = wrap(property.value);
      Object.defineProperty(prototype, name, property);
    }
  }

  /** From here on, what is asked of this object counts. */
  const watch = (object: Document | HTMLFormElement) => {
    watched.add(object);
    const type = Object.getPrototypeOf(object);
    for (let from = type; from; from = Object.getPrototypeOf(from)) {
      for (const name of Object.getOwnPropertyNames(from)) {
        if (Object.hasOwn(object, name)) continue;
        Object.defineProperty(object, name, {
          configurable: true,
          get() {
            note(byName, name);
            return Reflect.get(type, name, object);
          },
          set(value) {
            note(byName, name);
            Reflect.set(type, name, value, object);
          },
        });
      }
    }
    // What there is not passes by here.
    const missing = new Proxy(Object.create(Object.getPrototypeOf(type)), {
      get(target, name, receiver) {
        if (receiver === object && typeof name === 'string' && !(name in target)) note(byName, name);
        return Reflect.get(target, name, receiver);
      },
    });
    Object.setPrototypeOf(type, missing);
  };
  watch(document);
  return { watch, seen: () => ({ touched: [...touched].sort(), byName: [...byName].sort() }) };
}

/** The script that makes it. */
export const documentSpyScript = `globalThis.documentSpy = (${makeDocumentSpy})();`;
