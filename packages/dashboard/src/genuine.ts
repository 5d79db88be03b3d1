/**
 * A property as its interface has it. What a document or a form gives by that name may be an element of the page, such as
 * `<img name="defaultView">`, which comes before it.
 */
export function genuine<T extends EventTarget, Name extends keyof T>(object: T, name: Name): T[Name] {
  return Reflect.get(Object.getPrototypeOf(object) as T, name, object);
}

/** The window that an element is in; null where its document has none. */
export function windowOf({ ownerDocument }: Element): (Window & typeof globalThis) | null {
  return genuine(ownerDocument, 'defaultView');
}

/** An element of a document. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: Tag,
): HTMLElementTagNameMap[Tag] {
  return genuine(document, 'createElement').call(document, tag) as HTMLElementTagNameMap[Tag];
}

/** A global that not every browser has: where it is missing, an element or a frame of the page may have its name. */
export function ownGlobal(name: string): unknown {
  return Object.hasOwn(globalThis, name) ? (globalThis as Record<string, unknown>)[name] : undefined;
}
