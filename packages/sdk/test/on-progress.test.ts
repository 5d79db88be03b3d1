import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { UsageError } from '../src/errors.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import type { RowView } from '../src/reading/snapshot.ts';
import type { LoadOptions } from '../src/reading/source.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import { columnarType as type } from '../src/columnar-wire.ts';
import { failure } from './http/json-client.ts';
import { serve } from './local-server.ts';

// A host's `onProgress` that fails: an error of its own load, and never one that nobody catches.

const uncaught: unknown[] = [];
const hear = (error: unknown) => void uncaught.push(error);
beforeEach(() => {
  uncaught.length = 0;
  process.on('uncaughtException', hear).on('unhandledRejection', hear);
});
afterEach(async () => {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  process.off('uncaughtException', hear).off('unhandledRejection', hear);
  assert.deepEqual(uncaught, []);
});

const line = (id: number) =>
  JSON.stringify({ id, time: 0, unit: 1, ids: [0], times: [0], names: [], codes: [0], credits: [100] });
const lines = ['{"version":1}', line(1), line(2), '{"count":2,"total":200}'].map((text) => `${text}\n`);

/** Sends the first block, and the rest once somebody says so. */
async function clientInSteps(t: TestContext) {
  const finish: (() => void)[] = [];
  const answer: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(lines[0]! + lines[1]!);
    finish.push(() => response.end(lines.slice(2).join('')));
  };
  const { origin, requests } = await serve(t, answer);
  return { client: new UsageClient({ url: `${origin}/usage`, columns: columnarFormat }), finish, requests };
}

const secret = 'Bearer 123';
const failing: [what: string, told: string, onProgress: (rows: RowView) => unknown][] = [
  [
    'throws',
    ' (TypeError)',
    () => {
      throw new TypeError(secret);
    },
  ],
  [
    'throws what is no error',
    '',
    () => {
      throw secret as unknown;
    },
  ],
  [
    'throws nothing',
    '',
    () => {
      throw undefined as unknown;
    },
  ],
  ['is async and throws', ' (RangeError)', async () => Promise.reject(new RangeError(secret))],
  [
    'is async and throws later',
    ' (Error)',
    async () => {
      await nextTurn();
      throw new Error(secret);
    },
  ],
  ['gives something whose then throws', ' (Error)', () => ({ then: () => assert.fail(new Error(secret)) })],
];
for (const [what, told, onProgress] of failing) {
  test(`an onProgress that ${what} fails its own load at once, and no other`, async (t) => {
    const { client, finish, requests } = await clientInSteps(t);
    let calls = 0;
    const listen = (rows: RowView) => (calls++, onProgress(rows) as void);
    const [seen, loads]: [number[], Promise<unknown>[]] = [[], []];
    const fails = failure(Promise.resolve(client.load({ onProgress: listen })));
    const other = client.load({ onProgress: ({ length }) => seen.push(length) });
    loads.push(Promise.resolve(other), Promise.resolve(client.load()));
    const error = await fails;
    assert.ok(error instanceof UsageError);
    assert.equal(error.code, 'invalid_option');
    assert.equal(error.message, `The \`onProgress\` function threw${told}: rows are no longer waited for.`);
    assert.doesNotMatch(inspect(error, { depth: Infinity, showHidden: true }), /Bearer/);
    finish[0]!();
    const [ledger, same] = await Promise.all(loads);
    assert.equal(ledger, same);
    assert.deepEqual([calls, seen, requests.length], [1, [1, 2], 1]);
  });
}

test('an onProgress that throws at the last rows fails its load', async (t) => {
  const { client, finish } = await clientInSteps(t);
  const onProgress = ({ length }: RowView) => {
    if (length === 1) finish[0]!();
    else throw new TypeError();
  };
  assert.equal(Object(await failure(client.load({ onProgress }))).code, 'invalid_option');
});

test('an onProgress that throws for several blocks of one piece is asked once', async (t) => {
  const { origin } = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-type': type }).end(lines.join(''));
  });
  const client = new UsageClient({ url: `${origin}/usage`, columns: columnarFormat });
  let calls = 0;
  const onProgress = () => {
    calls++;
    throw new Error();
  };
  assert.equal(Object(await failure(client.load({ onProgress }))).code, 'invalid_option');
  assert.equal(calls, 1);
});

test('when it was the only one who waited, the request ends, and the next load makes another', async (t) => {
  const { client, finish, requests } = await clientInSteps(t);
  const onProgress = () => {
    throw new Error();
  };
  const fails = failure(client.load({ onProgress }));
  while (requests.length === 0) await nextTurn();
  const closed = once(requests[0]!.socket, 'close');
  await fails;
  await closed;
  const next = client.load({ onProgress: () => finish[1]!() });
  assert.equal((await next).length, 2);
});

test('an onProgress whose promise rejects once the load is done changes nothing', async (t) => {
  const { client, finish } = await clientInSteps(t);
  let reject = (_: Error) => {};
  const onProgress = () => {
    finish[0]!();
    return new Promise<void>((_, no) => (reject = no));
  };
  assert.equal((await client.load({ onProgress })).length, 2);
  reject(new Error(secret));
});

test('an onProgress that fails after its caller has left is not heard of', async (t) => {
  const { client } = await clientInSteps(t);
  const caller = new AbortController();
  const onProgress = () => {
    caller.abort('left');
    throw new Error();
  };
  assert.equal(await failure(client.load({ signal: caller.signal, onProgress })), 'left');
});

for (const wrong of ['rows', 1, null, {}]) {
  test(`${inspect(wrong)} for onProgress is an invalid option, and nothing is sent`, async (t) => {
    const { client, requests } = await clientInSteps(t);
    const error = await failure(client.load({ onProgress: wrong } as unknown as LoadOptions));
    assert.ok(error instanceof UsageError && error.code === 'invalid_option');
    assert.match(error.message, /^`onProgress` must be a function; got /);
    assert.equal(requests.length, 0);
  });
}
