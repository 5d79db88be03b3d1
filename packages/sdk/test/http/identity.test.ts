import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { identityOf } from '../../src/http/identity.ts';

const text = fc.stringMatching(/^[a-z0-9]{0,20}$/);

it('headers have one identity exactly when they say the same', () => {
  const entries = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), text, { maxKeys: 4 });
  fc.assert(
    fc.property(entries, entries, (one, other) => {
      const same = JSON.stringify([...new Headers(one)]) === JSON.stringify([...new Headers(other)]);
      assert.equal(identityOf(new Headers(one)) === identityOf(new Headers(other)), same);
    }),
  );
});

it('a hundred thousand tokens that differ little have as many identities', () => {
  const tokens = Array.from({ length: 100_000 }, (_, index) => `Bearer ${index.toString(2)}`);
  assert.equal(new Set(tokens.map((authorization) => identityOf(new Headers({ authorization })))).size, tokens.length);
});

it('what is no part of a value cannot be moved into its neighbour', () => {
  const different = [{ a: '1', b: '2' }, { a: '1,"b":"2' }, { a: '1', b: '' }, { a: '', b: '1' }, { ab: '1' }, {}];
  const identities = different.map((headers) => identityOf(new Headers(headers as Record<string, string>)));
  assert.equal(new Set(identities).size, different.length);
});

it('an identity holds nothing of what it was made from', () => {
  assert.doesNotMatch(inspect(identityOf(new Headers({ authorization: 'canary' }))), /canary/);
});
