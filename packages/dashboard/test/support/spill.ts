/**
 * All texts that can be read from a value by who looks at everything: fields that are hidden, getters, prototypes' ones
 * included, causes, JSON, stack. Elements and windows are left out: they are what the page has anyway.
 */
export function spill(value: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const look = (each: unknown): void => {
    if (seen.has(each) || each instanceof Node || each instanceof Window) return;
    seen.add(each);
    if (typeof each !== 'object' || each === null) return void texts.push(String(each));
    try {
      texts.push(
        String(each),
        JSON.stringify(each, (_, part: unknown) => (part instanceof Node ? null : part)),
      );
    } catch {
      // Not every object has a text.
    }
    for (let owner: unknown = each; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        texts.push(String(key));
        try {
          look(Reflect.get(owner, key, each));
        } catch {
          // Not every getter can be called.
        }
      }
    }
    if (each instanceof Map || each instanceof Set) for (const part of each) look(part);
  };
  look(value);
  return texts.join('\n');
}

/** All texts, comments and attributes of a tree, what is in shadow roots included. */
export function textsOfTree(root: Node): string {
  const texts: string[] = [];
  const walk = (node: Node): void => {
    texts.push(node.nodeValue ?? '');
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) texts.push(name, value);
      if ('value' in node) texts.push(String(node.value));
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };
  walk(root);
  return texts.join('\n');
}

/** What the page keeps, shows in its address, and has asked for. */
export async function textsOfPage(): Promise<string> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const caches = 'caches' in window ? await window.caches.keys() : [];
  return [
    location.href,
    document.title,
    document.referrer,
    document.cookie,
    window.name,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(databases),
    ...caches,
    ...performance.getEntries().map(({ name }) => name),
    textsOfTree(document),
  ].join('\n');
}
