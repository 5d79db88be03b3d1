/** Next (app router) leaves a write alone that carries them, since it takes it for its own; it adds them to any other. */
const marksOfNext = ['__NA', '_N'];
/** Where routers keep the path of the entry: vue-router, and Next's pages router. */
const pathKeys = ['current', 'as', 'url'];

/**
 * The state of a history entry whose URL is about to change: the host's, with the new path where it keeps the old one.
 * Without that, a router would write the old one back when it leaves the entry.
 * @param from Path, query and hash before.
 * @param to The same afterwards.
 */
export function stateFor(state: unknown, from: string, to: string): unknown {
  if (typeof state !== 'object' || state === null) return state;
  const own: Record<string, unknown> = { ...state };
  for (const mark of marksOfNext) delete own[mark];
  for (const key of pathKeys) own[key] = pathAfter(own[key], from, to) ?? own[key];
  for (const key of pathKeys) if (!(key in state)) delete own[key];
  return own;
}

/** A router may leave the app's base out, and one in the hash all that comes before it. */
function pathAfter(path: unknown, from: string, to: string): string | undefined {
  if (typeof path !== 'string' || !path || !from.endsWith(path)) return undefined;
  const base = from.slice(0, from.length - path.length);
  return /[?#]/.test(base) ? undefined : to.slice(base.length);
}

/** Has a write lost what a router needs to know its entry again? One that does not add it itself would take it for another's. */
export function isMarkLost(before: unknown, now: unknown): boolean {
  return marksOfNext.some((mark) => mark in Object(before) && !(mark in Object(now)));
}
