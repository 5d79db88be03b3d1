import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { isUsageError } from '../../src/errors.ts';
import { connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { deadOrigin } from '../local-server.ts';
import { kinds } from './bodies.ts';
import { startFaultServer, type FaultServer } from './fault-server.ts';
import { faults } from './faults.ts';
import { meet, patienceWith } from './outcome.ts';

// A token that must not be found anywhere but in the headers of the requests it was given for.

const canary = 'canary-5f2c';
const headers = { authorization: `Bearer ${canary}`, 'x-api-key': canary, cookie: `session=${canary}` };

/** All that an error, or anything else, may be printed, sent or looked at as. */
function spill(error: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  for (let each = error; each !== undefined && !seen.has(each); each = Object(each).cause as unknown) {
    seen.add(each);
    const { message, stack } = Object(each);
    const own = Reflect.ownKeys(Object(each)).map((key) => [String(key), inspect(Object(each)[key])]);
    texts.push(String(each), String(message), String(stack), JSON.stringify(each), JSON.stringify(own));
    texts.push(inspect(each, { depth: Infinity, showHidden: true, getters: true }));
  }
  return texts.join('\n');
}

function assertSilentAbout(text: string, what: string): void {
  assert.ok(!text.includes(canary), `${what} tells the token: ${text}`);
}

/** What was written to the console, and past it to the streams behind it. */
const log: string[] = [];
const written: string[] = [];
const globals = new Set(Reflect.ownKeys(globalThis));
let restore = () => {};

/** The runner of these tests writes there too, and goes on to. */
function listenTo(stream: NodeJS.WriteStream): () => void {
  const { write } = stream;
  stream.write = (chunk: string | Uint8Array, ...others: unknown[]) => {
    written.push(Buffer.from(chunk as string).toString('latin1'));
    return Reflect.apply(write, stream, [chunk, ...others]) as boolean;
  };
  return () => void (stream.write = write);
}

let server: FaultServer;
let closedOrigin: string;

before(async () => {
  server = await startFaultServer();
  closedOrigin = await deadOrigin();
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const originals = methods.map((name) => [name, console[name]] as const);
  for (const name of methods) console[name] = (...values) => void log.push(values.map((value) => spill(value)).join());
  const warn = (warning: Error) => void log.push(spill(warning));
  process.on('warning', warn);
  const restoreStreams = [process.stdout, process.stderr].map(listenTo);
  restore = () => {
    for (const [name, original] of originals) console[name] = original;
    for (const restoreStream of restoreStreams) restoreStream();
    process.off('warning', warn);
  };
});
after(() => {
  restore();
  server.close();
});

describe('a token', { concurrency: 24 }, () => {
  for (const fault of [...Object.keys(faults), 'no-server']) {
    it(`is in no error and no value after ${fault}`, async () => {
      const origin = fault === 'no-server' ? closedOrigin : server.origin;
      const meetings = await Promise.all(kinds.map((kind) => meet(origin, fault, kind, { headers })));
      for (const error of meetings.flatMap(({ errors }) => errors)) assertSilentAbout(spill(error), 'An error');
      for (const value of meetings.flatMap(({ values }) => values)) assertSilentAbout(spill(value), 'A value');
    });
  }

  it('is in no answer of the handler, and in nothing that it logs, whatever its upstream does', async () => {
    const answer = async (fault: string) => {
      const baseUrl = `${server.origin}/faults/${fault}/secret-${Math.random()}`;
      const settings = { ...patienceWith(fault), timeout: 60, deadline: 120, headers };
      const upstream = connectUpstream({ baseUrl, ...settings }, { random: () => 0 });
      const handle = createUsageHandler({ upstream, allowOrigin: '*' });
      const response = await handle(new Request(`https://app.test/usage?token=${canary}`, { headers }));
      const text = `${inspect([...response.headers])}${response.statusText}${await response.text()}`;
      assertSilentAbout(text, `The answer after ${fault}`);
    };
    await Promise.all(Object.keys(faults).map(answer));
    assert.ok(log.length > 30, 'The handler logs what went wrong.');
  });

  const throwing: [name: string, headers: () => Record<string, string>][] = [
    [
      'throws it',
      () => {
        throw Object.assign(new Error(canary, { cause: headers }), { config: { headers } });
      },
    ],
    ['puts it where it is no header', () => ({ authorization: `Bearer\n${canary}` })],
    ['names a header by it', () => ({ [`${canary} `]: 'x' })],
  ];
  for (const [name, given] of throwing) {
    it(`is in no error when the function for headers ${name}`, async () => {
      const errors: unknown[] = [];
      const url = `${server.origin}/faults/none/headers-${Math.random()}`;
      const client = new UsageClient({ url: `${url}/usage`, headers: given });
      await Promise.resolve(client.load()).catch((error: unknown) => errors.push(error));
      await connectUpstream({ baseUrl: url, headers: given }, {})
        .messages()
        .catch((error: unknown) => errors.push(error));
      assert.equal(errors.length, 2);
      for (const error of errors) {
        assert.ok(isUsageError(error) && error.code === 'headers_failed');
        assertSilentAbout(spill(error), name);
      }
    });
  }

  it('is in no error about a URL or option that holds it', () => {
    const makers: (() => unknown)[] = [
      () => new UsageClient({ url: `http://user:${canary}@a.test/` }),
      () => new UsageClient({ url: `${canary}://a.test/` }),
      () => new UsageClient({ url: 'http://a.test/', headers: canary as unknown as Headers }),
      () => new UsageClient({ url: 'http://a.test/', headers: { authorization: `a\n${canary}` } }),
      () => connectUpstream({ baseUrl: `https://${canary}:x@a.test` }, {}),
      () => connectUpstream({ baseUrl: `https://a.test/?key=${canary}` }, {}),
      () => connectUpstream({ baseUrl: 'https://a.test', timeout: canary as unknown as number }, {}),
      () => createUsageHandler({ upstream: canary as unknown as Upstream }),
    ];
    for (const make of makers) assert.throws(make, (error) => (assertSilentAbout(spill(error), 'It'), true));
  });
});

describe('after all that', () => {
  it('the token is in no log', () => assertSilentAbout(log.join('\n'), 'The log'));
  it('it is in nothing that was written to the standard streams', () => {
    assertSilentAbout(written.join('\n'), 'A stream');
  });
  it('there is no new global, and nothing of it in the environment', () => {
    assert.deepEqual(
      Reflect.ownKeys(globalThis).filter((key) => !globals.has(key)),
      [],
    );
    assertSilentAbout(inspect(process.env), 'The environment');
  });
  it('it has gone to no other origin', () => assert.deepEqual(server.strays, []));
  it('it is in no URL that was asked for', () => assertSilentAbout(server.urls.join('\n'), 'A URL'));
  it('it was sent: each request had it, but for those of the server itself', () => {
    const own = server.urls.filter((url) => !url.includes('-upstream'));
    assert.ok(own.length > 500);
    assert.equal(server.count('authorization'), own.length);
  });
});
