import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { anything, failure, jsonClient } from './json-client.ts';

const url = 'http://a.test/usage';
const encoder = new TextEncoder();

/** What gives `text` in a body that is no web stream. */
function bodyless(text: string | Uint8Array, body: unknown, status = 200) {
  const response = new Response(text as BodyInit, { status });
  const odd = { status, headers: response.headers, body, arrayBuffer: () => response.arrayBuffer() };
  return jsonClient({ fetch: async () => odd as unknown as Response, retry: { limit: 0 }, maxBytes: 20 });
}

describe('a fetch whose bodies are no web streams', () => {
  for (const [name, body] of [
    ['none to be seen', undefined],
    ['of Node', Readable.from(['unread'])],
  ] as const) {
    const missing = { ...anything, missing: () => 'none' };
    it(`is read: ${name}`, async () => {
      assert.deepEqual(await bodyless('{"a":"é"}', body).get(url, anything), { a: 'é' });
      assert.deepEqual(await bodyless('{}', body, 404).get(url, missing), 'none');
      assert.equal(Object(await failure(bodyless('{}', body, 500).get(url, anything))).status, 500);
    });

    it(`is held to what every body is: ${name}`, async () => {
      const cut = encoder.encode('"é"').subarray(0, 2);
      for (const text of [cut, Uint8Array.of(0x22, 0xff, 0x22), '{']) {
        const error = await failure(bodyless(text, body).get(url, anything));
        assert.equal(error.message, `GET ${url}: the body is not JSON.`);
      }
      assert.equal(await bodyless(`"${'a'.repeat(18)}"`, body).get(url, anything), 'a'.repeat(18));
      assert.equal(Object(await failure(bodyless(`"${'a'.repeat(19)}"`, body).get(url, anything))).code, 'too_large');
    });
  }

  it('is not waited for when nothing comes', async () => {
    const odd = { status: 200, headers: new Headers(), arrayBuffer: () => new Promise(() => {}) };
    const client = jsonClient({ fetch: async () => odd as unknown as Response, deadline: 30 });
    assert.equal(Object(await failure(client.get(url, anything))).code, 'timeout');
  });
});

describe('a fetch that gives no Response', () => {
  for (const value of [{}, { status: 200 }, 5, 'text']) {
    it(`is told for ${JSON.stringify(value)}`, async () => {
      const client = jsonClient({ fetch: async () => value as unknown as Response, retry: { limit: 0 } });
      const error = await failure(client.get(url, anything));
      assert.equal(Object(error).code, 'network');
      assert.equal(error.message, `GET ${url}: no answer: \`fetch\` gave something that is not a Response.`);
    });
  }

  it('is a network fault when it gives nothing at all', async () => {
    const client = jsonClient({ fetch: async () => undefined as unknown as Response, retry: { limit: 0 } });
    assert.equal(Object(await failure(client.get(url, anything))).code, 'network');
  });
});

describe('a fetch that follows redirects though it is told not to', () => {
  /** What such a fetch gives for an answer from another place. */
  function followed(end: string, redirected: boolean) {
    let cancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(encoder.encode('{}')),
      pull: (controller) => controller.close(),
      cancel: () => void (cancelled = true),
    });
    const response = Object.defineProperties(new Response(body), {
      url: { value: end },
      redirected: { value: redirected },
    });
    return { client: jsonClient({ fetch: async () => response }), wasCancelled: () => cancelled };
  }

  it('is refused when it ended at another origin, which is not read', async () => {
    const { client, wasCancelled } = followed('https://b.test/stolen?token', true);
    const error = await failure(client.get(url, anything));
    assert.equal(Object(error).code, 'redirect');
    const where = 'redirected to another origin, https://b.test: ask that one if it is right';
    assert.equal(error.message, `GET ${url}: ${where}.`);
    assert.ok(wasCancelled());
  });

  it('is taken when it ended at the same one, or went elsewhere by itself', async () => {
    assert.deepEqual(await followed('http://a.test/other', true).client.get(url, anything), {});
    assert.deepEqual(await followed('', true).client.get(url, anything), {});
    // A host's own way to the server, which answers under another name.
    assert.deepEqual(await followed('http://127.0.0.1:81/usage', false).client.get(url, anything), {});
  });
});
