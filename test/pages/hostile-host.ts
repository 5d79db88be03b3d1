/* eslint-disable @typescript-eslint/no-explicit-any -- what is wrapped has every type there is */
/**
 * What libraries and applications have done to pages. Runs in the page, so it uses nothing else.
 */
export function installHostileHost() {
  const page = globalThis as any;
  // As Prototype.js did, which made JSON of arrays and texts twice.
  page.Array.prototype.toJSON = function () {
    return `[${Array.from(this as unknown[], (item) => JSON.stringify(item)).join(', ')}]`;
  };
  page.String.prototype.toJSON = function () {
    return `"${this}"`;
  };
  page.Number.prototype.toJSON = function () {
    return `${this}`;
  };
  // Enumerable, so that for…in meets them.
  for (const name of ['each', 'last', 'remove', 'contains', 'without', 'clone', 'sum', 'first'])
    page.Array.prototype[name] = function () {
      throw new Error(`${name} is the page's own.`);
    };
  for (const name of ['extend', 'each', 'inherits', 'isEmpty', 'tap'])
    page.Object.prototype[name] = function () {
      throw new Error(`${name} is the page's own.`);
    };
  page.Function.prototype.defer = function () {};
  page.Element.prototype.hide = function () {};
  // As Reflect Metadata and older polyfills did; TypeScript's helper for decorators hands over to it.
  page.Reflect.decorate = () => {
    throw new Error('decorate is the page’s own.');
  };

  // As those who watch a page do: they hand on what they were given.
  page.heard = [];
  const watch = (host: any, name: string) => {
    const original = host[name];
    host[name] = function (...args: unknown[]) {
      page.heard.push(name);
      return original.apply(this, args);
    };
  };
  watch(page, 'fetch');
  watch(history, 'pushState');
  watch(history, 'replaceState');
  watch(JSON, 'parse');
  watch(JSON, 'stringify');
  watch(customElements, 'define');
  watch(console, 'warn');
  watch(page, 'getComputedStyle');
  watch(URL, 'createObjectURL');
}

/** Names that elements of a page take on the window, where a script may look for something else. */
export const clobberedNames = [
  'usageConfig',
  'usage',
  'dashboard',
  'config',
  'Temporal',
  'trustedTypes',
  'litHtmlVersions',
  'litElementVersions',
  'reactiveElementVersions',
  'litPropertyMetadata',
  'litHtmlPolyfillSupport',
  'litElementPolyfillSupport',
  'reactiveElementPolyfillSupport',
  'litElementHydrateSupport',
  'ShadyDOM',
  'ShadyCSS',
  'litNonce',
  'process',
  'define',
  'module',
  'exports',
  'require',
];
