import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import { json, serve } from '../local-server.ts';
import { anything, failure, jsonClient } from './json-client.ts';

const missing = { ...anything, missing: () => 'none' };

const redirect =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { location }).end('moved');

/** `/5` redirects to `/4`, and so on; `/0` answers. */
const countdown: RequestListener = (request, response) => {
  const count = Number(request.url?.slice(1));
  (count ? redirect(`/${count - 1}`) : json('"here"'))(request, response);
};

describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`with ${status} is followed within the origin, with the headers`, async (t) => {
      const { origin, requests } = await serve(t, (request, response) =>
        (request.url === '/a/usage' ? redirect('../b?c=d', status) : json('"here"'))(request, response),
      );
      const client = jsonClient({ headers: { authorization: 'Bearer x' } });
      assert.equal(await client.get(`${origin}/a/usage`, anything), 'here');
      assert.deepEqual(
        requests.map(({ url, headers }) => `${url} ${headers.authorization}`),
        ['/a/usage Bearer x', '/b?c=d Bearer x'],
      );
    });
  }

  for (const login of ['user:password@', 'user@', ':password@']) {
    it(`that names ${login} in its own origin is followed without them`, async (t) => {
      const { origin, requests } = await serve(t, (request, response) => {
        const { host = '' } = request.headers;
        return (request.url === '/usage' ? redirect(`http://${login}${host}/here`) : json('"here"'))(request, response);
      });
      const client = jsonClient({ headers: { authorization: 'Bearer x' } });
      assert.equal(await client.get(`${origin}/usage`, anything), 'here');
      assert.deepEqual(
        requests.map(({ url, headers }) => `${url} ${headers.authorization}`),
        ['/usage Bearer x', '/here Bearer x'],
      );
    });
  }

  it('to another origin is refused before anything is sent there', async (t) => {
    const other = await serve(t, json({}));
    const { origin, requests } = await serve(t, redirect(`${other.origin}/secret?token`));
    for (const headers of [undefined, { authorization: 'Bearer x' }]) {
      const error = await failure(jsonClient({ headers }).get(`${origin}/usage`, anything));
      assert.equal(Object(error).code, 'redirect');
      const said = `GET ${origin}/usage: redirected to another origin, ${other.origin}: ask that one if it is right.`;
      assert.equal(error.message, said);
    }
    assert.equal(other.requests.length, 0);
    assert.equal(requests.length, 2);
  });

  for (const location of ['data:application/json,{}', 'https://127.0.0.1/', 'javascript:alert(1)', '//b.test/']) {
    it(`to ${location} is refused`, async (t) => {
      const { origin } = await serve(t, redirect(location));
      assert.equal(Object(await failure(jsonClient().get(origin, anything))).code, 'redirect');
    });
  }

  it('may be the fifth, not the sixth', async (t) => {
    const { origin, requests } = await serve(t, countdown);
    assert.equal(await jsonClient().get(`${origin}/5`, anything), 'here');
    assert.equal(requests.length, 6);
    const error = await failure(jsonClient().get(`${origin}/6`, anything));
    assert.equal(error.message, `GET ${origin}/6: redirected more than 5 times.`);
    assert.equal(requests.length, 12);
  });

  it('leaves no body open, followed or refused', async () => {
    const cancelled: string[] = [];
    const moved = (location: string) => {
      const body = new ReadableStream({ cancel: () => void cancelled.push(location) });
      return new Response(body, { status: 302, headers: { location } });
    };
    const answers = [moved('/b'), moved('http://b.test/')];
    const fetch = async () => answers.shift()!;
    assert.equal(Object(await failure(jsonClient({ fetch }).get('http://a.test/a', anything))).code, 'redirect');
    assert.deepEqual(cancelled, ['/b', 'http://b.test/']);
  });

  it('leads to a 404 that does not say that there is nothing', async (t) => {
    const { origin, requests } = await serve(t, (request, response) =>
      (request.url === '/none' ? json({}, 404) : countdown)(request, response),
    );
    const { origin: moved } = await serve(t, (request, response) =>
      (request.url === '/gone' ? json({}, 404) : redirect('/gone'))(request, response),
    );
    assert.equal(await jsonClient().get(`${origin}/none`, missing), 'none');
    const error = await failure(jsonClient().get(`${moved}/moved`, missing));
    assert.equal(Object(error).status, 404);
    assert.equal(error.message, `GET ${moved}/moved: status 404 at the end of a redirect.`);
    assert.equal(requests.length, 1);
  });

  it('that fetch has followed by itself leads to no better a 404', async (t) => {
    const { origin } = await serve(t, (request, response) =>
      (request.url === '/gone' ? json({}, 404) : redirect('/gone'))(request, response),
    );
    const fetch: typeof globalThis.fetch = (request, init) =>
      globalThis.fetch(request, { ...init, redirect: 'follow' });
    assert.equal(await jsonClient({ fetch }).get(`${origin}/gone`, missing), 'none');
    assert.equal(Object(await failure(jsonClient({ fetch }).get(`${origin}/moved`, missing))).status, 404);
  });

  it('that does not say where is a status', async (t) => {
    const { origin } = await serve(t, (_, response) => void response.writeHead(302).end());
    assert.equal(Object(await failure(jsonClient().get(origin, anything))).status, 302);
  });
});

// What a browser does, as the Fetch standard says; the dashboard's tests run in a real one.
describe('a redirect that the runtime hides', () => {
  const opaque = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
  const arrived = (url: string) => Object.defineProperty(new Response('"here"'), 'url', { value: url });

  function hiding(followed: string) {
    const modes: string[] = [];
    const fetch = async (request: string | URL | Request) => {
      const { redirect: mode } = request as Request;
      modes.push(mode);
      return mode === 'manual' ? opaque() : arrived(followed);
    };
    return { fetch, modes };
  }

  it('is refused when headers are set', async () => {
    const { fetch, modes } = hiding('http://a.test/usage/');
    const client = jsonClient({ fetch, headers: { authorization: 'Bearer x' } });
    const error = await failure(client.get('http://a.test/usage', anything));
    assert.equal(Object(error).code, 'redirect');
    assert.match(
      error.message,
      /^GET http:\/\/a\.test\/usage: redirected, and a browser would send the headers on unseen/,
    );
    assert.deepEqual(modes, ['manual']);
  });

  it('is left to the runtime when none are, if it ends in the same origin', async () => {
    const { fetch, modes } = hiding('http://a.test/usage/');
    const client = jsonClient({ fetch });
    assert.equal(await client.get('http://a.test/usage', anything), 'here');
    assert.equal(await client.get('http://a.test/usage', anything), 'here');
    assert.deepEqual(modes, ['manual', 'follow', 'manual', 'follow']);
  });

  it('leads to a 404 that does not say that there is nothing', async () => {
    const gone = () => Object.defineProperty(new Response('', { status: 404 }), 'url', { value: 'http://a.test/gone' });
    const answers = [opaque(), gone()];
    const client = jsonClient({ fetch: async () => answers.shift()! });
    assert.equal(Object(await failure(client.get('http://a.test/usage', missing))).status, 404);
    assert.equal(answers.length, 0);
  });

  it('is refused when it has ended in another origin, whose answer is not read', async () => {
    let isCancelled = false;
    const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
    const answers = [opaque(), Object.defineProperty(new Response(body), 'url', { value: 'http://b.test/usage' })];
    const fetch = async () => answers.shift()!;
    const error = await failure(jsonClient({ fetch }).get('http://a.test/usage', anything));
    assert.equal(
      error.message,
      'GET http://a.test/usage: redirected to another origin, http://b.test: ask that one if it is right.',
    );
    assert.ok(isCancelled);
  });
});
