import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { createUpstream } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { send, serve } from '../local-server.ts';
import { timestamp } from './tech-task.ts';

// How many look-ups are in flight at once, as the server sees it. No two bills ask for the same report: those that ask for
// the same share one look-up, which would hide a limit that does not hold.

const reportsOfBill = 4;

/** Messages for one bill after another, each with reports of its own. */
async function serveBills(t: TestContext) {
  let bills = 0;
  let inFlight = 0;
  let most = 0;
  let expected = 0;
  let reach = () => {};
  let reached: Promise<unknown> = Promise.resolve();
  const server = await serve(t, async (request, response) => {
    const id = Number(request.url?.split('/').at(-1));
    if (Number.isNaN(id)) {
      const first = bills++ * reportsOfBill;
      const ids = Array.from({ length: reportsOfBill }, (_, index) => first + index);
      return send(response, { messages: ids.map((report_id) => ({ id: 0, text: '', timestamp, report_id })) });
    }
    most = Math.max(most, ++inFlight);
    if (most >= expected) reach();
    await reached;
    // Counted down before the answer leaves: a client that has it may ask for the next at once.
    inFlight--;
    send(response, { id, name: `Report ${id}`, credit_cost: 1 });
  });
  return {
    origin: server.origin,
    /** The most that are in flight during some work. Nothing is answered before as many are as expected, or 3 s. */
    async mostDuring(atLeast: number, work: () => Promise<unknown>): Promise<number> {
      most = 0;
      expected = atLeast;
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        reach = resolve;
        timer = setTimeout(resolve, 3000);
      });
      // Some time for one more, which must not come.
      reached = enough.then(() => pause(5));
      await work();
      clearTimeout(timer);
      return most;
    },
  };
}

describe('the look-ups in flight', () => {
  it('of any number of bills over one upstream are as many as its concurrency when there is enough to do, and never more', async (t) => {
    const { origin, mostDuring } = await serveBills(t);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 2, max: 4 }), async (concurrency, bills) => {
        const upstream = createUpstream({ baseUrl: origin, concurrency });
        const most = Math.min(concurrency, bills * reportsOfBill);
        const bill = async () => {
          const usage = await collectUsage({ upstream });
          assert.ok(usage.length === reportsOfBill && usage.every(({ report_name }) => report_name));
        };
        assert.equal(await mostDuring(most, () => Promise.all(Array.from({ length: bills }, bill))), most);
      }),
      { numRuns: 100 },
    );
  });

  it('are 8 unless told, for ten bills as for two', async (t) => {
    const { origin, mostDuring } = await serveBills(t);
    for (const bills of [2, 10]) {
      const upstream = createUpstream({ baseUrl: origin });
      const work = () => Promise.all(Array.from({ length: bills }, () => collectUsage({ upstream })));
      assert.equal(await mostDuring(8, work), 8);
    }
  });

  it('count what is asked for beside a bill', async (t) => {
    const { origin, mostDuring } = await serveBills(t);
    const upstream = createUpstream({ baseUrl: origin, concurrency: 3 });
    const others = [100, 101, 102, 103];
    const work = () => Promise.all([collectUsage({ upstream }), ...others.map((id) => upstream.report(id))]);
    assert.equal(await mostDuring(3, work), 3);
  });

  it('of two upstreams are counted apart, behind a handler too', async (t) => {
    const { origin, mostDuring } = await serveBills(t);
    const handle = createUsageHandler({ upstream: () => createUpstream({ baseUrl: origin, concurrency: 2 }) });
    const work = async () => {
      const answers = await Promise.all([1, 2].map(() => handle(new Request('https://app.test/usage'))));
      assert.ok(answers.every(({ status }) => status === 200));
    };
    assert.equal(await mostDuring(4, work), 4);
  });
});
