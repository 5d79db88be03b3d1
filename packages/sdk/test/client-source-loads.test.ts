import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { HttpStatusError } from '../src/errors.ts';
import { sourceOf } from '../src/reading/client-source.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { item } from './usage-items.ts';

const itemsOf = (credits_used: number) => [item({ credits_used })];

/** A client whose loads end when they are let go, in any order. */
function held() {
  const loads: { give: (usage: unknown) => void; fail: (error: unknown) => void; signal?: AbortSignal }[] = [];
  const client = {
    load: ({ signal }: { signal?: AbortSignal }) =>
      new Promise((give, fail) => loads.push({ give, fail, ...(signal && { signal }) })),
  };
  const source = sourceOf(client);
  let changes = 0;
  source.subscribe(() => changes++);
  return { source, loads, changes: () => changes };
}

describe('a source of a client', () => {
  it('tells those who subscribe of each load, until they leave', () => {
    const source = sourceOf({ load: () => itemsOf(1) });
    const told: string[] = [];
    const listener = () => void told.push('one');
    // The same function twice counts twice.
    const ends = [source.subscribe(listener), source.subscribe(listener)];
    source.load();
    assert.deepEqual(told, ['one', 'one']);
    ends[0]!();
    ends[0]!();
    source.load();
    assert.deepEqual(told, ['one', 'one', 'one']);
  });

  it('keeps the very same snapshot where the figures are the same, and says when they came', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1000 });
    const source = sourceOf({ load: () => itemsOf(1) });
    const first = source.load();
    assert.deepEqual([source.current, source.loadedAt], [first, 1000]);
    t.mock.timers.setTime(2000);
    assert.equal(source.load(), first);
    assert.deepEqual([source.current, source.loadedAt], [first, 2000]);
  });

  it('takes another one where they are not', () => {
    let credits = 1;
    const source = sourceOf({ load: () => itemsOf(credits++) });
    const first = source.load();
    assert.notEqual(source.load(), first);
    assert.equal(source.current?.totalAmount, 200);
  });

  it('believes the client what it says of its age, if it is a time', () => {
    const client = { load: () => itemsOf(1), loadedAt: 5000 as number | undefined, stale: false };
    const source = sourceOf(client);
    source.load();
    assert.deepEqual([source.stale, source.loadedAt], [false, 5000]);
    for (const loadedAt of [NaN, Infinity, '2024', new Date(), undefined]) {
      client.loadedAt = loadedAt as number;
      const before = Date.now();
      source.load();
      assert.ok(Number.isFinite(source.loadedAt) && source.loadedAt! >= before);
    }
  });

  it('never makes a superseded load current', async () => {
    const { source, loads, changes } = held();
    const [older, newer] = [source.load(), source.load()];
    loads[1]!.give(itemsOf(2));
    assert.equal((await newer).totalAmount, 200);
    loads[0]!.give(itemsOf(1));
    assert.equal((await older).totalAmount, 100);
    assert.deepEqual([source.current?.totalAmount, changes()], [200, 1]);
  });

  it('keeps what it has while a newer load runs, and after a failure', async () => {
    const { source, loads } = held();
    const first = source.load();
    loads[0]!.give(itemsOf(1));
    await first;
    const second = source.load();
    assert.equal(source.current?.totalAmount, 100);
    loads[1]!.fail(new HttpStatusError('500', 500));
    await assert.rejects(async () => second, { status: 500 });
    assert.equal(source.current?.totalAmount, 100);
  });

  for (const status of [401, 403]) {
    const errors = [new HttpStatusError(String(status), status), Object.assign(new Error('own'), { status })];
    for (const error of errors) {
      it(`drops what it has once the server says ${status}, by ${error.name}`, async () => {
        const { source, loads, changes } = held();
        const first = source.load();
        loads[0]!.give(itemsOf(1));
        await first;
        const refused = source.load();
        loads[1]!.fail(error);
        await assert.rejects(async () => refused);
        assert.deepEqual([source.current, source.loadedAt, changes()], [undefined, undefined, 2]);
      });
    }

    it(`keeps what was asked for after what was refused with ${status}`, async () => {
      const { source, loads, changes } = held();
      const [older, newer] = [source.load(), source.load()];
      loads[1]!.give(itemsOf(2));
      await newer;
      loads[0]!.fail(new HttpStatusError(String(status), status));
      await assert.rejects(async () => older, { status });
      assert.deepEqual([source.current?.totalAmount, changes()], [200, 1]);
    });
  }

  it('that has nothing has nothing to drop, and tells nobody', async () => {
    const { source, loads, changes } = held();
    const refused = source.load();
    loads[0]!.fail(new HttpStatusError('401', 401));
    await assert.rejects(async () => refused, { status: 401 });
    assert.equal(changes(), 0);
  });

  it('has no periods', async () => {
    const { source, loads } = held();
    await assert.rejects(async () => source.load({ period: '2024-04' }), {
      code: 'invalid_option',
      message: /^`period`/,
    });
    assert.equal(loads.length, 0);
  });
});

describe('a load of a client that never ends', () => {
  it('is a timeout after 75 s, and the client is told', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { source, loads } = held();
    const failure = Promise.resolve(source.load()).catch((error: unknown) => error);
    t.mock.timers.tick(74_999);
    assert.equal(await Promise.race([failure, nextTurn('still waiting')]), 'still waiting');
    t.mock.timers.tick(1);
    const error = await failure;
    assert.deepEqual(
      [Object(error).code, Object(error).message],
      ['timeout', "The page's client gave nothing within 75 s. Try again."],
    );
    // What it gives after all is nobody's.
    loads[0]!.give(itemsOf(1));
    await nextTurn();
    assert.equal(source.current, undefined);
  });

  it('ends when its caller leaves, with the reason of the caller', async () => {
    const { source, loads } = held();
    const controller = new AbortController();
    const failure = Promise.resolve(source.load({ signal: controller.signal })).catch((error: unknown) => error);
    controller.abort('left');
    assert.equal(await failure, 'left');
    assert.equal(loads[0]!.signal, controller.signal);
  });

  it('is not begun for a caller who has left already', async () => {
    const { source, loads } = held();
    const failure = Promise.resolve(source.load({ signal: AbortSignal.abort('left') })).catch(
      (error: unknown) => error,
    );
    assert.equal(await failure, 'left');
    assert.equal(loads.length, 0);
  });

  it('leaves no timer behind once it has settled', async (t) => {
    const timers = t.mock.method(globalThis, 'setTimeout');
    const cleared = t.mock.method(globalThis, 'clearTimeout');
    await sourceOf({ load: async () => UsageLedger.from([]) }).load();
    assert.equal(timers.mock.callCount(), 1);
    assert.deepEqual(cleared.mock.calls[0]?.arguments, [timers.mock.calls[0]?.result]);
  });
});

it('a listener that throws keeps nobody from being told, and is reported', async () => {
  // In a process of its own: the runner of tests takes every uncaught exception for a failure.
  const program = `
    import { sourceOf } from ${JSON.stringify(new URL('../src/reading/client-source.ts', import.meta.url))};
    process.on('uncaughtException', (error) => console.log('reported', error.message));
    const source = sourceOf({ load: () => [] });
    source.subscribe(() => { throw new Error('no listener'); });
    source.subscribe(() => console.log('told'));
    console.log('loaded', source.load().messages);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  assert.equal(stdout, 'told\nloaded 0\nreported no listener\n');
});
