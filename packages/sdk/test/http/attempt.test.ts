import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ContractError } from '../../src/errors.ts';
import type { TextFormat } from '../../src/http.ts';
import { anything, failure, jsonClient } from './json-client.ts';

const url = 'http://a.test/usage';

/** A client whose server always gives this answer. */
function answeredWith(answer: () => Response) {
  return jsonClient({ fetch: async () => answer(), retry: { limit: 0 } });
}

describe('an attempt', () => {
  for (const credentials of [undefined, 'omit', 'same-origin', 'include'] as const) {
    it(`asks with the credentials ${credentials ?? 'of the runtime'}`, async () => {
      const asked: (string | undefined)[] = [];
      const fetch = async (input: RequestInfo | URL) => {
        asked.push((input as Request).credentials);
        return new Response('{}');
      };
      await jsonClient({ fetch, credentials }).get(url, anything);
      assert.deepEqual(asked, [credentials ?? 'same-origin']);
    });
  }

  it('takes nothing but a 404 for a missing thing', async () => {
    const request = { ...anything, missing: () => 'none' };
    assert.equal(await answeredWith(() => new Response('1')).get(url, request), 1);
    const error = await failure(answeredWith(() => new Response('', { status: 410 })).get(url, request));
    assert.equal(Object(error).status, 410);
    assert.equal(await answeredWith(() => new Response('', { status: 404 })).get(url, request), 'none');
  });

  it('leaves no timer, whatever comes', async () => {
    const statuses = [200, 404, 500];
    for (const status of statuses) {
      const client = answeredWith(() => new Response('{}', { status }));
      await client.get(url, { ...anything, missing: () => 'none' }).catch(() => {});
      assert.ok(!process.getActiveResourcesInfo().includes('Timeout'), `after ${status}`);
    }
  });

  it('says that a body broke off when nobody knows why', async () => {
    const pull = () => {
      throw new TypeError('terminated');
    };
    const error = await failure(answeredWith(() => new Response(new ReadableStream({ pull }))).get(url, anything));
    assert.equal(error.message, `GET ${url}: the body broke off.`);
  });

  for (const [name, body] of [
    ['JSON', '<html>'],
    ['text', Uint8Array.of(0x22, 0xff, 0x22)],
  ] as const) {
    it(`finds what is not ${name} wrong as a whole`, async () => {
      const error = await failure(answeredWith(() => new Response(body)).get(url, anything));
      assert.ok(error instanceof ContractError);
      assert.equal(error.path, '');
    });
  }

  it('expects nothing of the server while it looks at what has come', async () => {
    const client = jsonClient({ fetch: async () => new Response('{}'), retry: { limit: 0 } }, { silence: 20 });
    const parse = (body: unknown) => new Promise((resolve) => setTimeout(resolve, 60, body));
    assert.deepEqual(await client.get(url, { parse }), {});
  });

  it('ends for its own reason when the runtime has another word for an abort', async () => {
    const fetch = async (input: RequestInfo | URL) => {
      const { signal } = input as Request;
      const start = (controller: ReadableStreamDefaultController) =>
        signal.addEventListener('abort', () => controller.error(new TypeError('terminated')));
      return new Response(new ReadableStream({ start }));
    };
    const error = await failure(jsonClient({ fetch, retry: { limit: 0 } }, { silence: 20 }).get(url, anything));
    assert.equal(error.message, `GET ${url}: the body stopped for 0.02 s.`);
  });
});

describe('a format beside JSON', () => {
  const format: TextFormat<unknown> = {
    type: 'text/x-lines',
    open: () => {
      let all = '';
      return { take: (text) => void (all += text), end: () => all.split('\n') };
    },
  };
  const types: [type: string | undefined, result: unknown][] = [
    ['text/x-lines', ['1', '2']],
    ['text/x-lines; charset=utf-8', ['1', '2']],
    ['application/json', 'as JSON'],
    ['application/json; as=text/x-lines', 'as JSON'],
    [undefined, 'as JSON'],
  ];
  for (const [type, result] of types) {
    it(`is known by its media type: ${type}`, async () => {
      const body = new TextEncoder().encode(Array.isArray(result) ? '1\n2' : '"as JSON"');
      const client = answeredWith(
        () => new Response(body, type === undefined ? {} : { headers: { 'content-type': type } }),
      );
      assert.deepEqual(await client.get(url, { ...anything, format }), result);
    });
  }

  it('is preferred', async () => {
    const accepted: (string | null)[] = [];
    const fetch = async (input: RequestInfo | URL) => {
      accepted.push((input as Request).headers.get('accept'));
      return new Response('{}');
    };
    await jsonClient({ fetch }).get(url, { ...anything, format });
    assert.deepEqual(accepted, ['text/x-lines, application/json;q=0.9']);
  });
});
