/**
 * Which route of an app a page is on: its path, and what a router that keeps routes in the hash takes for one. A hash
 * that is a place in the page is none.
 */
export function routeOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string {
  return /^#!?\//.test(hash) ? pathname + hash.replace(/\?.*/s, '') : pathname;
}
