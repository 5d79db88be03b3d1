import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import ky from 'ky';
import * as zod from 'zod/mini';
import ownKy from '../packages/dashboard/bundle/ky.js';
import * as ownZod from '../packages/dashboard/bundle/zod-mini.js';
import { minifyMarkup } from '../scripts/minify-templates.mjs';

/** What the SDK asks ky for. */
const options = {
  cache: 'no-store',
  redirect: 'manual',
  retry: 0,
  timeout: false,
  throwHttpErrors: false,
} as const;

const seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
const server = createServer((request, response) => {
  seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
  if (request.url === '/hang') return;
  response.writeHead(request.url === '/moved' ? 302 : request.url === '/down' ? 503 : 200, { location: '/elsewhere' });
  response.end('body');
});
let url = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

for (const path of ['/usage?a=1', '/moved', '/down']) {
  test(`the bundle’s own ky and ky send the same request and give the same answer: ${path}`, async () => {
    const answers = [];
    for (const send of [ky, ownKy]) {
      const headers = new Headers({ accept: 'application/json', authorization: 'Bearer x' });
      const response = await send(`${url}${path}`, { ...options, headers });
      const { status, redirected, type } = response;
      answers.push({ status, redirected, type, url: response.url, body: await response.text(), request: seen.at(-1) });
    }
    assert.deepEqual(answers[1], answers[0]);
  });
}

test('both give a Request to the fetch that is handed in', async () => {
  for (const send of [ky, ownKy]) {
    const asked: unknown[] = [];
    const fetch = async (input: unknown) => {
      asked.push(input);
      return new Response('own');
    };
    const response = await send(`${url}/own`, { ...options, fetch });
    assert.equal(await response.text(), 'own');
    assert.ok(asked[0] instanceof Request);
  }
});

test('both reject with the reason of the signal', async () => {
  for (const send of [ky, ownKy]) {
    const controller = new AbortController();
    const answer = send(`${url}/hang`, { ...options, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await assert.rejects(async () => answer, /enough/);
  }
});

test('the bundle’s own zod and zod come to the same verdict, data, paths and messages', () => {
  const makeSchema = (z: typeof zod | typeof ownZod) =>
    (z as typeof zod).object({
      id: z.custom(Number.isSafeInteger, { error: 'an integer' }) as zod.ZodMiniType<number>,
      name: (z as typeof zod).optional(
        z.custom((name) => name === null || typeof name === 'string', { error: 'a name' }) as zod.ZodMiniType<string>,
      ),
      any: (z as typeof zod).optional(z.unknown() as zod.ZodMiniType<unknown>),
      inner: (z as typeof zod).object({
        text: z.custom((text) => text === 'x', { error: 'x' }) as zod.ZodMiniType<string>,
      }),
    });
  const verdict = (schema: ReturnType<typeof makeSchema>, value: unknown) => {
    const result = schema.safeParse(value);
    return result.success ? result.data : result.error.issues.map(({ path, message }) => ({ path, message }));
  };
  const [theirs, own] = [makeSchema(zod), makeSchema(ownZod)];
  const odd = fc.oneof(fc.anything(), fc.constantFrom(1, 'x', null, undefined, [], { text: 'x' }));
  const value = fc.oneof(
    odd,
    fc.record(
      { id: odd, name: odd, any: odd, inner: fc.oneof(odd, fc.record({ text: odd })), other: odd },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(value, (given) => assert.deepEqual(verdict(own, given), verdict(theirs, given))),
    { numRuns: 2000 },
  );
});

for (const [markup, minified] of [
  [
    ['\n  <p\n    class="a"\n    id=', '\n  >\n    text\n  </p>\n'],
    ['<p class="a" id=', '>text</p>'],
  ],
  [
    ['<p>', ' ', '</p>'],
    ['<p>', ' ', '</p>'],
  ],
  [
    ['<p>one\n  two ', '\n  three</p>'],
    ['<p>one two ', ' three</p>'],
  ],
  [
    [' (', ')'],
    [' (', ')'],
  ],
  [
    ['<b>', '</b> <i>', '</i>\n  <u></u>'],
    ['<b>', '</b> <i>', '</i><u></u>'],
  ],
] as const) {
  test(`a template keeps its text and loses its layout: ${markup.join('…').replaceAll('\n', '⏎')}`, () => {
    assert.deepEqual(minifyMarkup(markup), minified);
  });
}
