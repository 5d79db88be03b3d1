import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { anything, failure, jsonClient } from './json-client.ts';
import { json, serve, silence } from '../local-server.ts';

const never = new Promise<never>(() => {});
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

/** Fails unless it takes about so long. */
async function takes(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  assert.ok(took > milliseconds * 0.9 && took < milliseconds + 2500, `It took ${took} ms.`);
}

describe('the deadline', () => {
  it('covers all attempts, and says what failed before', async (t) => {
    const { origin, requests } = await serve(t, silence);
    await takes(1000, async () => {
      const client = jsonClient({ timeout: 400, deadline: 1000, retry: { limit: 100 } });
      const error = await failure(client.get(`${origin}/usage?x`, anything));
      assert.equal(error.message, `GET ${origin}/usage: not done within 1 s, the deadline.`);
      assert.equal(Object(error).code, 'timeout');
      assert.match(String(error.cause), /no answer within 0.4 s/);
    });
    assert.ok(requests.length >= 2);
  });

  it('covers a fetch that ignores its signal, and gives up its answer when it comes at last', async () => {
    let cancelled = false;
    const late = new Response(new ReadableStream({ cancel: () => void (cancelled = true) }));
    const fetch = () => new Promise<Response>((resolve) => setTimeout(resolve, 120, late));
    await takes(50, async () => {
      const error = await failure(jsonClient({ fetch, deadline: 50 }).get('http://a.test/', anything));
      assert.equal(Object(error).code, 'timeout');
    });
    await pause(100);
    assert.ok(cancelled);
  });

  it('covers a body that ignores the signal, and cancels it', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      // Says something often enough, for ever.
      pull: (controller) =>
        new Promise((resolve) => {
          setTimeout(() => {
            if (!cancelled) controller.enqueue(new Uint8Array([32]));
            resolve();
          }, 10);
        }),
      cancel: () => void (cancelled = true),
    });
    await takes(800, async () => {
      const client = jsonClient({ fetch: async () => new Response(body), deadline: 800 }, { silence: 500 });
      assert.equal(Object(await failure(client.get('http://a.test/', anything))).code, 'timeout');
    });
    assert.ok(cancelled);
  });

  it('takes nothing that comes too late, however busy the process was', async () => {
    const parse = (body: unknown) => {
      const end = performance.now() + 60;
      while (performance.now() < end);
      // What the timer that was held up does next.
      return new Promise((resolve) => setTimeout(resolve, 5, body));
    };
    const client = jsonClient({ fetch: async () => new Response('{}'), deadline: 30 });
    assert.equal(Object(await failure(client.get('http://a.test/', { parse }))).code, 'timeout');
  });

  it('covers a headers function, and blames it', async () => {
    await takes(50, async () => {
      const client = jsonClient({ headers: () => never, deadline: 50 });
      const error = await failure(client.get('http://a.test/', anything));
      assert.equal(Object(error).code, 'headers_failed');
      assert.equal(error.message, 'The `headers` function gave nothing within 0.05 s.');
    });
  });

  it('sends nothing more once it has passed', async () => {
    let sent = 0;
    const fetch = async () => (sent++, new Response('{}'));
    const headers = () => new Promise<HeadersInit>((resolve) => setTimeout(resolve, 40, {}));
    assert.equal(
      Object(await failure(jsonClient({ headers, fetch, deadline: 20 }).get('http://a.test/', anything))).code,
      'headers_failed',
    );
    await pause(60);
    assert.equal(sent, 0);
  });

  it('is not overslept: a pause that would pass it fails at once', async (t) => {
    const { origin, requests } = await serve(t, json({}, 500));
    const client = jsonClient({ deadline: 4000 }, { random: () => 20 });
    const start = performance.now();
    assert.equal(Object(await failure(client.get(origin, anything))).status, 500);
    assert.ok(performance.now() - start < 3000);
    assert.equal(requests.length, 1);
  });
});

describe('the timeout', () => {
  it('ends an attempt whose fetch ignores its signal, and the next may succeed', async () => {
    const answers = [never, Promise.resolve(new Response('{}'))];
    const fetch = () => answers.shift() ?? never;
    assert.deepEqual(await jsonClient({ fetch, timeout: 30 }).get('http://a.test/', anything), {});
  });

  const answers: [name: string, answer: () => Promise<Response>][] = [
    ['success', async () => new Response('{}')],
    ['a status', async () => new Response('{}', { status: 400 })],
    ['a fault', () => Promise.reject(new TypeError('no'))],
  ];
  for (const [name, fetch] of answers) {
    it(`leaves no timer running after ${name}`, async () => {
      await jsonClient({ fetch, retry: { limit: 1 } })
        .get('http://a.test/', anything)
        .catch(() => {});
      assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
    });
  }
});

describe('an abort by the caller', () => {
  const stages: [name: string, options: Parameters<typeof jsonClient>[0], answer: Parameters<typeof serve>[1]][] = [
    ['while headers are awaited', { headers: () => never }, silence],
    ['while an answer is awaited', {}, silence],
    ['while the body is read', {}, (_, response) => response.writeHead(200).write('[')],
    ['during the pause before a retry', {}, json({}, 503, { 'retry-after': '4' })],
    ['with a fetch that does not listen', { fetch: () => never }, silence],
  ];
  for (const [name, options, answer] of stages) {
    it(`${name} passes through as it is, at once, and leaves no listener`, async (t) => {
      const { origin } = await serve(t, answer);
      const controller = new AbortController();
      const reason = new Error('The visitor has left.');
      setTimeout(() => controller.abort(reason), 60);
      await takes(60, async () => {
        assert.equal(await failure(jsonClient(options).get(origin, anything, controller.signal)), reason);
      });
      assert.equal(listeners(controller.signal), 0);
    });
  }

  it('during a pause leaves no timer: nothing keeps the process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const fetch = async () => Response.json({}, { status: 503, headers: { 'retry-after': '4' } });
    const controller = new AbortController();
    const waiting = failure(jsonClient({ fetch }).get('http://a.test/', anything, controller.signal));
    // Any turn of the loop will do, but none by a timer.
    while (timers() < before + 2) await new Promise((resolve) => setImmediate(resolve));
    controller.abort('gone');
    assert.equal(await waiting, 'gone');
    assert.equal(timers(), before);
  });

  it('before it begins sends nothing', async (t) => {
    const { origin, requests } = await serve(t, json({}));
    const reason = new Error('before');
    assert.equal(await failure(jsonClient().get(origin, anything, AbortSignal.abort(reason))), reason);
    assert.equal(requests.length, 0);
  });

  it('closes the connection', { timeout: 2000 }, async (t) => {
    let closed = () => {};
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const { origin } = await serve(t, (request) => request.on('close', closed));
    const controller = new AbortController();
    const waiting = failure(jsonClient().get(origin, anything, controller.signal));
    setTimeout(() => controller.abort(), 50);
    await waiting;
    await gone;
  });

  it('leaves no listener after success and after failure', async (t) => {
    const { origin } = await serve(t, (request, response) =>
      json({}, request.url === '/ok' ? 200 : 500)(request, response),
    );
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count++) {
      await jsonClient().get(`${origin}/ok`, anything, signal);
      await failure(jsonClient().get(`${origin}/broken`, anything, signal));
      assert.equal(listeners(signal), 0);
    }
  });
});
