import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { UsageError, type HttpStatusError } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { endpoint, freshName, logOf, once, settled } from './support/dashboard.ts';
import { holdTimers, type HeldTimers } from './support/held-timers.ts';
import { putBack, stub } from './support/stub.ts';

// A server that answers with Retry-After is left alone for that long, but for what a person asks.

const hour = 3_600_000;
const { now } = Date;
let timers: HeldTimers;

beforeEach(() => (timers = holdTimers((delay) => delay >= 1_000_000)));
afterEach(() => {
  timers.release();
  putBack();
});

const later = (milliseconds: number) => stub(Date, 'now', () => now() + milliseconds);

/** A dashboard whose first load has failed. */
async function failedWith(status: number, options: Record<string, unknown> = {}, name = freshName()) {
  const src = endpoint({ status, 'retry-after': 3600, ...options }, name);
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" refresh-interval="1000" src=${src}></usage-dashboard>`,
  );
  await settled(element);
  expect(element.status).to.equal('failed');
  const place = element.parentElement!;
  const asks: Record<string, () => void> = {
    interval: () => timers.run(),
    focus: () => window.dispatchEvent(new Event('focus')),
    online() {
      stub(Math, 'random', () => 0.5);
      const all = holdTimers(() => true);
      window.dispatchEvent(new Event('online'));
      all.run();
      all.release();
    },
    'coming into sight': () => document.dispatchEvent(new Event('visibilitychange')),
    'being put back': () => (element.remove(), place.append(element)),
  };
  const requests = async () => (await logOf(name)).requests;
  return { element, asks, requests };
}

for (const status of [429, 503]) {
  describe(`a ${status} that asks for an hour`, () => {
    it('is not asked again within it by interval, focus, reconnect, or being put back', async () => {
      const { element, asks, requests } = await failedWith(status);
      for (const time of [0, hour - 2000]) {
        later(time);
        for (const [name, ask] of Object.entries(asks)) {
          ask();
          expect(element.status, name).to.equal('failed');
        }
      }
      expect(await requests()).to.equal(1);
    });

    for (const name of ['interval', 'focus', 'online', 'coming into sight', 'being put back']) {
      it(`is asked again after it by ${name}`, async () => {
        const { element, asks, requests } = await failedWith(status);
        later(hour + 1);
        asks[name]!();
        expect(element.status).to.equal('loading');
        await settled(element);
        expect(await requests()).to.equal(2);
        // That was another hour.
        for (const ask of Object.values(asks)) ask();
        expect(element.status).to.equal('failed');
      });
    }

    it('is asked at once when a person tries again, or by refresh()', async () => {
      const { element, requests } = await failedWith(status);
      element.renderRoot.querySelector<HTMLButtonElement>('[part="retry"]')!.click();
      expect(element.status).to.equal('loading');
      await settled(element);
      await element.refresh();
      expect(await requests()).to.equal(3);
    });
  });
}

/** A dashboard with a client of the page's own, which fails with this `retryAfter`. */
async function failedBy(retryAfter: unknown) {
  let asked = 0;
  const client = {
    load() {
      asked++;
      return Promise.reject(Object.assign(new UsageError('http_status', 'Busy.'), { retryAfter }));
    },
  };
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" refresh-interval="1000" .client=${client}></usage-dashboard>`,
  );
  await settled(element);
  return { element, asked: () => asked };
}

describe('more than an hour counts as one', () => {
  for (const asked of ['3601', '31536000', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']) {
    it(`where Retry-After is ${asked.slice(0, 30)}`, async () => {
      const { element, asks, requests } = await failedWith(503, { 'retry-after': asked });
      later(hour - 2000);
      asks['interval']!();
      expect(element.status).to.equal('failed');
      later(hour + 1);
      asks['interval']!();
      expect(element.status).to.equal('loading');
      await settled(element);
      expect(await requests()).to.equal(2);
    });
  }

  for (const wait of [hour + 1, Number.MAX_VALUE, Infinity]) {
    it(`where a client of the page's own says ${wait}`, async () => {
      const { element, asked } = await failedBy(wait);
      later(hour - 2000);
      timers.run();
      expect(asked()).to.equal(1);
      later(hour + 1);
      timers.run();
      expect(asked()).to.equal(2);
      await settled(element);
    });
  }
});

for (const wait of [NaN, 0, -1, -Infinity, '3600000', null, Symbol('an hour')]) {
  it(`a client that says ${String(wait)} asks for no time`, async () => {
    const { element, asked } = await failedBy(wait);
    timers.run();
    expect(asked()).to.equal(2);
    await settled(element);
  });
}

describe('what the server asked for', () => {
  it('is over with the next success', async () => {
    const { element, asks, requests } = await failedWith(503, { until: 1 });
    await element.refresh();
    expect(element.status).to.equal('ready');
    asks['interval']!();
    expect(element.status).to.equal('loading');
    await settled(element);
    expect(await requests()).to.equal(3);
  });

  it('stays when a person tries again and comes to nothing at all', async () => {
    const { element, asks } = await failedWith(503, { until: 1, then: 'contract' });
    await element.refresh();
    expect(element.status).to.equal('failed');
    asks['interval']!();
    expect(element.status).to.equal('failed');
  });

  it('does not count for another source', async () => {
    const { element } = await failedWith(503);
    const name = freshName();
    element.src = endpoint({ status: 401 }, name);
    await waitUntil(async () => (await logOf(name)).requests === 1);
    await settled(element);
    timers.run();
    expect(element.status).to.equal('loading');
    await settled(element);
  });

  it('is not made up: any other failure is asked again at the next interval', async () => {
    const { element, asks } = await failedWith(401, { 'retry-after': '' });
    asks['interval']!();
    expect(element.status).to.equal('loading');
    await settled(element);
  });
});

describe('a 503 that asks for 10 s', () => {
  it('is shown at once, and not slept through', async () => {
    const { element, asks, requests } = await failedWith(503, { 'retry-after': 10 });
    asks['interval']!();
    expect(element.status).to.equal('failed');
    expect(await requests()).to.equal(1);
    later(10_000);
    asks['interval']!();
    expect(element.status).to.equal('loading');
    await settled(element);
  });

  // The server's clock is two hours ahead of ours.
  const at = (milliseconds: number) => new Date(now() + 2 * hour + milliseconds).toUTCString();
  for (const [expose, milliseconds] of [
    ['Date, Retry-After', 10_000],
    ['Retry-After', 2 * hour + 10_000],
  ] as const) {
    it(`until a date asks a page of another origin for ${milliseconds / 1000} s where it may read ${expose}`, async () => {
      const options = { status: 503, expose, date: at(0), 'retry-after': at(10_000) };
      const src = new URL(endpoint(options), location.href.replace('127.0.0.1', 'localhost')).href;
      const element = document.createElement('usage-dashboard');
      const failed = once(element, 'usage-error');
      Object.assign(element, { src, sortingParam: '' });
      (await fixture(html`<div></div>`)).append(element);
      const { error } = await failed;
      expect(error.message).to.match(/^GET http:\/\/localhost:/);
      // Dates have whole seconds.
      expect((error as HttpStatusError).retryAfter).to.be.within(milliseconds - 10_000 + 1000, milliseconds + 1000);
    });
  }
});
