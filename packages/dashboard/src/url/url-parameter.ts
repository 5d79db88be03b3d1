/** The first parameter of that name in a query (with or without `?`), decoded; undefined when it is not there. */
export function readParameter(search: string, name: string): string | undefined {
  return new URLSearchParams(search).get(name) ?? undefined;
}

/**
 * A URL with the parameter set to a text, or without it. Every other byte of the URL stays: `URLSearchParams` would
 * write the parameters of others anew.
 */
export function writeParameter(href: string, name: string, text: string | undefined): string {
  const [, base = '', , query = '', hash = ''] = /^([^?#]*)(\?([^#]*))?(.*)$/s.exec(href) ?? [];
  // `:`, `;` and `/` may stand in a query as they are, and read better.
  const pair =
    text === undefined
      ? []
      : [
          `${encodeURIComponent(name)}=${encodeURIComponent(text).replace(/%3A/g, ':').replace(/%3B/g, ';').replace(/%2F/g, '/')}`,
        ];
  const parts = query ? query.split('&') : [];
  const isOurs = (part: string) => new URLSearchParams(`?${part}`).has(name);
  const at = parts.findIndex(isOurs);
  const others = parts.filter((part) => !isOurs(part));
  others.splice(at < 0 ? others.length : at, 0, ...pair);
  return base + (others.length ? `?${others.join('&')}` : '') + hash;
}
