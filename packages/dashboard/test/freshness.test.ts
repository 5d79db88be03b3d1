import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { UsageLedger } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { settled } from './support/dashboard.ts';
import { holdTimers, type HeldTimers } from './support/held-timers.ts';
import { sampleItems } from './support/sample-items.ts';
import { putBack, stub } from './support/stub.ts';

// When a dashboard asks again by itself. The timers of an interval of 1000 s are run by hand; nobody else has such.

let timers: HeldTimers;
let asked: number;
const start = Date.UTC(2024, 4, 3);

beforeEach(() => {
  asked = 0;
  timers = holdTimers((delay) => delay >= 1_000_000);
});

afterEach(() => {
  timers.release();
  putBack();
});

const randomIs = (value: number) => stub(Math, 'random', () => value);
const hide = () => stub(Document.prototype, 'visibilityState', 'hidden');
const disconnect = () => stub(navigator, 'onLine', false);
const nowIs = (time: number) => stub(Date, 'now', () => time);

const client = {
  stale: false,
  loadedAt: start,
  load: () => {
    asked++;
    return Promise.resolve(UsageLedger.from(sampleItems));
  },
};

/** A dashboard that has loaded once, a moment ago. */
async function dashboard(interval = 1000): Promise<UsageDashboard> {
  nowIs(start);
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" refresh-interval=${interval} .client=${client}></usage-dashboard>`,
  );
  await settled(element);
  expect(asked).to.equal(1);
  return element;
}

/** Lets the timers run that an act sets, at once, and gives their delays. */
function delaysOf(act: () => void): readonly number[] {
  const all = holdTimers(() => true);
  try {
    act();
    const { delays } = all;
    while (all.delays.length) all.run();
    return delays;
  } finally {
    all.release();
  }
}

const returned = (type: string) => (type === 'visibilitychange' ? document : window).dispatchEvent(new Event(type));

describe('the interval', () => {
  for (const [first, second] of [
    [0, 0.5],
    [0.5, 0.999],
    [0.999, 0],
  ] as const) {
    it(`is up to a tenth longer, anew in each round: by ${first}, then ${second} of that`, async () => {
      randomIs(first);
      const element = await dashboard();
      expect(timers.delays).to.deep.equal([1_000_000 + first * 100_000]);
      randomIs(second);
      timers.run();
      expect(timers.delays).to.deep.equal([1_000_000 + second * 100_000]);
      expect(asked).to.equal(2);
      await settled(element);
      randomIs(first);
      timers.run();
      expect(timers.delays).to.deep.equal([1_000_000 + first * 100_000]);
      expect(asked).to.equal(3);
    });
  }

  it('is no longer than a timer can be', async () => {
    randomIs(0.999);
    await dashboard(2_147_483);
    expect(timers.delays).to.deep.equal([2 ** 31 - 1]);
  });

  it('ends with the element, and with a refresh-interval of 0', async () => {
    const element = await dashboard();
    element.remove();
    expect(timers.delays).to.deep.equal([]);
    element.refreshInterval = 500_000;
    document.body.append(element);
    await settled(element);
    expect(timers.delays).to.have.length(1);
    element.refreshInterval = 0;
    await element.updateComplete;
    expect(timers.delays).to.deep.equal([]);
    element.remove();
  });
});

for (const [name, leave, comeBack] of [
  ['hidden', hide, 'visibilitychange'],
  ['offline', disconnect, 'online'],
] as const) {
  describe(`a page that is ${name}`, () => {
    it('lets its intervals pass without asking, and goes on when that is over', async () => {
      const element = await dashboard();
      leave();
      for (let round = 0; round < 3; round++) timers.run();
      expect(asked).to.equal(1);
      expect(element.status).to.equal('ready');
      expect(timers.delays).to.have.length(1);
      putBack();
      nowIs(start);
      timers.run();
      expect(asked).to.equal(2);
    });

    it('asks on coming back once an interval has passed since the last load, and not before', async () => {
      const element = await dashboard();
      leave();
      for (const type of ['focus', 'online', 'visibilitychange']) delaysOf(() => returned(type));
      expect(asked).to.equal(1);
      putBack();
      nowIs(start + 999_999);
      delaysOf(() => returned(comeBack));
      expect(asked).to.equal(1);
      nowIs(start + 1_000_000);
      delaysOf(() => returned(comeBack));
      expect(asked).to.equal(2);
      await settled(element);
    });
  });
}

describe('coming back', () => {
  for (const part of [0, 0.5, 0.999]) {
    it(`online asks at some time within a second: at ${part} of it`, async () => {
      await dashboard();
      nowIs(start + 2_000_000);
      randomIs(part);
      const waiting = holdTimers(() => true);
      // Twice: a network that comes and goes is one reconnect.
      returned('online');
      returned('online');
      const before = asked;
      const { delays } = waiting;
      waiting.run();
      waiting.release();
      expect([before, delays, asked]).to.deep.equal([1, [part * 1000], 2]);
    });
  }

  it('online for less than that, it does not ask', async () => {
    await dashboard();
    nowIs(start + 2_000_000);
    const waiting = holdTimers(() => true);
    returned('online');
    disconnect();
    waiting.run();
    waiting.release();
    expect(asked).to.equal(1);
  });

  it('online and removed before it asked, it does not ask', async () => {
    const element = await dashboard();
    nowIs(start + 2_000_000);
    const waiting = holdTimers(() => true);
    returned('online');
    element.remove();
    const { delays } = waiting;
    waiting.release();
    expect(delays).to.deep.equal([]);
    await aTimeout(0);
    expect(asked).to.equal(1);
  });

  for (const type of ['focus', 'visibilitychange']) {
    it(`by ${type}, a person waits: it asks at once`, async () => {
      await dashboard();
      nowIs(start + 2_000_000);
      returned(type);
      expect(asked).to.equal(2);
    });
  }
});
