/**
 * Middleware of the test server: keeps all that is asked for. `/request-log?from=N` tells it from the Nth request on, as
 * JSON: `{ "url", "host", "authorization" }`, and what is asked for there is not kept.
 * @returns {import('@web/dev-server-core').Middleware}
 */
export function requestLog() {
  /** @type {{ url: string, host: string, authorization: string }[]} */
  const requests = [];
  return (context, next) => {
    if (context.path === '/request-log') {
      context.body = JSON.stringify({ count: requests.length, requests: requests.slice(Number(context.query.from)) });
      return undefined;
    }
    const { host = '', authorization = '' } = context.headers;
    requests.push({ url: context.url, host, authorization });
    return next();
  };
}
