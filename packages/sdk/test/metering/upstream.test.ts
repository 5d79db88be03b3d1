import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import {
  connectUpstream,
  createUpstream,
  isOwnUpstream,
  type Upstream,
  type UpstreamOptions,
} from '../../src/metering/upstream.ts';
import { inTurn, json, serve } from '../local-server.ts';
import { serveTechTask, timestamp } from './tech-task.ts';

const report = { id: 5392, name: 'Tenant Obligations Report', credit_cost: 79 };
const message = { id: 1000, text: 'Generate it.', timestamp, report_id: 5392 };

describe('createUpstream', () => {
  it('lists the messages and looks a report up', async (t) => {
    const { baseUrl } = await serveTechTask(t, { messages: [message], reports: new Map([[5392, report]]) });
    const upstream = createUpstream({ baseUrl });
    assert.deepEqual(await upstream.messages(), [message]);
    assert.deepEqual(await upstream.report(5392), report);
    assert.equal(await upstream.report(1), undefined);
    assert.equal(upstream.concurrency, 8);
  });

  for (const [suffix, path] of [
    ['', '/reports/5392'],
    ['/', '/reports/5392'],
    ['//', '/reports/5392'],
    ['/a/b', '/a/b/reports/5392'],
    ['/a/b/', '/a/b/reports/5392'],
    ['/a/../b%20c', '/b%20c/reports/5392'],
  ] as const) {
    it(`keeps the path of a base URL that ends in "${suffix}"`, async (t) => {
      const { origin, requests } = await serve(t, json(report));
      await createUpstream({ baseUrl: `${origin}${suffix}` }).report(5392);
      assert.equal(requests[0]?.url, path);
    });
  }

  it('takes a URL object', async (t) => {
    const { origin } = await serve(t, json({ messages: [] }));
    assert.deepEqual(await createUpstream({ baseUrl: new URL(origin) }).messages(), []);
  });

  const refused: [name: string, baseUrl: unknown, said: RegExp][] = [
    ['nothing', undefined, /absolute http or https URL/],
    ['an empty text', '', /absolute http or https URL/],
    ['a relative URL', '/canary', /absolute http or https URL/],
    ['another scheme', 'ftp://canary.test', /absolute http or https URL/],
    ['a scheme that ends like http', 'xhttp://canary.test', /absolute http or https URL/],
    ['a scheme that begins like https', 'httpsx://canary.test', /absolute http or https URL/],
    ['a user name', 'https://canary@a.test', /without a user name or password/],
    ['a password alone', 'https://:canary@a.test', /without a user name or password/],
    ['a password', 'https://canary:canary@a.test', /without a user name or password/],
    ['a query', 'https://a.test/?token=canary', /without a query or fragment/],
    ['an empty query', 'https://a.test/?', /without a query or fragment/],
    ['a fragment', 'https://a.test/#canary', /without a query or fragment/],
  ];
  for (const [name, baseUrl, said] of refused) {
    it(`refuses ${name} as the base URL, and does not repeat it`, () => {
      assert.throws(
        () => createUpstream({ baseUrl: baseUrl as string }),
        (error: Error) => {
          assert.equal(Object(error).code, 'invalid_option');
          assert.match(error.message, /^`baseUrl` must be /);
          assert.match(error.message, said);
          return !error.message.includes('canary');
        },
      );
    });
  }

  const options: [option: string, options: Partial<UpstreamOptions>][] = [
    ['timeout', { timeout: 0 }],
    ['deadline', { deadline: 2 ** 31 }],
    ['retry.limit', { retry: { limit: -1 } }],
    ['concurrency', { concurrency: 0 }],
    ['maxBytes', { maxBytes: 1.5 }],
    ['maxBytes', { maxBytes: 2 ** 30 }],
    ['fetch', { fetch: 'fetch' as unknown as typeof fetch }],
    ['headers', { headers: 'Bearer x' as unknown as HeadersInit }],
  ];
  for (const [option, given] of options) {
    it(`refuses ${option}: ${JSON.stringify(Object.values(given)[0])}`, () => {
      const make = () => createUpstream({ baseUrl: 'https://a.test', ...given });
      assert.throws(make, { code: 'invalid_option', message: new RegExp(`^\`${option}\` must be .+; got .+\\.$`) });
    });
  }

  for (const id of [-1, 1.5, NaN, 2 ** 53, '../messages/current-period', undefined]) {
    it(`does not look up ${typeof id} ${id}: it could lead elsewhere`, async () => {
      const upstream = createUpstream({ baseUrl: 'https://a.test' });
      await assert.rejects(upstream.report(id as number), {
        code: 'invalid_option',
        message: /^`id` must be a safe integer/,
      });
    });
  }

  it('takes a 404 on messages for a failure, not for a period without any', async (t) => {
    const { origin, requests } = await serve(t, json({}, 404));
    await assert.rejects(createUpstream({ baseUrl: origin }).messages(), { code: 'http_status', status: 404 });
    assert.equal(requests.length, 1);
  });

  it('takes a 404 on a report for an answer: no retry, and not asked for again', async (t) => {
    const { baseUrl, requests } = await serveTechTask(t, { messages: [] });
    const upstream = createUpstream({ baseUrl });
    assert.deepEqual([await upstream.report(8806), await upstream.report(8806)], [undefined, undefined]);
    assert.equal(requests.length, 1);
  });

  const nonsense: [name: string, body: unknown, path: string][] = [
    ['another report', { ...report, id: 1 }, 'id'],
    ['a cost that is a text', { ...report, credit_cost: '79' }, 'credit_cost'],
    ['no name', { id: 5392, credit_cost: 79 }, 'name'],
  ];
  for (const [name, body, path] of nonsense) {
    it(`asks once more, then fails, when it is given ${name}`, async (t) => {
      const { origin, requests } = await serve(t, json(body));
      const upstream = createUpstream({ baseUrl: origin });
      await assert.rejects(upstream.report(5392), { code: 'contract_violation', path });
      assert.equal(requests.length, 2);
    });
  }

  it('retries a report that fails, and then remembers it', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json({}, 503), json(report)));
    const upstream = createUpstream({ baseUrl: origin });
    assert.deepEqual(await upstream.report(5392), report);
    await upstream.report(5392);
    assert.equal(requests.length, 2);
  });

  it('leaves no listener on the signal of the caller', async (t) => {
    const { baseUrl } = await serveTechTask(t, { messages: [message], reports: new Map([[5392, report]]) });
    const { signal } = new AbortController();
    const upstream = createUpstream({ baseUrl });
    await upstream.messages(signal);
    await upstream.report(5392, signal);
    await upstream.report(1, signal);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  const circuits: [name: string, path: string, call: (upstream: Upstream, count: number) => Promise<unknown>][] = [
    ['messages', '/messages/current-period', (upstream) => upstream.messages()],
    ['reports', '/reports', (upstream, id) => upstream.report(id)],
  ];
  for (const [name, path, call] of circuits) {
    it(`is left alone after five failures in a row: ${name}`, async (t) => {
      const { origin, requests } = await serve(t, json({}, 500));
      const upstream = connectUpstream({ baseUrl: origin, retry: { limit: 0 } }, { now: () => 0 });
      for (let count = 0; count < 5; count++) await assert.rejects(call(upstream, count), { code: 'http_status' });
      const said = `GET ${origin}${path}: not asked, as it has failed 5 times in a row. Try again in 10 s.`;
      await assert.rejects(call(upstream, 5), { code: 'circuit_open', message: said });
      assert.equal(requests.length, 5);
    });
  }

  it('draws the pause before a retry from the world it is given', async (t) => {
    const random = t.mock.fn(() => 0);
    const { origin } = await serve(t, inTurn(json({}, 503), json({ messages: [] })));
    await connectUpstream({ baseUrl: origin }, { random }).messages();
    assert.equal(random.mock.callCount(), 1);
  });

  it('is known again as our own, and a copy of it is not', () => {
    const upstream = createUpstream({ baseUrl: 'https://a.test' });
    assert.deepEqual([isOwnUpstream(upstream), isOwnUpstream({ ...upstream })], [true, false]);
  });

  it('cannot be changed: what it gives counts as checked', () => {
    const upstream = createUpstream({ baseUrl: 'https://a.test' });
    assert.throws(() => Object.assign(upstream, { messages: async () => [] }), TypeError);
  });
});
