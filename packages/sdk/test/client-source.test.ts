import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { ContractError, HttpStatusError, UsageError, isUsageError } from '../src/errors.ts';
import { givenSource, snapshotOf, sourceOf, type LoadingClient } from '../src/reading/client-source.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { isPromise } from '../src/waiting.ts';
import { UsageClient } from '../src/reading/usage-client.ts';
import { item } from './usage-items.ts';

const ledgerOf = (...credits: number[]) => UsageLedger.from(credits.map((credits_used) => item({ credits_used })));
const giving = (...answers: unknown[]): LoadingClient => {
  let loads = 0;
  return { load: () => answers[Math.min(loads++, answers.length - 1)] };
};

describe('sourceOf', () => {
  it('gives one client one source, and another client another', () => {
    const [one, other] = [giving([]), giving([])];
    assert.equal(sourceOf(one), sourceOf(one));
    assert.notEqual(sourceOf(one), sourceOf(other));
    const callable = Object.assign(() => {}, giving([item()]));
    assert.equal(sourceOf(callable), sourceOf(callable));
  });

  it('is the client itself where that is a source, such as a UsageClient', () => {
    const client = new UsageClient({ url: 'https://a.test/usage' });
    assert.equal(sourceOf(client), client);
    const given = givenSource(ledgerOf(1));
    assert.equal(sourceOf(given), given);
  });

  it('takes a store that has subscribe() and load(), but no snapshot, for a client', () => {
    const store = { ...giving([item()]), subscribe: () => () => {} };
    assert.notEqual(sourceOf(store), store);
    assert.equal((sourceOf(store).load() as UsageLedger).totalAmount, 100);
  });

  for (const client of [undefined, null, 5, 'client', {}, { load: true }, []]) {
    it(`refuses ${JSON.stringify(client)}, which has no load()`, () => {
      const message = /^A client must have load\(\); got .+\.$/;
      assert.throws(() => sourceOf(client), { code: 'invalid_option', message });
    });
  }

  it('calls load() as a method, and says whether to refresh', () => {
    const options: unknown[] = [];
    const client = {
      own: [item()],
      load(given: unknown) {
        options.push(given);
        return this.own;
      },
    };
    const { signal } = new AbortController();
    const source = sourceOf(client);
    source.load();
    source.load({ refresh: true, signal });
    assert.deepEqual(options, [{ refresh: false }, { signal, refresh: true }]);
  });
});

describe('what a client gives is shown', () => {
  const ledger = ledgerOf(1);
  const ofAnotherCopy = Object.fromEntries(
    [...Object.getOwnPropertyNames(UsageLedger.prototype), 'scale', 'unit'].map((key) => {
      const value: unknown = ledger[key as keyof UsageLedger];
      return [key, typeof value === 'function' ? value.bind(ledger) : value];
    }),
  );
  const given: [name: string, usage: unknown][] = [
    ['a ledger', ledger],
    ['a snapshot of another copy of the SDK', ofAnotherCopy],
    ['a list of items', [item()]],
    ['an answer of /usage', { usage: [item()], scale: 2 }],
    ['items of another realm', runInNewContext(JSON.stringify([item()]))],
  ];
  for (const [name, usage] of given) {
    it(`${name}, at once`, () => {
      const source = sourceOf(giving(usage));
      assert.deepEqual([source.current, source.loadedAt, source.stale], [undefined, undefined, true]);
      const loaded = source.load();
      assert.ok(!isPromise(loaded));
      assert.equal(source.current, loaded);
      assert.deepEqual([loaded.messages, loaded.totalAmount], [1, 100]);
    });

    const promises: [name: string, promise: unknown][] = [
      ['a promise', Promise.resolve(usage)],
      ['a promise of another realm', runInNewContext('Promise.resolve(usage)', { usage })],
      ['a thenable of a library', { then: (use: (value: unknown) => void) => use(usage) }],
    ];
    for (const [kind, promise] of promises) {
      it(`${name}, by ${kind}`, async () => {
        const source = sourceOf(giving(promise));
        const loaded = await source.load();
        assert.equal(source.current, loaded);
        assert.equal(loaded.totalAmount, 100);
      });
    }
  }
});

describe('what a client gives and is no usage is a clear error', () => {
  // What a ledger had before it answered queries.
  const old = { length: 1, totalHundredths: 100, days: () => [], periods: () => [], view: () => ({ length: 1 }) };
  const wrong: [name: string, usage: unknown, message: RegExp][] = [
    ['nothing', undefined, /got nothing\.$/],
    ['null', null, /got null\.$/],
    ['a number', 24, /got a number\.$/],
    ['a text', '[]', /got a string\.$/],
    ['an empty object', {}, /got an object\.$/],
    ['a ledger of an old SDK', old, /got an object\.$/],
    ['a snapshot without a revision', { ...old, ...methods(), messages: 1, totalAmount: 100, scale: 2 }, /got an object/],
    ['a snapshot whose total is no number', { ...old, ...methods(), revision: '1', messages: 1, scale: 2 }, /got an object/],
    ['a snapshot without a scale', { ...methods(), revision: '1', messages: 1, totalAmount: 100 }, /got an object/],
    ['a snapshot of scale 10', { ...methods(), revision: '1', messages: 1, totalAmount: 100, scale: 10 }, /got an object/],
    ['a snapshot without blocks', { ...methods(), blocks: 1, revision: '1', messages: 1, totalAmount: 100, scale: 2 }, /got an object/],
  ]; // prettier-ignore
  for (const [name, usage, message] of wrong) {
    for (const [kind, answer] of [
      ['at once', usage],
      ['by a promise', Promise.resolve(usage)],
    ]) {
      it(`${name}, ${kind}`, async () => {
        const source = sourceOf(giving(answer));
        await assert.rejects(
          async () => source.load(),
          (error) => {
            assert.ok(isUsageError(error) && error.code === 'invalid_option', String(error));
            assert.match(
              error.message,
              /^`client\.load\(\)` must be a snapshot, a list of usage items or an answer of /,
            );
            assert.match(error.message, message);
            return true;
          },
        );
        assert.equal(source.current, undefined);
      });
    }
  }

  it('items that break a rule, with the place', async () => {
    for (const usage of [[item(), { ...item(), credits_used: -1 }], { usage: [item(), {}] }]) {
      await assert.rejects(
        async () => sourceOf(giving(usage)).load(),
        (error) => error instanceof ContractError && error.path.startsWith('usage[1].'),
      );
    }
  });

  function methods() {
    return { summary: () => ({}), rows: () => ({}), blocks: () => [] };
  }
});

describe('snapshotOf', () => {
  it('gives a snapshot itself, and makes one of items', () => {
    const ledger = ledgerOf(1);
    assert.equal(snapshotOf(ledger), ledger);
    assert.equal(snapshotOf([item()]).revision, ledger.revision);
    assert.equal(snapshotOf({ usage: [item()] }).revision, ledger.revision);
  });

  it('says what was wrong, by the name that it is told', () => {
    assert.throws(() => snapshotOf(5), { code: 'invalid_option', message: /^`usage` must be .+; got a number\.$/ });
    assert.throws(() => snapshotOf(5, 'previous'), { code: 'invalid_option', message: /^`previous` must be/ });
  });
});

describe('givenSource', () => {
  it('has its snapshot from the first, and never another', async () => {
    const ledger = ledgerOf(1);
    const source = givenSource(ledger);
    const end = source.subscribe(() => assert.fail('Nothing changes.'));
    assert.deepEqual([source.current, source.stale], [ledger, false]);
    assert.equal(source.load(), ledger);
    assert.equal(source.load({ refresh: true }), ledger);
    await nextTurn();
    end();
  });
});

describe('a failure of a client', () => {
  const status = (code: number) => new HttpStatusError(`GET https://a.test: ${code}`, code);
  const secret = Object.assign(new Error('Bearer secret'), { config: { headers: { authorization: 'secret' } } });
  const failures: [name: string, error: unknown, expected: Partial<UsageError>][] = [
    ['an error of the SDK, itself', status(500), { code: 'http_status', message: 'GET https://a.test: 500' }],
    ['any error, without what it holds', secret, { code: 'network', message: 'The client of the page could not load usage.' }],
    ['a text', 'secret', { code: 'network' }],
    ['nothing', undefined, { code: 'network' }],
  ]; // prettier-ignore
  for (const [name, error, { code, message }] of failures) {
    for (const [kind, load] of [
      [
        'thrown',
        () => {
          throw error;
        },
      ],
      ['rejected', () => Promise.reject(error)],
    ] as const) {
      // prettier-ignore
      it(`is told: ${name}, ${kind}`, async () => {
        const source = sourceOf({ load });
        const failure = await Promise.resolve(source.load()).catch((reason: unknown) => reason);
        assert.ok(isUsageError(failure) && failure.code === code, String(failure));
        if (message) assert.equal(failure.message, message);
        assert.equal(failure.cause, undefined);
        assert.doesNotMatch(JSON.stringify(failure) + failure.message, /secret/);
      });
    }
  }
});
