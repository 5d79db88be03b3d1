import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import { ContractError, HttpStatusError } from '../src/errors.ts';
import { anything, failure, jsonClient } from './http/json-client.ts';
import { deadOrigin, inTurn, json, serve, silence } from './local-server.ts';

const broken = json({}, 500);
const hangUp: RequestListener = (request) => request.socket.destroy();

describe('JsonClient', () => {
  it('gives what is made of the body, and asks for JSON', async (t) => {
    const { origin, requests } = await serve(t, json({ answer: 42 }));
    const answer = await jsonClient().get(`${origin}/a?b=c`, { parse: (body) => Object(body).answer });
    assert.equal(answer, 42);
    assert.deepEqual(
      [requests[0]?.method, requests[0]?.url, requests[0]?.headers.accept],
      ['GET', '/a?b=c', 'application/json'],
    );
  });

  it('asks for no content type, and sends the Accept that it is given', async (t) => {
    const { origin, requests } = await serve(t, json('{}', 200, { 'content-type': 'text/plain' }));
    assert.deepEqual(await jsonClient({ headers: { Accept: 'application/vnd.x+json' } }).get(origin, anything), {});
    assert.equal(requests[0]?.headers.accept, 'application/vnd.x+json');
  });

  it('calls the given fetch as a plain function: browsers insist on it for their own', async () => {
    const fetch = async function (this: unknown) {
      assert.equal(this, undefined);
      return new Response('{}');
    };
    assert.deepEqual(await jsonClient({ fetch }).get('http://a.test/', anything), {});
  });

  it('sends again what met a fault, until it is answered', async (t) => {
    const { origin, requests } = await serve(t, inTurn(hangUp, broken, json('"answered"')));
    assert.equal(await jsonClient().get(origin, anything), 'answered');
    assert.equal(requests.length, 3);
  });

  it('gives up after two retries, with the last failure', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json({}, 502), json({}, 503), json({}, 504), json({})));
    const error = await failure(jsonClient().get(`${origin}/usage`, anything));
    assert.ok(error instanceof HttpStatusError);
    assert.equal(error.status, 504);
    assert.equal(error.message, `GET ${origin}/usage: status 504.`);
    assert.equal(requests.length, 3);
  });

  for (const limit of [0, 1, 4]) {
    it(`sends ${limit + 1} times at most when retry.limit is ${limit}`, async (t) => {
      for (const answer of [broken, hangUp]) {
        const { origin, requests } = await serve(t, answer);
        await failure(jsonClient({ retry: { limit } }).get(origin, anything));
        assert.equal(requests.length, limit + 1);
      }
    });
  }

  for (const status of [201, 204, 206, 304, 400, 403, 404, 501]) {
    it(`does not send again what was answered with ${status}`, async (t) => {
      const { origin, requests } = await serve(t, (_, response) => response.writeHead(status).end());
      const error = await failure(jsonClient().get(origin, anything));
      assert.ok(error instanceof HttpStatusError);
      assert.equal(error.status, status);
      assert.equal(requests.length, 1);
    });
  }

  it('says which fault it met', async () => {
    const origin = await deadOrigin();
    const error = await failure(jsonClient().get(`${origin}/usage?secret`, anything));
    assert.equal(error.message, `GET ${origin}/usage: no answer: ECONNREFUSED.`);
    assert.equal(Object(error).code, 'network');
    assert.equal(error.cause, undefined);
  });

  it('speaks of CORS only in a page or its worker, where the fault is not told', async (t) => {
    const client = jsonClient({ fetch: () => Promise.reject(new TypeError('Failed to fetch')), retry: { limit: 0 } });
    const said = async () => (await failure(client.get('http://a.test/usage', anything))).message;
    const down = 'GET http://a.test/usage: no answer: the network or the server is down';
    assert.equal(await said(), `${down}.`);
    for (const name of ['document', 'importScripts']) {
      t.after(() => Reflect.deleteProperty(globalThis, name));
      Object.defineProperty(globalThis, name, { value: {}, configurable: true });
      assert.equal(await said(), `${down}, or it does not allow this page to ask (CORS).`);
      Reflect.deleteProperty(globalThis, name);
    }
  });

  it('takes a 404 for what it is said to mean, whatever its body', async (t) => {
    const { origin } = await serve(
      t,
      json('<?xml version="1.0"?><Error/>', 404, { 'content-type': 'application/xml' }),
    );
    assert.equal(await jsonClient().get(origin, { ...anything, missing: () => 'none' }), 'none');
  });

  it('forgives one answer that breaks the contract, and names where the second one does', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json([1]), json([2])));
    const parse = (body: unknown) => {
      if (Object(body)[0] === 1) throw new ContractError('usage[0].message_id must be right.', 'usage[0].message_id');
      return 'right';
    };
    assert.equal(await jsonClient().get(origin, { parse }), 'right');
    assert.equal(requests.length, 2);

    const { origin: wrong, requests: asked } = await serve(t, json([1]));
    const error = await failure(jsonClient({ retry: { limit: 5 } }).get(`${wrong}/usage?x=1`, { parse }));
    assert.ok(error instanceof ContractError);
    assert.equal(error.path, 'usage[0].message_id');
    assert.equal(error.message, `GET ${wrong}/usage: usage[0].message_id must be right.`);
    assert.equal(asked.length, 2);
  });

  it('passes on what a reader of the body throws otherwise, and does not send again', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const bug = new TypeError('a bug');
    const parse = () => {
      throw bug;
    };
    assert.equal(await failure(jsonClient().get(origin, { parse })), bug);
    assert.equal(requests.length, 1);
  });
});

describe('the timeout', () => {
  it('ends an attempt whose header does not come; the next may succeed', async (t) => {
    const { origin, requests } = await serve(t, inTurn(silence, json({})));
    assert.deepEqual(await jsonClient({ timeout: 250 }).get(origin, anything), {});
    assert.equal(requests.length, 2);
  });

  it('is the failure when no attempt is answered in time', async (t) => {
    const { origin, requests } = await serve(t, silence);
    const error = await failure(jsonClient({ timeout: 100 }).get(`${origin}/usage`, anything));
    assert.equal(Object(error).code, 'timeout');
    assert.equal(error.message, `GET ${origin}/usage: no answer within 0.1 s.`);
    assert.equal(requests.length, 3);
  });
});

describe('Retry-After', () => {
  it('is waited for', async (t) => {
    const { origin } = await serve(t, inTurn(json({}, 503, { 'retry-after': '1' }), json({})));
    const start = performance.now();
    await jsonClient().get(origin, anything);
    const waited = performance.now() - start;
    assert.ok(waited >= 990 && waited < 4500, `${waited} ms`);
  });

  it('fails at once, and is passed on, when it is longer than the time left', async (t) => {
    const { origin, requests } = await serve(t, json({}, 429, { 'retry-after': '120' }));
    const error = await failure(jsonClient().get(origin, anything));
    assert.ok(error instanceof HttpStatusError);
    assert.deepEqual([error.status, error.retryAfter, requests.length], [429, 120_000, 1]);
  });

  it('fails at once when it is too long to be told exactly', async (t) => {
    const { origin, requests } = await serve(t, json({}, 429, { 'retry-after': '99999999999999999999' }));
    const error = await failure(jsonClient().get(origin, anything));
    assert.deepEqual([Object(error).retryAfter, requests.length], [Infinity, 1]);
  });

  it('may be a date', async (t) => {
    const headers = { date: 'Mon, 29 Apr 2024 12:00:00 GMT', 'retry-after': 'Mon, 29 Apr 2024 12:01:00 GMT' };
    const { origin, requests } = await serve(t, json({}, 503, headers));
    const error = await failure(jsonClient().get(origin, anything));
    assert.deepEqual([Object(error).retryAfter, requests.length], [60_000, 1]);
  });

  it('is ignored when it is nonsense', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json({}, 503, { 'retry-after': 'soon' }), json({})));
    await jsonClient().get(origin, anything);
    assert.equal(requests.length, 2);
  });
});

describe('a failure in the shape of the contract', () => {
  const body = { error: { code: 'upstream_timeout', message: 'Try again later.' } };
  const reader = () => jsonClient({}, { readFailures: true });

  it('gives its code, and is final: one layer retries', async (t) => {
    const { origin, requests } = await serve(t, json(body, 503));
    const error = await failure(reader().get(origin, anything));
    assert.deepEqual([Object(error).status, Object(error).serverCode], [503, 'upstream_timeout']);
    assert.equal(requests.length, 1);
  });

  it('is sent again when it says when', async (t) => {
    const { origin, requests } = await serve(t, inTurn(json(body, 503, { 'retry-after': '0' }), json({})));
    await reader().get(origin, anything);
    assert.equal(requests.length, 2);
  });

  it('is not looked for unless it is expected', async (t) => {
    const { origin, requests } = await serve(t, json(body, 503));
    const error = await failure(jsonClient().get(origin, anything));
    assert.equal(Object(error).serverCode, undefined);
    assert.equal(requests.length, 3);
  });

  const others: [name: string, body: string][] = [
    ['is HTML', '<h1>Bad Gateway</h1>'],
    ['is of another shape', '{"error":"x"}'],
    ['is larger than 64 KiB', JSON.stringify({ ...body, padding: ' '.repeat(70_000) })],
  ];
  for (const [name, text] of others) {
    it(`is a plain status when the body ${name}`, async (t) => {
      const { origin, requests } = await serve(t, json(text, 503));
      const error = await failure(reader().get(origin, anything));
      assert.deepEqual([Object(error).status, Object(error).serverCode], [503, undefined]);
      assert.equal(requests.length, 3);
    });
  }

  it('is a plain status when the body does not come', async (t) => {
    const { origin } = await serve(t, (_, response) => response.writeHead(403).write('{'));
    const client = jsonClient({}, { readFailures: true, silence: 250 });
    assert.equal(Object(await failure(client.get(origin, anything))).status, 403);
  });
});
