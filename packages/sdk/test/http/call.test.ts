import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextFormat } from '../../src/http.ts';
import { anything, failure, jsonClient } from './json-client.ts';

const url = 'http://a.test/usage';

/** A client that is answered by each in turn, and how often it has asked. */
function answeredInTurn(answers: (() => Response)[], headers: () => HeadersInit = () => ({})) {
  const asked: (string | null)[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    asked.push((input as Request).headers.get('accept'));
    return answers[asked.length - 1]!();
  };
  return { client: jsonClient({ fetch, headers }), asked };
}

const status = (code: number) => () => new Response('{}', { status: code });
const broken = () => new Response('<html>');
const hangUp = () => {
  throw new TypeError('hung up');
};
const right = () => new Response('{}');

describe('a call', () => {
  it('asks for new headers after a 401 alone, and once', async () => {
    for (const [code, requests] of [
      [400, 1],
      [403, 1],
      [401, 2],
    ] as const) {
      const { client, asked } = answeredInTurn([status(code), status(code), right]);
      assert.equal(Object(await failure(client.get(url, anything))).status, code);
      assert.equal(asked.length, requests);
    }
  });

  it('asks for JSON alone after a 406 alone', async () => {
    const format: TextFormat<unknown> = { type: 'application/x-lines', open: () => assert.fail('JSON came.') };
    const both = 'application/x-lines, application/json;q=0.9';
    const refused = answeredInTurn([status(406), right]);
    assert.deepEqual(await refused.client.get(url, { ...anything, format }), {});
    assert.deepEqual(refused.asked, [both, 'application/json']);
    const missing = answeredInTurn([status(404), right]);
    assert.equal(Object(await failure(missing.client.get(url, { ...anything, format }))).status, 404);
    assert.deepEqual(missing.asked, [both]);
    const json = answeredInTurn([status(406), right]);
    assert.equal(Object(await failure(json.client.get(url, anything))).status, 406);
    assert.deepEqual(json.asked, ['application/json']);
  });

  it('forgives one broken promise, whatever else has gone wrong before', async () => {
    const { client, asked } = answeredInTurn([hangUp, broken, right]);
    assert.deepEqual(await client.get(url, anything), {});
    assert.equal(asked.length, 3);
    const twice = answeredInTurn([broken, broken, right]);
    assert.equal(Object(await failure(twice.client.get(url, anything))).code, 'contract_violation');
    assert.equal(twice.asked.length, 2);
  });

  it('that is late says nothing of a failure where there was none, and does not blame headers that came', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const client = jsonClient({ fetch, headers: async () => ({ a: '1' }), deadline: 30 });
    const error = await failure(client.get(url, anything));
    assert.equal(error.message, `GET ${url}: not done within 0.03 s, the deadline.`);
    assert.ok(!('cause' in error));
  });
});
