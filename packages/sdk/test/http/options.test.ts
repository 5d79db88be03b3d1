import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readHttpOptions, type Credentials, type HttpOptions } from '../../src/http/options.ts';

const defaults = { timeout: 15_000, deadline: 60_000 };
const read = (options: unknown = {}, more = {}) => readHttpOptions(options as HttpOptions, { ...defaults, ...more });

describe('readHttpOptions', () => {
  it('falls back to what is documented', () => {
    const { headers, ...rest } = read();
    assert.deepEqual(rest, {
      fetch: undefined,
      credentials: undefined,
      timeout: 15_000,
      silence: 5000,
      deadline: 60_000,
      retryLimit: 2,
      maxBytes: 268_435_456,
      maxRows: 2_000_000,
      readFailures: false,
      longestWait: Infinity,
      random: Math.random,
      now: Date.now,
    });
    assert.ok(headers instanceof Headers);
    assert.deepEqual([...headers], []);
  });

  it('takes what it is given', () => {
    const [random, now] = [() => 0.5, () => 7];
    const { headers, fetch, ...rest } = read(
      {
        headers: { a: '1' },
        fetch: () => {},
        timeout: 1,
        deadline: 2,
        retry: { limit: 0 },
        maxBytes: 536_870_888,
        maxRows: 1,
      },
      { silence: 3, longestWait: 4, readFailures: true, random, now },
    );
    const numbers = {
      timeout: 1,
      deadline: 2,
      retryLimit: 0,
      maxBytes: 536_870_888,
      maxRows: 1,
      silence: 3,
      longestWait: 4,
    };
    assert.deepEqual(rest, { credentials: undefined, ...numbers, readFailures: true, random, now });
    assert.ok(headers instanceof Headers);
    assert.deepEqual([...headers], [['a', '1']]);
    assert.equal(typeof fetch, 'function');
  });

  it('takes each of the credentials that fetch knows', () => {
    for (const credentials of ['omit', 'same-origin', 'include'] as Credentials[]) {
      assert.equal(read({ credentials }).credentials, credentials);
    }
  });

  it('hands both arguments to the given fetch, and no `this`', async () => {
    const asked: unknown[] = [];
    const given = async function (this: unknown, ...all: unknown[]) {
      asked.push(this, ...all);
      return new Response('{}');
    };
    await read({ fetch: given }).fetch?.('http://a.test/', { method: 'HEAD' });
    assert.deepEqual(asked, [undefined, 'http://a.test/', { method: 'HEAD' }]);
  });

  const refused: [options: unknown, message: RegExp][] = [
    [{ fetch: 'http' }, /^`fetch` must be a function; got a string\.$/],
    [
      { headers: { 'a b': 'c' } },
      /^`headers` must be an object of valid header names and values, or a function; got an object\.$/,
    ],
    [{ credentials: 'all' }, /^`credentials` must be omit, same-origin or include; got a string\.$/],
    [{ credentials: '' }, /^`credentials` must be omit, same-origin or include; got an empty string\.$/],
    [{ timeout: 0 }, /^`timeout` must be a number of milliseconds /],
    [{ deadline: 0 }, /^`deadline` must be a number of milliseconds /],
    [
      { retry: { limit: -1 } },
      /^`retry\.limit` must be a whole number from 0 to 9007199254740991; got the number -1\.$/,
    ],
    [{ maxBytes: 0 }, /^`maxBytes` must be a whole number from 1 to 536870888; got the number 0\.$/],
    [{ maxRows: 0 }, /^`maxRows` must be a whole number from 1 to 4294967295; got the number 0\.$/],
    [{ maxBytes: 536_870_889 }, /^`maxBytes` must be a whole number from 1 to 536870888; /],
  ];
  for (const [options, message] of refused) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(() => read(options), { code: 'invalid_option', message });
    });
  }
});
