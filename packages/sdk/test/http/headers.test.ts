import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { HeadersOption } from '../../src/http.ts';
import { deadOrigin, inTurn, json, serve, silence } from '../local-server.ts';
import { anything, failure, jsonClient } from './json-client.ts';

const canary = 'canary-8f1e';

/** A function that gives a new token each time. */
function tokens(): HeadersOption {
  let count = 0;
  return async () => ({ authorization: `Bearer ${++count}` });
}

describe('headers', () => {
  it('are sent as given: an object, a list or Headers', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const forms: HeadersOption[] = [
      { 'x-a': '1' },
      [['x-a', '1']],
      new Headers({ 'x-a': '1' }),
      () => ({ 'x-a': '1' }),
    ];
    for (const headers of forms) await jsonClient({ headers }).get(origin, anything);
    assert.deepEqual(
      requests.map(({ headers }) => headers['x-a']),
      ['1', '1', '1', '1'],
    );
  });

  it('are those of the time the client was made', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const headers = { 'x-a': '1' };
    const client = jsonClient({ headers });
    headers['x-a'] = '2';
    await client.get(origin, anything);
    assert.equal(requests[0]?.headers['x-a'], '1');
  });

  it('are asked for before every attempt when they are a function', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json({}, 500), json({}, 500), json({})));
    await jsonClient({ headers: tokens() }).get(origin, anything);
    assert.deepEqual(
      requests.map(({ headers }) => headers.authorization),
      ['Bearer 1', 'Bearer 2', 'Bearer 3'],
    );
  });

  it('are asked for once more after a 401, which uses up no retry', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json({}, 401), json({})));
    await jsonClient({ headers: tokens(), retry: { limit: 0 } }).get(origin, anything);
    assert.deepEqual(
      requests.map(({ headers }) => headers.authorization),
      ['Bearer 1', 'Bearer 2'],
    );
  });

  it('are not asked for a third time', async (t) => {
    const { origin, requests } = await serve(t, json({}, 401));
    assert.equal(Object(await failure(jsonClient({ headers: tokens() }).get(origin, anything))).status, 401);
    assert.equal(requests.length, 2);
  });

  it('that cannot change are not sent twice after a 401', async (t) => {
    const { origin, requests } = await serve(t, json({}, 401));
    await failure(jsonClient({ headers: { authorization: 'x' } }).get(origin, anything));
    assert.equal(requests.length, 1);
  });

  const bad: [name: string, headers: () => HeadersInit | Promise<HeadersInit>, said: RegExp][] = [
    [
      'throws',
      () => {
        throw new TypeError(canary);
      },
      /threw \(TypeError\)\.$/,
    ],
    [
      'throws what is no error',
      () => {
        throw canary;
      },
      /threw\.$/,
    ],
    ['rejects', () => Promise.reject(new Error(canary)), /threw \(Error\)\.$/],
    ...[`${canary} 1`, `1 ${canary}`, 'canary'.repeat(11)].map((name): (typeof bad)[number] => [
      `rejects with an error of the name ${name}`,
      () => Promise.reject(Object.assign(new Error(canary), { name })),
      /threw\.$/,
    ]),
    ['gives a value that is none', () => ({ authorization: `${canary}\n` + 'x' }), /not a set of valid header/],
    ['gives a value outside Latin-1', () => ({ authorization: `${canary}漢` }), /not a set of valid header/],
    ['gives a name that is none', () => ({ [`${canary} x`]: 'x' }), /not a set of valid header/],
    ['gives null', () => null as unknown as HeadersInit, /not a set of valid header/],
  ];
  for (const [name, headers, said] of bad) {
    it(`fail the call when the function ${name}; the error holds no value`, async (t) => {
      const { origin, requests } = await serve(t, json({}));
      const error = await failure(jsonClient({ headers }).get(origin, anything));
      assert.equal(Object(error).code, 'headers_failed');
      assert.match(error.message, said);
      assert.doesNotMatch(inspect(error, { depth: Infinity, showHidden: true }), new RegExp(canary));
      assert.equal(requests.length, 0);
    });
  }

  it('that are no headers are refused when the client is made, and not repeated', () => {
    const make = () => jsonClient({ headers: { authorization: `${canary}\n` + 'x' } });
    assert.throws(make, (error: Error) => {
      assert.equal(Object(error).code, 'invalid_option');
      return !inspect(error, { depth: Infinity }).includes(canary);
    });
  });
});

describe('a header whose value is', () => {
  const faulty: [value: unknown, name: string][] = [
    [undefined, 'nothing'],
    [null, 'null'],
    [NaN, 'a number'],
    [true, 'a boolean'],
    [Promise.resolve(canary), 'an object'],
    [() => canary, 'a function'],
    [[canary], 'a list'],
  ];
  for (const [value, type] of faulty) {
    const carriers: Record<string, HeadersOption> = {
      'an object': { 'x-customer': value as string },
      'an object with a getter': Object.defineProperty({}, 'x-customer', { enumerable: true, get: () => value }),
      'a list': [['x-customer', value as string]],
      'a map': new Map([['x-customer', value]]) as unknown as Headers,
      'a generator': (function* () {
        yield ['x-customer', value];
      })() as unknown as Headers,
    };
    for (const [carrier, headers] of Object.entries(carriers)) {
      it(`${type} in ${carrier} is an error that names it when the client is made`, () => {
        assert.throws(
          () => jsonClient({ headers }),
          (error: Error) => {
            assert.equal(Object(error).code, 'invalid_option');
            assert.match(error.message, new RegExp(`x-customer is ${type}`));
            return !inspect(error, { depth: Infinity, showHidden: true }).includes(canary);
          },
        );
      });
    }
    it(`${type} and comes from a function is an error before anything is sent`, async (t) => {
      const { origin, requests } = await serve(t, json({}));
      for (const give of [() => ({ 'x-customer': value }), async () => [['x-customer', value]]]) {
        const error = await failure(jsonClient({ headers: give as () => HeadersInit }).get(origin, anything));
        assert.equal(Object(error).code, 'headers_failed');
        assert.match(error.message, new RegExp(`x-customer is ${type}`));
      }
      assert.equal(requests.length, 0);
    });
  }

  it('no value at all, as the function gave nothing, is an error before anything is sent', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const headers = (() => undefined) as unknown as HeadersOption;
    assert.equal(Object(await failure(jsonClient({ headers }).get(origin, anything))).code, 'headers_failed');
    assert.equal(requests.length, 0);
  });

  it('the text undefined or null arrives as that text, whatever sends it', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const texts = { 'x-a': 'undefined', 'x-b': 'null' };
    const pairs = Object.entries(texts);
    for (const headers of [texts, pairs, new Headers(texts), () => texts] as HeadersOption[]) {
      await jsonClient({ headers }).get(origin, anything);
      await jsonClient({ headers, fetch: (input, init) => fetch(input, init) }).get(origin, anything);
    }
    // What `Headers` has made of undefined is a text, too.
    await jsonClient({ headers: new Headers({ ...texts, 'x-a': undefined as unknown as string }) }).get(
      origin,
      anything,
    );
    const sent = requests.map(({ headers }) => [headers['x-a'], headers['x-b']]);
    assert.deepEqual(sent, Array(9).fill(['undefined', 'null']));
  });

  it('a number arrives as its digits', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    await jsonClient({ headers: { 'x-customer': 7 as unknown as string } }).get(origin, anything);
    assert.equal(requests[0]?.headers['x-customer'], '7');
  });
});

describe('an error', () => {
  const secret = { headers: { authorization: `Bearer ${canary}`, cookie: canary } };
  const failures: [name: string, answer: Parameters<typeof serve>[1]][] = [
    ['of the network', (request) => request.socket.destroy()],
    ['of a body that breaks off', (_, response) => void response.writeHead(200).write('[', () => response.destroy())],
    ['of time', silence],
    ['of a status', json({ error: canary }, 500)],
    ['of a body that is no JSON', json(canary)],
    ['of a redirect', (_, response) => void response.writeHead(302, { location: `http://b.test/?${canary}` }).end()],
  ];
  for (const [name, answer] of failures) {
    it(`${name} holds no header, query or body`, async (t) => {
      const { origin } = await serve(t, answer);
      const error = await failure(
        jsonClient({ ...secret, timeout: 50 }).get(`${origin}/usage?token=${canary}#${canary}`, anything),
      );
      assert.match(error.message, new RegExp(`^GET ${origin}/usage: `));
      assert.doesNotMatch(inspect(error, { depth: Infinity, showHidden: true }), new RegExp(canary));
    });
  }

  it('of an origin where nobody listens holds none either', async () => {
    const error = await failure(jsonClient(secret).get(`${await deadOrigin()}/?${canary}`, anything));
    assert.doesNotMatch(inspect(error, { depth: Infinity, showHidden: true }), new RegExp(canary));
  });
});
