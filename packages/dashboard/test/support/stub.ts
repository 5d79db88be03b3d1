const undo: (() => void)[] = [];

/** Gives a property of an object another value until `putBack`. */
export function stub(target: object, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  undo.push(() => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  });
}

/** Ends all stubs. */
export function putBack(): void {
  while (undo.length) undo.pop()?.();
}
