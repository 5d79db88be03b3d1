import { readRows } from '../../../sdk/test/faults/expected.ts';
import { answerFault } from '../../../sdk/test/faults/fault-server.ts';
import { deadOrigin } from '../../../sdk/test/local-server.ts';

/**
 * Middleware of the test server: the faults of the SDK's fault server, under `/faults/FAULT/RUN/usage`, and
 * `/fault-table`, which tells the rows of `docs/faults.md` and an origin where nobody listens, as JSON.
 * @returns {import('@web/dev-server-core').Middleware}
 */
export function faultEndpoint() {
  return async (context, next) => {
    if (context.path === '/fault-table') {
      const rows = readRows().map(({ fault, usage }) => ({ fault, usage }));
      context.body = JSON.stringify({ rows, deadOrigin: await deadOrigin() });
    } else if (answerFault(context.req, context.res)) {
      context.respond = false;
      // The test runner lists what it takes for a missing file.
      Object.defineProperty(context, 'status', { value: 200 });
    } else await next();
  };
}
