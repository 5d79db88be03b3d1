/**
 * Middleware of the test server: `/endpoint/NAME` answers as the query says, and `/endpoint-log/NAME` tells what was asked.
 * What is below `/any/` is an empty bill, whatever its name.
 * - `items`: usage items as JSON; default none
 * - `status`: default 200; anything else answers in the error shape of the contract
 * - `delay`: milliseconds before the answer
 * - `until`: answers with `status` so many times, then with 200
 * - `retry-after`: the header that goes with `status`
 * - `date`: the header of that name
 * - `expose`: headers that pages of other origins may read
 * - `then`: with `contract`, the 200 is not what was promised
 * @returns {import('@web/dev-server-core').Middleware}
 */
export function usageEndpoint() {
  /** @type {Map<string, { requests: number, aborted: number, headers: Record<string, unknown>[] }>} */
  const logs = new Map();
  return async (context, next) => {
    const [, kind, name = ''] = /^\/(endpoint|endpoint-log)\/([\w-]+)$/.exec(context.path) ?? [];
    const log = logs.get(name) ?? { requests: 0, aborted: 0, headers: [] };
    if (kind) logs.set(name, log);
    if (kind === 'endpoint-log') context.body = JSON.stringify(log);
    else if (kind === 'endpoint') await answer(context, log);
    else if (context.path.startsWith('/any/')) {
      context.type = 'application/json';
      context.body = '{"usage":[]}';
    } else await next();
  };
}

/**
 * @param {import('@web/dev-server-core').Context} context
 * @param {{ requests: number, aborted: number, headers: Record<string, unknown>[] }} log
 */
async function answer(context, log) {
  const { items = '[]', status = '200', delay = '0', until = 'Infinity', then, body } = context.query;
  log.requests++;
  log.headers.push({ ...context.headers });
  context.req.on('close', () => {
    if (!context.res.writableFinished) log.aborted++;
  });
  await new Promise((resolve) => setTimeout(resolve, Number(delay)));
  const fails = status !== '200' && log.requests <= Number(until);
  context.status = fails ? Number(status) : 200;
  context.type = 'application/json';
  context.set('cache-control', 'no-store');
  if (fails && context.query['retry-after']) context.set('retry-after', String(context.query['retry-after']));
  if (context.query['date']) context.set('date', String(context.query['date']));
  if (context.query['expose']) {
    context.set('access-control-allow-origin', '*');
    context.set('access-control-expose-headers', String(context.query['expose']));
  }
  if (typeof body === 'string') context.body = body;
  else if (fails) context.body = JSON.stringify({ error: { code: 'upstream_unreachable', message: 'Not now.' } });
  else context.body = then === 'contract' ? '{}' : `{"usage":${items}}`;
}
