import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolveUrl, targetAt } from '../../src/http/target.ts';

const unfetchable =
  '`baseUrl` is not a URL that can be fetched from here. It must be absolute where there is no page to resolve it ' +
  'against, and hold no user name or password.';

describe('resolveUrl', () => {
  const taken: [given: string | URL, href: string][] = [
    ['http://a.test', 'http://a.test/'],
    ['https://a.test:444/usage?b=c', 'https://a.test:444/usage?b=c'],
    [new URL('HTTP://A.test/%61'), 'http://a.test/%61'],
  ];
  for (const [given, href] of taken) it(`takes ${given}`, () => assert.equal(resolveUrl('baseUrl', given).href, href));

  it('gives a URL of its own, which no change to the given one reaches', () => {
    const given = new URL('http://a.test/usage');
    const resolved = resolveUrl('baseUrl', given);
    given.pathname = '/other';
    assert.equal(resolved.href, 'http://a.test/usage');
  });

  const refused: [given: unknown, message: string][] = [
    [undefined, '`baseUrl` must be a URL; got nothing.'],
    [null, '`baseUrl` must be a URL; got null.'],
    [{ href: 'http://a.test/', toString: () => 'http://a.test/' }, '`baseUrl` must be a URL; got an object.'],
    [['http://a.test/'], '`baseUrl` must be a URL; got a list.'],
    ['', unfetchable],
    ['/usage?canary', unfetchable],
    ['http://canary:canary@a.test/', unfetchable],
    ['http://canary@a.test/', unfetchable],
    ['data:,canary', '`baseUrl` must be an http or https URL; got a string.'],
    ['xhttp://canary', '`baseUrl` must be an http or https URL; got a string.'],
    ['httpss://canary', '`baseUrl` must be an http or https URL; got a string.'],
    [new URL('ftp://canary'), '`baseUrl` must be an http or https URL; got an object.'],
  ];
  for (const [given, message] of refused) {
    it(`refuses ${typeof given === 'object' ? JSON.stringify(given) : given}`, () => {
      assert.throws(() => resolveUrl('baseUrl', given as string), { code: 'invalid_option', message });
    });
  }
});

describe('targetAt', () => {
  it('names origin and path, not the query or the hash', () => {
    const url = new URL('http://a.test:81/usage/x?canary#canary');
    assert.deepEqual(targetAt(url), { url, name: 'GET http://a.test:81/usage/x' });
  });
});
