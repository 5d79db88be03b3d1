import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';
import { send, serve } from '../local-server.ts';

/** Every other request to a kind of endpoint fails, so that no circuit opens: each call is answered by its one retry. */
async function halfBroken(t: TestContext) {
  const counts = { messages: 0, reports: 0 };
  const { origin } = await serve(t, (request, response) => {
    const id = Number(request.url?.split('/').at(-1));
    const fails = counts[Number.isNaN(id) ? 'messages' : 'reports']++ % 2 === 0;
    const answer = Number.isNaN(id) ? { messages: [] } : { id, name: `Report ${id}`, credit_cost: 79 };
    send(response, answer, fails ? 503 : 200);
  });
  return { upstream: connectUpstream({ baseUrl: origin }, { random: () => 0 }), counts };
}

type Kind = 'messages' | 'reports';
const call: Record<Kind, (upstream: Upstream, count: number) => Promise<unknown>> = {
  messages: (upstream) => upstream.messages(),
  reports: (upstream, id) => upstream.report(id),
};

describe('the retries of an upstream', () => {
  for (const [spent, other] of [
    ['messages', 'reports'],
    ['reports', 'messages'],
  ] as const) {
    it(`for ${other} are still there when those for ${spent} are spent`, async (t) => {
      const { upstream, counts } = await halfBroken(t);
      for (let count = 0; count < 3; count++) await call[spent](upstream, count);
      assert.equal(Object(await failure(call[spent](upstream, 3))).status, 503);
      assert.deepEqual(counts, { [spent]: 7, [other]: 0 });

      for (let count = 0; count < 3; count++) await call[other](upstream, count);
      assert.deepEqual(counts, { [spent]: 7, [other]: 6 });
      assert.equal(Object(await failure(call[other](upstream, 3))).status, 503);
    });
  }
});
