import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { anything, failure, jsonClient } from './json-client.ts';
import { inTurn, json, serve } from '../local-server.ts';

async function writeSlowly(
  response: ServerResponse,
  pieces: Iterable<string | Uint8Array>,
  milliseconds: number,
): Promise<void> {
  response.writeHead(200);
  for (const piece of pieces) {
    response.write(piece);
    await pause(milliseconds);
  }
  response.end();
}

describe('a body', () => {
  it('may take longer than its longest pause as long as it goes on', async (t) => {
    const { origin } = await serve(t, (_, response) => void writeSlowly(response, '[1,2,3,4,5]', 30));
    assert.deepEqual(await jsonClient({}, { silence: 250 }).get(origin, anything), [1, 2, 3, 4, 5]);
  });

  it('may pause for longer than the timeout, which is for the header', async (t) => {
    const { origin, requests } = await serve(t, (_, response) => void writeSlowly(response, ['[1', ']'], 600));
    assert.deepEqual(await jsonClient({ timeout: 250 }).get(origin, anything), [1]);
    assert.equal(requests.length, 1);
  });

  it('may pause for 5 s unless told, and no longer', async (t) => {
    const { origin } = await serve(t, (_, response) => response.writeHead(200).write('['));
    const client = jsonClient({ timeout: 60_000, deadline: 8000, retry: { limit: 0 } });
    const error = await failure(client.get(`${origin}/usage`, anything));
    assert.equal(error.message, `GET ${origin}/usage: the body stopped for 5 s.`);
  });

  for (const [when, first] of [
    ['before its first byte', ''],
    ['after it', '['],
  ] as const) {
    it(`that stops ${when} is a time-out, and is asked for again`, async (t) => {
      const { origin, requests } = await serve(t, (_, response) => {
        response.writeHead(200).flushHeaders();
        response.write(first);
      });
      const client = jsonClient({ retry: { limit: 1 } }, { silence: 250 });
      const error = await failure(client.get(`${origin}/usage`, anything));
      assert.equal(Object(error).code, 'timeout');
      assert.equal(error.message, `GET ${origin}/usage: the body stopped for 0.25 s.`);
      assert.equal(requests.length, 2);
    });
  }

  it('that breaks off is a network fault, and is asked for again', async (t) => {
    const cut = (headers: Record<string, string>) => (_: unknown, response: ServerResponse) => {
      response.writeHead(200, headers).write('{"usage":');
      setTimeout(() => response.destroy(), 10);
    };
    const { origin, requests } = await serve(t, inTurn(cut({}), cut({ 'content-length': '1000' }), json([])));
    assert.deepEqual(await jsonClient().get(origin, anything), []);
    assert.equal(requests.length, 3);

    const { origin: never } = await serve(t, cut({}));
    const error = await failure(jsonClient().get(`${never}/usage`, anything));
    assert.equal(Object(error).code, 'network');
    assert.match(error.message, /^GET [^ ]+\/usage: the body broke off: [A-Z_]+\.$/);
    assert.equal(error.cause, undefined);
  });

  it('may be split within a character, and begin with a byte order mark', async (t) => {
    const bytes = Array.from(Buffer.from('\ufeff["é", "👩‍👩‍👧‍👦", "漢字"]'), (byte) => Buffer.of(byte));
    const { origin } = await serve(t, (_, response) => void writeSlowly(response, bytes, 3));
    assert.deepEqual(await jsonClient().get(origin, anything), ['é', '👩‍👩‍👧‍👦', '漢字']);
  });

  const broken: [name: string, body: string | Buffer][] = [
    ['is not JSON', '<html>'],
    ['is empty', ''],
    ['is half of JSON', '{"usage":['],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['ends within a character', Buffer.from([0x22, 0xe2, 0x82])],
  ];
  for (const [name, body] of broken) {
    it(`that ${name} breaks the contract, and is asked for once more`, async (t) => {
      const { origin, requests } = await serve(t, json(body));
      const error = await failure(jsonClient().get(`${origin}/usage`, anything));
      assert.equal(Object(error).code, 'contract_violation');
      assert.equal(error.message, `GET ${origin}/usage: the body is not JSON.`);
      assert.equal(requests.length, 2);
    });
  }

  it('may have exactly maxBytes', async (t) => {
    const { origin } = await serve(t, json('"12345678"'));
    assert.equal(await jsonClient({ maxBytes: 10 }).get(origin, anything), '12345678');
  });

  it('over maxBytes is refused when it is decoded, and not asked for again', async (t) => {
    const bomb = gzipSync(Buffer.alloc(2 ** 20, 0x20));
    assert.ok(bomb.byteLength < 2000);
    const { origin, requests } = await serve(t, json(bomb, 200, { 'content-encoding': 'gzip' }));
    const error = await failure(jsonClient({ maxBytes: 2000 }).get(`${origin}/usage`, anything));
    assert.equal(Object(error).code, 'too_large');
    assert.equal(error.message, `GET ${origin}/usage: the body is larger than 2000 bytes (\`maxBytes\`).`);
    assert.equal(requests.length, 1);
  });

  const cancelled: [name: string, status: number][] = [
    ['a 404 that says there is none', 404],
    ['a failure', 500],
    ['larger than maxBytes', 200],
    ['a redirect', 302],
  ];
  for (const [name, status] of cancelled) {
    it(`that is not read is cancelled, even where the signal is ignored: ${name}`, async () => {
      let isCancelled = false;
      const cancel = () => void (isCancelled = true);
      const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(900)), cancel });
      const fetch = async () => new Response(body, { status, headers: { location: 'http://b.test/' } });
      const client = jsonClient({ fetch, maxBytes: 1000, retry: { limit: 0 } });
      await client.get('http://a.test/', { ...anything, missing: () => 'none' }).catch(() => {});
      assert.ok(isCancelled);
    });
  }

  const unread: [name: string, status: number, maxBytes: number][] = [
    ['a 404', 404, 1000],
    ['a failure', 500, 1000],
    ['a body over maxBytes', 200, 1000],
  ];
  for (const [name, status, maxBytes] of unread) {
    it(`without end closes its connection when it is ${name}`, { timeout: 3000 }, async (t) => {
      let closed = () => {};
      const gone = new Promise<void>((resolve) => (closed = resolve));
      const { origin } = await serve(t, (_, response) => {
        response.writeHead(status);
        const writing = setInterval(() => response.write(' '.repeat(900)), 10);
        response.on('close', () => (clearInterval(writing), closed()));
      });
      const client = jsonClient({ maxBytes, retry: { limit: 0 } });
      await client.get(origin, { ...anything, missing: () => 'none' }).catch(() => {});
      await gone;
    });
  }
});
