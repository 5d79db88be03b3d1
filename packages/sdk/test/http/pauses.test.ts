import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { HttpStatusError } from '../../src/errors.ts';
import { createUpstream } from '../../src/metering/upstream.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { send, serve } from '../local-server.ts';
import { anything, failure, jsonClient } from './json-client.ts';

// The pauses that the loop itself makes, and not only reckons.

const now = Date.UTC(2024, 3, 29, 12);

/** Answers 503 so many times, and then 200, and says how many requests have come. */
function failingAtFirst(times: number, headers: Record<string, string>, body: unknown = {}) {
  const network = {
    count: 0,
    fetch: async () => Response.json(body, network.count++ < times ? { status: 503, headers } : {}),
  };
  return network;
}

/** Lets all that can happen without time happen. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn();
}

/** Asserts that the next request comes after exactly so many milliseconds of the mocked timers. */
async function assertPause(t: TestContext, network: { readonly count: number }, milliseconds: number): Promise<void> {
  await settle();
  const { count } = network;
  if (milliseconds > 0) {
    t.mock.timers.tick(milliseconds - 1);
    await settle();
    assert.equal(network.count, count, `Nothing is sent before ${milliseconds} ms have passed.`);
    t.mock.timers.tick(1);
    await settle();
  }
  assert.equal(network.count, count + 1, `It is sent after ${milliseconds} ms.`);
}

describe('the pause before a retry', () => {
  const table: [retryAfter: string | undefined, random: number, first: number, second: number][] = [
    [undefined, 0.5, 150, 300],
    [undefined, 0.99, 297, 594],
    ['0', 0.5, 150, 300],
    ['1', 0, 1000, 1000],
    ['1', 0.5, 1150, 1300],
    ['2', 0.99, 2297, 2594],
    ['30', 0.5, 30_150, 30_300],
    ['3600', 0.99, 3_600_297, 3_600_594],
    ['Mon, 29 Apr 2024 12:00:02 GMT', 0, 2000, 2000],
    ['Mon, 29 Apr 2024 12:01:30 GMT', 0.5, 90_150, 90_300],
    ['Mon, 29 Apr 2024 11:59:00 GMT', 0.5, 150, 300],
  ];
  for (const [retryAfter, random, first, second] of table) {
    it(`is ${first} ms, then ${second}, at random ${random} and Retry-After: ${retryAfter ?? 'none'}`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const network = failingAtFirst(2, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      const client = jsonClient(
        { fetch: network.fetch, deadline: 2 ** 31 - 1 },
        { random: () => random, now: () => now },
      );
      const answer = client.get('http://a.test/', anything);
      await assertPause(t, network, first);
      await assertPause(t, network, second);
      assert.deepEqual(await answer, {});
    });
  }

  it('grows to 5 s, and is counted from the answer, however often it fails', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const network = failingAtFirst(7, { 'retry-after': '10' });
    const client = jsonClient(
      { fetch: network.fetch, deadline: 2 ** 31 - 1, retry: { limit: 7 } },
      { random: () => 0.5 },
    );
    const answer = client.get('http://a.test/', anything);
    for (const milliseconds of [150, 300, 600, 1200, 2400, 2500, 2500]) {
      await assertPause(t, network, 10_000 + milliseconds);
    }
    assert.deepEqual(await answer, {});
  });

  const callers: [name: string, body: unknown, call: (given: typeof fetch) => unknown][] = [
    [
      'messages of createUpstream()',
      { messages: [] },
      (fetch) => createUpstream({ baseUrl: 'http://a.test', fetch }).messages(),
    ],
    [
      'a report of createUpstream()',
      { id: 7, name: 'Report 7', credit_cost: 79 },
      (fetch) => createUpstream({ baseUrl: 'http://a.test', fetch }).report(7),
    ],
    ['new UsageClient()', { usage: [] }, (fetch) => new UsageClient({ url: 'http://a.test/usage', fetch }).load()],
  ];
  for (const [name, body, call] of callers) {
    it(`is drawn from Math.random, each time anew: ${name}`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const chances = [0.25, 0.75];
      const random = t.mock.method(Math, 'random', () => chances.shift() ?? 0);
      const network = failingAtFirst(2, {}, body);
      const answer = call(network.fetch);
      await assertPause(t, network, 75);
      await assertPause(t, network, 450);
      await answer;
      assert.equal(random.mock.callCount(), 2);
    });
  }
});

describe('a wait that Retry-After asks for', () => {
  /** Answers 503 to each, with the next of these waits, and then 200. */
  const asking = (body: unknown, ...seconds: number[]) => {
    const network = {
      count: 0,
      fetch: async () => {
        const wait = seconds[network.count++];
        return Response.json(body, wait === undefined ? {} : { status: 503, headers: { 'retry-after': String(wait) } });
      },
    };
    return network;
  };
  const load = (fetch: () => Promise<Response>) => new UsageClient({ url: 'http://a.test/usage', fetch }).load();

  for (const seconds of [6, 30, 86_400]) {
    it(`of ${seconds} s is told by load() at once`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const network = asking({ usage: [] }, seconds);
      const error = await failure(load(network.fetch));
      assert.ok(error instanceof HttpStatusError);
      assert.deepEqual([error.status, error.retryAfter, network.count], [503, seconds * 1000, 1]);
    });
  }

  for (const [waits, told] of [
    [[5], undefined],
    [[2, 3], undefined],
    [[2, 4], 4000],
    [[1, 6], 6000],
  ] as const) {
    const ending = told ? `and then tells that of ${told / 1000} s` : 'and has its usage';
    it(`is waited through by load() for 5 s in all: of ${waits.join(' and ')} s it waits through what it can, ${ending}`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      t.mock.method(Math, 'random', () => 0);
      const network = asking({ usage: [] }, ...waits);
      const answer = Promise.resolve(load(network.fetch)).catch((error: unknown) => error);
      for (const seconds of told ? waits.slice(0, -1) : waits) await assertPause(t, network, seconds * 1000);
      const result = await answer;
      assert.equal(Object(result).retryAfter, told);
      assert.equal(Object(result).length, told ? undefined : 0);
    });
  }

  it('is waited through by an upstream as far as its deadline allows, and else told at once', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(Math, 'random', () => 0);
    const network = asking({ messages: [] }, 12);
    const answer = createUpstream({ baseUrl: 'http://a.test', fetch: network.fetch }).messages();
    await assertPause(t, network, 12_000);
    assert.deepEqual(await answer, []);

    const longer = asking({ messages: [] }, 16);
    const error = await failure(createUpstream({ baseUrl: 'http://a.test', fetch: longer.fetch }).messages());
    assert.deepEqual([Object(error).retryAfter, longer.count], [16_000, 1]);
  });
});

describe('Retry-After', () => {
  const wholeSeconds = (milliseconds: number) => Math.ceil((Date.now() + milliseconds) / 1000) * 1000;
  const forms = [() => '1', () => '2', () => new Date(wholeSeconds(1200)).toUTCString()];
  const hour = 3_600_000;

  for (const [what, skew] of [
    ['behind', -hour],
    ['ahead', hour],
  ] as const) {
    it(`that is a date is 2 s by the clock of a server that is an hour ${what}`, async (t) => {
      const at = (milliseconds: number) => new Date(Date.now() + skew + milliseconds).toUTCString();
      const { origin } = await serve(t, (_, response) => {
        response.writeHead(503, { date: at(0), 'retry-after': at(2000) }).end();
      });
      const error = await failure(jsonClient({ retry: { limit: 0 } }).get(origin, anything));
      // A date has whole seconds, and the two may be written in two of them.
      assert.ok([2000, 3000].includes(Object(error).retryAfter), String(Object(error).retryAfter));
    });
  }

  it('is kept to by the clock of the server, in either form', async (t) => {
    const gaps = await Promise.all(
      forms.map(async (value) => {
        let earliest = 0;
        let came = 0;
        const { origin, requests } = await serve(t, (_, response) => {
          came = Date.now();
          if (requests.length > 1) return send(response, {});
          const retryAfter = value();
          earliest = /^\d+$/.test(retryAfter) ? came + Number(retryAfter) * 1000 : Date.parse(retryAfter);
          send(response, {}, 503, { 'retry-after': retryAfter });
        });
        await jsonClient().get(origin, anything);
        return came - earliest;
      }),
    );
    // A timer may be a millisecond early, and a wall clock may be set right meanwhile.
    assert.ok(
      gaps.every((gap) => gap >= -20 && gap <= 5000),
      `${gaps.join(', ')} ms after the earliest time`,
    );
  });
});
