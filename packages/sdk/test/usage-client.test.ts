import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { ContractError, HttpStatusError, isUsageError } from '../src/errors.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import type { UsageClientOptions } from '../src/reading/usage-client-options.ts';
import { inTurn, json, send, serve, silence } from './local-server.ts';
import { item } from './usage-items.ts';

const minute = 60_000;
const usage = (...credits: number[]) => json({ usage: credits.map((credits_used) => item({ credits_used })) });
const ownFailure = { error: { code: 'upstream_unavailable', message: 'Usage cannot be loaded at the moment.' } };

async function clientOf(
  t: TestContext,
  answer: Parameters<typeof serve>[1],
  options: Partial<UsageClientOptions> = {},
) {
  const { origin, requests } = await serve(t, answer);
  return { client: new UsageClient({ url: `${origin}/usage?key=secret`, ...options }), origin, requests };
}

/** A wall clock to be set by hand. */
function stopClock(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2024, 3, 29) });
  return (milliseconds: number) => t.mock.timers.setTime(Date.now() + milliseconds);
}

/** Retries that do not wait. */
function noPauses(t: TestContext) {
  t.mock.method(Math, 'random', () => 0);
}

const failureOf = (result: unknown) =>
  Promise.resolve(result).then(
    () => assert.fail('It did not fail.'),
    (error: unknown) => error,
  );

test('load gives the ledger of what the server answers', async (t) => {
  const { client, requests } = await clientOf(t, usage(79, 1.2), { headers: { authorization: 'Bearer token' } });
  const ledger = await client.load();
  assert.deepEqual([ledger.length, ledger.totalAmount], [2, 8020]);
  assert.deepEqual([requests[0]?.url, requests[0]?.headers.authorization], ['/usage?key=secret', 'Bearer token']);
});

test('a fresh ledger is remembered, a stale one asked for again', async (t) => {
  const pass = stopClock(t);
  const { client, requests } = await clientOf(t, inTurn(usage(1), usage(2)));
  assert.deepEqual([client.stale, client.loadedAt], [true, undefined]);
  const first = await client.load();
  assert.deepEqual([client.stale, client.loadedAt], [false, Date.UTC(2024, 3, 29)]);
  pass(minute - 1);
  assert.equal(await client.load(), first);
  assert.equal(requests.length, 1);
  pass(1);
  assert.equal(client.stale, true);
  assert.equal((await client.load()).totalAmount, 200);
  assert.equal(client.loadedAt, Date.UTC(2024, 3, 29) + minute);
});

for (const [staleTime, requestsAfterAYear] of [
  [0, 3],
  [2 * minute, 2],
  [Infinity, 1],
] as const) {
  test(`with a staleTime of ${staleTime}, two loads and one a year later make ${requestsAfterAYear} requests`, async (t) => {
    const pass = stopClock(t);
    const { client, requests } = await clientOf(t, usage(1), { staleTime });
    await client.load();
    await client.load();
    pass(365 * 24 * 60 * minute);
    await client.load();
    assert.equal(requests.length, requestsAfterAYear);
  });
}

test('refresh asks although the ledger is fresh', async (t) => {
  const { client, requests } = await clientOf(t, inTurn(usage(1), usage(2)));
  await client.load();
  assert.equal((await client.load({ refresh: true })).totalAmount, 200);
  assert.equal((await client.load()).totalAmount, 200);
  assert.equal(requests.length, 2);
});

test('all who load at a time share one request, refresh or not', async (t) => {
  const { client, requests } = await clientOf(t, usage(1));
  const loads = [client.load(), client.load({ refresh: true }), client.load({ signal: new AbortController().signal })];
  const [first, ...others] = await Promise.all(loads);
  assert.ok(others.every((ledger) => ledger === first));
  assert.equal(requests.length, 1);
});

test('a caller that aborts ends its own wait alone', async (t) => {
  let answer = () => {};
  const { client, requests } = await clientOf(t, (_, response) => (answer = () => send(response, { usage: [item()] })));
  const controller = new AbortController();
  const leaves = failureOf(client.load({ signal: controller.signal }));
  const stays = client.load();
  while (requests.length === 0) await nextTurn();
  controller.abort(new Error('no longer wanted'));
  assert.equal(String(await leaves), 'Error: no longer wanted');
  answer();
  assert.equal((await stays).length, 1);
  assert.equal(requests.length, 1);
});

test('when the last caller has left, the request ends, and the next load makes another', async (t) => {
  const { client, requests } = await clientOf(t, inTurn(silence, usage(1)));
  const controller = new AbortController();
  const leaves = failureOf(client.load({ signal: controller.signal }));
  while (requests.length === 0) await nextTurn();
  controller.abort();
  const closed = once(requests[0]!.socket, 'close');
  assert.equal(((await leaves) as Error).name, 'AbortError');
  assert.equal((await client.load()).length, 1);
  await closed;
});

test('a signal that is aborted already ends the load, though a ledger is remembered', async (t) => {
  const { client, requests } = await clientOf(t, usage(1));
  await client.load();
  const error = await failureOf(client.load({ signal: AbortSignal.abort('left') }));
  assert.equal(error, 'left');
  assert.equal(requests.length, 1);
});

test('a failure is not remembered', async (t) => {
  const { client } = await clientOf(t, inTurn(json({}, 404), usage(1)));
  const error = await failureOf(client.load());
  assert.ok(error instanceof HttpStatusError && error.status === 404);
  assert.deepEqual([client.stale, client.loadedAt], [true, undefined]);
  assert.equal((await client.load()).length, 1);
});

test('a refresh that fails does not drop what is remembered', async (t) => {
  const { client } = await clientOf(t, inTurn(usage(1), json({}, 404)));
  const ledger = await client.load();
  const { loadedAt } = client;
  await failureOf(client.load({ refresh: true }));
  assert.equal(await client.load(), ledger);
  assert.equal(client.loadedAt, loadedAt);
});

test('a 503 in the shape of the contract is final, and tells its code', async (t) => {
  const { client, requests } = await clientOf(t, json(ownFailure, 503));
  const error = await failureOf(client.load());
  assert.ok(error instanceof HttpStatusError);
  assert.deepEqual([error.status, error.serverCode, requests.length], [503, 'upstream_unavailable', 1]);
});

test('with Retry-After it is not final', async (t) => {
  noPauses(t);
  const { client, requests } = await clientOf(t, inTurn(json(ownFailure, 503, { 'retry-after': '0' }), usage(1)));
  assert.equal((await client.load()).length, 1);
  assert.equal(requests.length, 2);
});

test('a 503 of another shape is retried twice', async (t) => {
  noPauses(t);
  const { client, requests } = await clientOf(t, inTurn(json('busy', 503), json('busy', 503), usage(1)));
  assert.equal((await client.load()).length, 1);
  assert.equal(requests.length, 3);
});

const answers: [body: unknown, path: string][] = [
  [{ usage: [item(), { ...item(), timestamp: '2024-02-30T00:00:00Z' }] }, 'usage[1].timestamp'],
  [{ usage: null }, 'usage'],
  [{}, 'usage'],
  [[], ''],
  ['not JSON', ''],
];
for (const [body, path] of answers) {
  test(`an answer like ${JSON.stringify(body)} breaks the contract at "${path}", and is asked for once more`, async (t) => {
    noPauses(t);
    const { client, origin, requests } = await clientOf(t, json(body));
    const error = await failureOf(client.load());
    assert.ok(error instanceof ContractError);
    assert.equal(error.path, path);
    assert.ok(error.message.startsWith(`GET ${origin}/usage: `) && error.message.includes(path));
    assert.doesNotMatch(error.message, /secret/);
    assert.equal(requests.length, 2);
  });
}

test('a total that cannot be exact fails the load, without another request', async (t) => {
  const credits = new Array<number>(90_072).fill(1e9);
  const { client, requests } = await clientOf(t, usage(...credits));
  assert.equal(Object(await failureOf(client.load())).code, 'total_too_large');
  assert.equal(requests.length, 1);
});

test('an answer is waited for 65 seconds, and a whole load 75', async (t) => {
  noPauses(t);
  const { client, requests } = await clientOf(t, silence);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const failure = failureOf(client.load());
  while (requests.length < 1) await nextTurn();
  t.mock.timers.tick(64_999);
  for (let turn = 0; turn < 50; turn++) await nextTurn();
  assert.equal(requests.length, 1);
  t.mock.timers.tick(1);
  while (requests.length < 2) {
    await nextTurn();
    t.mock.timers.tick(0);
  }
  // What has gone by on the real clock before the call began counts, too.
  t.mock.timers.tick(9_000);
  const early = await Promise.race([failure, nextTurn('still waiting')]);
  assert.equal(early, 'still waiting');
  t.mock.timers.tick(1_000);
  assert.match(String(await failure), /not done within 75 s/);
});

const options: [name: string, options: Record<string, unknown>][] = [
  ['url', { url: undefined }],
  ['url', { url: '/usage' }],
  ['url', { url: 'ftp://example.com/usage' }],
  ['`staleTime` must be a number of milliseconds, 0 or more; got the number -1.', { staleTime: -1 }],
  ['staleTime', { staleTime: NaN }],
  ['staleTime', { staleTime: '60000' }],
  ['timeout', { timeout: 0 }],
  ['deadline', { deadline: Infinity }],
  ['retry.limit', { retry: { limit: -1 } }],
  ['headers', { headers: { 'not a name': 'x' } }],
  ['fetch', { fetch: 'fetch' }],
  ['credentials', { credentials: 'always' }],
];
for (const [name, wrong] of options) {
  test(`${inspect(wrong)} is an invalid option, named`, () => {
    assert.throws(
      () => new UsageClient({ url: 'http://localhost/usage', ...wrong } as UsageClientOptions),
      (error) => isUsageError(error) && error.code === 'invalid_option' && error.message.includes(name),
    );
  });
}
