import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { CircuitOpenError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { connectUpstream, type UpstreamOptions } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { failure } from '../http/json-client.ts';
import { send, serve, silence } from '../local-server.ts';
import { timestamp } from './tech-task.ts';

/** An upstream over a server that can be taken down by kind of endpoint, with a clock that only the test moves. */
async function upstreamThatFails(t: TestContext, options: Partial<UpstreamOptions> = {}) {
  const down = { messages: false, reports: new Set<number>(), status: 503 };
  const server = await serve(t, (request, response) => {
    const id = Number(request.url?.split('/').at(-1));
    if (Number.isNaN(id)) {
      const messages = [1, 2, 3, 4, 5, 6].map((report_id) => ({ id: report_id, text: '', timestamp, report_id }));
      return send(response, { messages }, down.messages ? down.status : 200);
    }
    if (down.reports.has(id)) return send(response, {}, down.status);
    return id < 100 ? send(response, { id, name: `Report ${id}`, credit_cost: 79 }) : send(response, {}, 404);
  });
  const clock = { now: 0 };
  const world = { now: () => clock.now, random: () => 0 };
  const upstream = connectUpstream({ baseUrl: server.origin, ...options }, world);
  return { ...server, upstream, down, clock };
}

describe('an outage of ten minutes with a call a second', () => {
  it('costs 65 requests for messages, and is over within 10 s of the recovery', async (t) => {
    const { upstream, requests, down, clock } = await upstreamThatFails(t);
    down.messages = true;
    let refused = 0;
    for (let second = 0; second < 600; second++) {
      clock.now = second * 1000;
      if ((await failure(upstream.messages())) instanceof CircuitOpenError) refused++;
    }
    assert.ok(requests.length <= 1.1 * 600);
    assert.equal(requests.length, 5 + 59);
    assert.ok(refused > 500);

    down.messages = false;
    const recovered = clock.now;
    for (;;) {
      clock.now += 1000;
      const answered = await upstream.messages().then(
        () => true,
        () => false,
      );
      if (answered) break;
    }
    assert.ok(clock.now - recovered <= 10_000, `${clock.now - recovered} ms`);
    await upstream.messages();
  });

  it('costs no more than 1.1 requests a call where each call is for another report', async (t) => {
    const { upstream, requests, down, clock } = await upstreamThatFails(t);
    for (let id = 0; id < 100; id++) down.reports.add(id);
    for (let second = 0; second < 600; second++) {
      clock.now = second * 1000;
      await failure(upstream.report(second % 100));
    }
    assert.ok(requests.length <= 70, `${requests.length}`);
  });

  it('is no outage to who asks for one report that cannot be read: 1.1 requests a call by the budget alone', async (t) => {
    const { upstream, requests, down } = await upstreamThatFails(t);
    down.reports.add(1);
    for (let second = 0; second < 600; second++) {
      assert.ok(!((await failure(upstream.report(1))) instanceof CircuitOpenError));
    }
    assert.equal(requests.length, 603);
    assert.equal((await upstream.report(2))?.id, 2);
  });
});

describe('the circuits of an upstream', () => {
  it('are apart: messages are asked for while reports are down, and the other way round', async (t) => {
    const { upstream, down } = await upstreamThatFails(t);
    for (let id = 1; id <= 5; id++) down.reports.add(id);
    for (let id = 1; id <= 5; id++) await failure(upstream.report(id));
    assert.ok((await failure(upstream.report(6))) instanceof CircuitOpenError);
    assert.equal((await upstream.messages()).length, 6);

    const other = await upstreamThatFails(t);
    other.down.messages = true;
    for (let count = 0; count < 3; count++) await failure(other.upstream.messages());
    assert.ok((await failure(other.upstream.messages())) instanceof CircuitOpenError);
    assert.equal((await other.upstream.report(6))?.id, 6);
  });

  it('do not stand before what is known already', async (t) => {
    const { upstream, down } = await upstreamThatFails(t);
    await upstream.report(7);
    assert.equal(await upstream.report(100), undefined);
    for (let id = 1; id <= 5; id++) down.reports.add(id);
    for (let id = 1; id <= 5; id++) await failure(upstream.report(id));
    assert.equal((await upstream.report(7))?.id, 7);
    assert.equal(await upstream.report(100), undefined);
  });

  it('let one request through as a probe, and do not retry it', async (t) => {
    const { upstream, requests, down, clock } = await upstreamThatFails(t);
    // A full purse, so that it is not the budget that holds it back.
    for (let count = 0; count < 100; count++) await upstream.messages();
    down.messages = true;
    await failure(upstream.messages());
    await failure(upstream.messages());
    requests.length = 0;
    clock.now = 10_000;
    const errors = await Promise.all(Array.from({ length: 20 }, () => failure(upstream.messages())));
    assert.equal(requests.length, 1);
    assert.equal(errors.filter((error) => error instanceof CircuitOpenError).length, 19);
  });

  it('end a call between two attempts, with what it met last', async (t) => {
    const { upstream, requests, down } = await upstreamThatFails(t);
    down.messages = true;
    await failure(upstream.messages());
    const error = await failure(upstream.messages());
    assert.equal(Object(error).status, 503);
    assert.equal(requests.length, 5);
  });

  it('open on time-outs, and not when callers leave at once', async (t) => {
    let arrived = () => {};
    const { origin, requests } = await serve(t, () => arrived());
    const upstream = connectUpstream({ baseUrl: origin, timeout: 300 }, { random: () => 0 });
    // At once, however busy the machine is.
    const clock = t.mock.method(performance, 'now', () => 0);
    for (let count = 0; count < 8; count++) {
      const leaver = new AbortController();
      arrived = () => leaver.abort();
      await failure(upstream.messages(leaver.signal));
    }
    assert.equal(requests.length, 8);
    clock.mock.restore();
    for (let count = 0; count < 3; count++) await failure(upstream.messages());
    assert.ok((await failure(upstream.messages())) instanceof CircuitOpenError);
  });

  it('open on the deadline of a call, and not on that of a whole bill', async (t) => {
    const { origin } = await serve(t, silence);
    const own = connectUpstream({ baseUrl: origin, deadline: 20 }, {});
    for (let count = 0; count < 5; count++) assert.equal(Object(await failure(own.messages())).code, 'timeout');
    // The work that the deadline has left behind ends a moment later.
    await tick();
    assert.ok((await failure(own.messages())) instanceof CircuitOpenError);

    const patient = connectUpstream({ baseUrl: origin }, {});
    for (let count = 0; count < 6; count++) await failure(collectUsage({ upstream: patient, deadline: 10 }));
    assert.ok(!((await failure(collectUsage({ upstream: patient, deadline: 10 }))) instanceof CircuitOpenError));
  });
});

describe('the handler before an open circuit', () => {
  it('answers 503 with Retry-After and a sentence, and does not ask the upstream', async (t) => {
    const { upstream, requests, down, clock } = await upstreamThatFails(t);
    const errors: unknown[] = [];
    const handle = createUsageHandler({ upstream, onError: (error) => errors.push(error) });
    down.messages = true;
    const ask = () => handle(new Request('https://app.test/usage'));
    for (let count = 0; count < 2; count++) {
      const response = await ask();
      assert.equal(response.headers.get('retry-after'), null);
      assert.match(await response.text(), /"upstream_error"/);
    }
    requests.length = 0;
    clock.now = 2500;
    const response = await ask();
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '8']);
    assert.deepEqual(await response.json(), {
      error: {
        code: 'upstream_paused',
        message: 'The service that keeps the usage has failed several times in a row. Try again in some seconds.',
      },
    });
    assert.equal(requests.length, 0);
    assert.ok(errors.at(-1) instanceof CircuitOpenError);

    down.messages = false;
    clock.now = 10_000;
    assert.equal((await ask()).status, 200);
  });
});
