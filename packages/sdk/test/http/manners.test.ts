import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HttpStatusError } from '../../src/errors.ts';
import { retryDelay } from '../../src/http/retries.ts';
import { anything, jsonClient } from './json-client.ts';

const statuses = [200, 200, 400, 401, 404, 408, 429, 500, 502, 503, 504];
type Step = number | 'fault' | 'nonsense' | 'silence';
const someSteps = fc.array(fc.constantFrom<Step>(...statuses, 'fault', 'nonsense', 'silence'), { maxLength: 12 });

/** At most 5 s, of which the chance leaves a hundredth. */
const longestPause = 50;

/** A network that answers by a list, and says when it was asked. */
function network(steps: readonly Step[]) {
  const asked: number[] = [];
  const fetch = async (request: RequestInfo | URL): Promise<Response> => {
    const step = steps[asked.length] ?? 200;
    asked.push(performance.now());
    if (step === 'fault') throw new TypeError('fetch failed');
    if (step === 'silence') {
      const { signal } = request as Request;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }
    return new Response(step === 'nonsense' ? '<' : '{}', { status: step === 'nonsense' ? 200 : step });
  };
  return { fetch, asked };
}

describe('whatever the network does', () => {
  it('a call makes one attempt, one for each retry that is allowed, and one for new headers', async () => {
    await fc.assert(
      fc.asyncProperty(someSteps, fc.integer({ min: 0, max: 5 }), fc.boolean(), async (steps, limit, renewable) => {
        const { fetch, asked } = network(steps);
        const client = jsonClient({ fetch, timeout: 5, retry: { limit }, headers: renewable ? () => ({}) : {} });
        await client.get('http://a.test/', anything).catch(() => {});
        assert.ok(asked.length >= 1 && asked.length <= 1 + limit + Number(renewable), `${asked.length}`);
        // Nothing goes on behind the caller's back.
        const { length } = asked;
        await new Promise((resolve) => setTimeout(resolve, 2));
        assert.equal(asked.length, length);
      }),
      { numRuns: 200 },
    );
  });

  it('a call makes no attempt after its deadline, nor after its caller has left', async () => {
    const aCase = fc.record({ steps: someSteps, time: fc.integer({ min: 1, max: 40 }), leaves: fc.boolean() });
    const run = async (one: { steps: Step[]; time: number; leaves: boolean }) => {
      const { steps, time, leaves } = one;
      const { fetch, asked } = network(steps);
      const client = jsonClient(
        { fetch, timeout: 10, retry: { limit: 10 }, ...(!leaves && { deadline: time }) },
        { random: () => 0.01 },
      );
      const controller = new AbortController();
      const start = performance.now();
      let ended = Infinity;
      const end = () => void (ended = Math.min(ended, performance.now()));
      // Timers fire in their order, however late: what a pause that ends just before the deadline starts comes before.
      setTimeout(() => (end(), leaves && controller.abort('gone')), leaves ? time : time + 20);
      const failure = await client.get('http://a.test/', anything, controller.signal).catch((error: unknown) => error);
      end();
      // Whatever came of it came in time.
      if (!leaves) assert.ok(performance.now() - start < time + 2000);
      // Longer than any pause: what is still under way would ask again meanwhile.
      await new Promise((resolve) => setTimeout(resolve, longestPause + 20));
      assert.ok(
        asked.every((at) => at <= ended),
        JSON.stringify(one),
      );
      return failure === 'gone' || Object(failure).code === 'timeout';
    };
    let cut = 0;
    await fc.assert(
      // Many at once: each waits most of its time.
      fc.asyncProperty(fc.array(aCase, { minLength: 50, maxLength: 50 }), async (cases) => {
        cut += (await Promise.all(cases.map(run))).filter(Boolean).length;
      }),
      { numRuns: 6, endOnFailure: true },
    );
    assert.ok(cut > 30, `${cut} of 300 were cut short.`);
  });

  it('a pause is never shorter than the server asked for, and at most 5 s longer', () => {
    const wait = fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 2 ** 40 }));
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(wait, fc.nat(2000), random, (retryAfter, retry, chance) => {
        const delay = retryDelay(new HttpStatusError('', 503, { retryAfter }), retry, () => chance);
        assert.ok(delay >= (retryAfter ?? 0) && delay <= (retryAfter ?? 0) + 5000);
      }),
    );
  });
});
