// Stands in for ky in the script-tag bundle. The SDK switches off all that ky adds to `fetch` (its retries, time-outs and
// errors), so that this is what is left of it: 4 kB less for every visitor. `test/bundle.test.ts` holds the two together.

/**
 * @param {string | URL} url
 * @param {RequestInit & { fetch?: typeof fetch }} options ky's own `retry`, `timeout` and `throwHttpErrors` do nothing here.
 * @returns {Promise<Response>}
 */
export default async function ky(url, { fetch = globalThis.fetch, ...options } = {}) {
  return fetch(new Request(url, options));
}
