import { expect, fixture, html } from '@open-wc/testing';
import { HttpStatusError, UsageLedger } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { settled } from './support/dashboard.ts';
import { holdTimers, type HeldTimers } from './support/held-timers.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';

// Somebody sets the clock, or the computer sleeps, which stops the other clock in some engines: refreshes and retries go on.

const interval = 1_000_000;
const day = 86_400_000;
let timers: HeldTimers;
let asked: number;
let fails: boolean;
const clocks = { wall: 0, steady: 0 };

beforeEach(() => {
  asked = 0;
  fails = false;
  timers = holdTimers((delay) => delay >= interval);
  Object.assign(clocks, { wall: Date.UTC(2024, 4, 3), steady: 5000 });
  stub(Date, 'now', () => clocks.wall);
  stub(performance, 'now', () => clocks.steady);
});

afterEach(() => {
  timers.release();
  putBack();
});

/** Loads as it is told to; what it has is never old by itself. */
const client = {
  stale: false,
  loadedAt: undefined as number | undefined,
  load: () => {
    asked++;
    if (fails) return Promise.reject(new HttpStatusError('Busy.', 503, { retryAfter: interval / 2 }));
    client.loadedAt = clocks.wall;
    return Promise.resolve(UsageLedger.from(sampleItems));
  },
};

/** A dashboard that has loaded once, just now. */
async function dashboard(): Promise<UsageDashboard> {
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" refresh-interval=${interval / 1000} .client=${client}></usage-dashboard>`,
  );
  await settled(element);
  expect(asked).to.equal(1);
  return element;
}

const comeBack = () => window.dispatchEvent(new Event('focus'));

for (const change of [-day, -interval, 0]) {
  describe(`a wall clock that is set by ${change / 1000} s`, () => {
    it('does not end refreshes on coming back, nor brings one forward', async () => {
      const element = await dashboard();
      clocks.wall += change;
      clocks.steady += interval - 1;
      comeBack();
      expect(asked).to.equal(1);
      clocks.steady += 1;
      comeBack();
      expect(asked).to.equal(2);
      await settled(element);
      comeBack();
      expect(asked).to.equal(2);
    });

    it('does not end refreshes by the interval', async () => {
      const element = await dashboard();
      for (const count of [2, 3]) {
        clocks.wall += change;
        timers.run();
        expect(asked).to.equal(count);
        await settled(element);
      }
    });

    it('does not end the time that Retry-After asked for, nor makes it longer', async () => {
      fails = true;
      const element = await dashboard();
      expect(element.status).to.equal('failed');
      clocks.wall += change;
      clocks.steady += interval / 2 - 1;
      timers.run();
      expect(asked).to.equal(1);
      clocks.steady += 1;
      timers.run();
      expect(asked).to.equal(2);
      await settled(element);
    });
  });
}

for (const [what, change] of [
  ['a computer that has slept for as long', interval],
  ['a wall clock that is set forward by a day', day],
] as const) {
  describe(what, () => {
    it('refreshes on coming back, once', async () => {
      const element = await dashboard();
      clocks.wall += change;
      comeBack();
      expect(asked).to.equal(2);
      await settled(element);
      comeBack();
      expect(asked).to.equal(2);
    });

    it('asks again after a failure, and not at once after the next', async () => {
      fails = true;
      const element = await dashboard();
      clocks.wall += change;
      timers.run();
      expect(asked).to.equal(2);
      await settled(element);
      timers.run();
      expect(asked).to.equal(2);
    });
  });
}

it('usage that another element had loaded before a while is as old as it is, not as this element', async () => {
  client.loadedAt = clocks.wall - interval + 10;
  stub(client, 'load', () => (asked++, Promise.resolve(UsageLedger.from(sampleItems))));
  const element = await dashboard();
  clocks.wall += 9;
  clocks.steady += 9;
  comeBack();
  expect(asked).to.equal(1);
  clocks.wall += 1;
  clocks.steady += 1;
  comeBack();
  expect(asked).to.equal(2);
  await settled(element);
});
