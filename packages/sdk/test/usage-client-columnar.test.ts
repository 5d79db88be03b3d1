import assert from 'node:assert/strict';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import { ContractError, isUsageError } from '../src/errors.ts';
import { createUsageHandler } from '../src/metering/usage-handler.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import type { RowView } from '../src/reading/snapshot.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import type { UsageClientOptions } from '../src/reading/usage-client-options.ts';
import { inTurn, json, serve } from './local-server.ts';
import { itemOfRow } from './row-items.ts';
import { item } from './usage-items.ts';

const type = 'application/vnd.usage.columns+x-ndjson';
const accept = `${type}, application/json;q=0.9`;
const timestamp = '2024-04-29T02:08:29.375Z';

/** The lines of so many rows that cost 1.00 each, in blocks of 8,192. */
function linesOf(rows: number): string[] {
  const lines = ['{"version":1}'];
  for (let row = 0; row < rows; row += 8192) {
    const list = new Array<number>(Math.min(8192, rows - row)).fill(0);
    const credits = list.map(() => 100);
    const block = { id: row, time: 0, unit: 1, ids: list, times: list, names: [], codes: list, credits };
    lines.push(JSON.stringify(block));
  }
  return [...lines, JSON.stringify({ count: rows, total: rows * 100 })];
}

const columns = (lines: string[]): RequestListener => json(`${lines.join('\n')}\n`, 200, { 'content-type': type });

async function clientOf(t: TestContext, answer: RequestListener, options: Partial<UsageClientOptions> = {}) {
  t.mock.method(Math, 'random', () => 0);
  const { origin, requests } = await serve(t, answer);
  const client = new UsageClient({ url: `${origin}/usage`, columns: columnarFormat, ...options });
  return { client, origin, accepts: () => requests.map(({ headers }) => headers.accept) };
}

const failureOf = (result: unknown) =>
  Promise.resolve(result).then(
    () => assert.fail('It did not fail.'),
    (error: unknown) => error,
  );

test('a client asks for columns only when it is told to', async (t) => {
  for (const [option, asked] of [
    [columnarFormat, accept],
    [undefined, 'application/json'],
  ] as const) {
    const { client, accepts } = await clientOf(t, json({ usage: [item()] }), { columns: option });
    assert.equal((await client.load()).length, 1);
    assert.deepEqual(accepts(), [asked]);
  }
});

test('our handler answers it by column, with the same ledger', async (t) => {
  const messages = Array.from({ length: 10_000 }, (_, id) => ({ id, text: 'x'.repeat(id % 50), timestamp }));
  const handle = createUsageHandler({ upstream: { messages: async () => messages, report: async () => undefined } });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = await handle(
      new Request('https://app.test/usage', { headers: { accept: request.headers.accept! } }),
    );
    types.push(headers.get('content-type'));
    response.writeHead(status, [...headers].flat());
    for await (const bytes of body!) response.write(bytes);
    response.end();
  };
  const types: unknown[] = [];
  const { client, origin } = await clientOf(t, (request, response) => void answer(request, response));
  const byColumn = await client.load();
  const byJson = await new UsageClient({ url: `${origin}/usage` }).load();
  assert.deepEqual(types, [type, 'application/json']);
  assert.equal(byColumn.csv({ timeZone: 'UTC' }), byJson.csv({ timeZone: 'UTC' }));
  assert.equal(byColumn.totalAmount, byJson.totalAmount);
});

test('a 406 is asked again as JSON, and is no retry', async (t) => {
  const { client, accepts } = await clientOf(t, inTurn(json({}, 406), json({ usage: [item()] })), {
    retry: { limit: 0 },
  });
  assert.equal((await client.load()).length, 1);
  assert.deepEqual(accepts(), [accept, 'application/json']);
});

test('a second 406 is the failure', async (t) => {
  const { client, accepts } = await clientOf(t, json({}, 406));
  assert.equal(Object(await failureOf(client.load())).status, 406);
  assert.equal(accepts().length, 2);
});

test('an answer that breaks off is asked for again', async (t) => {
  const breaksOff: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': '1000000' });
    response.write(linesOf(8192).slice(0, 2).join('\n') + '\n', () => setTimeout(() => response.destroy(), 20));
  };
  const { client, accepts } = await clientOf(t, inTurn(breaksOff, breaksOff, columns(linesOf(10_000))));
  const lengths: number[] = [];
  const ledger = await client.load({ onProgress: ({ length }) => lengths.push(length) });
  assert.deepEqual([ledger.length, ledger.totalAmount], [10_000, 1_000_000]);
  assert.deepEqual(lengths, [8192, 8192, 8192, 10_000]);
  assert.equal(accepts().length, 3);
});

test('an answer without its last line is never whole: it is asked for once more, and fails', async (t) => {
  const { client, origin, accepts } = await clientOf(t, columns(linesOf(10_000).slice(0, -1)));
  const error = await failureOf(client.load());
  assert.ok(error instanceof ContractError && error.path === 'count');
  assert.match(error.message, new RegExp(`^GET ${origin}/usage: count breaks the format`));
  assert.equal(accepts().length, 2);
});

test('a block that is no block fails with its place', async (t) => {
  const lines = linesOf(20_000);
  const { client } = await clientOf(t, columns(lines.with(2, lines[2]!.replace(/100\]/, '-100]'))));
  const error = await failureOf(client.load());
  assert.ok(error instanceof ContractError && error.path === 'blocks[1].credits', String(error));
});

for (const [name, bytes] of [
  ['bytes that are not UTF-8', [0xff, 0x0a]],
  ['bytes that end within a character', [0x22, 0xe2, 0x82]],
] as const) {
  test(`${name} break the contract`, async (t) => {
    const { client } = await clientOf(t, json(Buffer.from(bytes), 200, { 'content-type': type }));
    const error = await failureOf(client.load());
    assert.ok(error instanceof ContractError && error.message.endsWith('the body is not UTF-8.'), String(error));
  });
}

test('maxBytes counts what has been decoded', async (t) => {
  const { client, accepts } = await clientOf(t, columns(linesOf(10_000)), { maxBytes: 1000 });
  assert.equal(Object(await failureOf(client.load())).code, 'too_large');
  assert.equal(accepts().length, 1);
});

test('a total that cannot be exact fails, without another request', async (t) => {
  const credits = new Array<number>(90_072).fill(1e11);
  const zeros = credits.map(() => 0);
  const block = { id: 0, time: 0, unit: 1, ids: zeros, times: zeros, names: [], codes: zeros, credits };
  const { client, accepts } = await clientOf(t, columns(['{"version":1}', JSON.stringify(block), '{"count":90072}']));
  const error = await failureOf(client.load());
  assert.ok(isUsageError(error) && error.code === 'total_too_large');
  assert.equal(accepts().length, 1);
});

test('rows show as they come, to every caller that wants them, until it leaves', async (t) => {
  const lines = linesOf(20_000);
  let finish = () => {};
  const { client } = await clientOf(t, (_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(`${lines[0]}\n${lines[1]}\n`);
    finish = () => response.end(lines.slice(2).join('\n'));
  });
  const controller = new AbortController();
  const [seen, left]: [number[], number[]] = [[], []];
  let first: RowView | undefined;
  const stays = client.load({
    onProgress: (rows) => {
      first ??= rows;
      seen.push(rows.length);
      controller.abort('left');
      finish();
    },
  });
  const leaves = client.load({ signal: controller.signal, onProgress: ({ length }) => left.push(length) });
  assert.equal(await failureOf(leaves), 'left');
  assert.equal((await stays).length, 20_000);
  assert.deepEqual([seen, left], [[8192, 16_384, 20_000], [8192]]);
  assert.deepEqual(itemOfRow(first!.at(8191)!), item({ message_id: 0, timestamp: '1970-01-01T00:00:00.000Z' }));
  assert.equal(first?.at(8192), undefined);
});

test('what onProgress throws is the failure of its caller, and of nobody else', async (t) => {
  const { client, accepts } = await clientOf(t, columns(linesOf(20_000)));
  const told: number[] = [];
  const throws = client.load({
    onProgress: ({ length }) => {
      told.push(length);
      throw new Error('no progress');
    },
  });
  const lengths: number[] = [];
  const loads = [client.load({ onProgress: ({ length }) => lengths.push(length) }), client.load()];
  assert.match(String(await failureOf(throws)), /^UsageError: The `onProgress` function threw \(Error\): /);
  for (const ledger of await Promise.all(loads)) assert.equal(ledger.length, 20_000);
  assert.deepEqual([told.slice(0, 1), lengths], [[8192], [8192, 16_384, 20_000]]);
  assert.equal(client.current?.length, 20_000);
  assert.equal(accepts().length, 1);
});

test('columns that are no function are an invalid option', () => {
  const make = () => new UsageClient({ url: 'https://app.test/usage', columns: true as never });
  assert.throws(
    make,
    (error) => isUsageError(error) && error.code === 'invalid_option' && /columns/.test(error.message),
  );
});
