import { expect, waitUntil } from '@open-wc/testing';
import { HttpStatusError, type UsageItem } from '@usage/sdk';
import type { UsageDashboard, UsageErrorEvent } from '@usage/dashboard';
import { hostileTexts } from '../../../test/hostile-texts.ts';
import { english } from '../src/strings.ts';
import { chartIn, dashboardOf, drawn, once, rowsOf, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';
import { severalAtATime } from './support/several-at-a-time.ts';
import { textsOfTree } from './support/spill.ts';
import { namesIn } from './support/tree-names.ts';
import { watchPage, type PageWatch } from './support/watch-page.ts';

// Whatever text comes in is text: it runs nothing, makes nothing and asks for nothing.

const start = location.href;
const timestamp = '2024-04-29T02:08:29.375Z';
/** As HTML folds white space on the screen. */
const folded = (text: string) => text.replace(/[\t\n\f\r ]+/g, ' ').trim();
const chunks = Array.from({ length: Math.ceil(hostileTexts.length / 50) }, (_, index) =>
  hostileTexts.slice(index * 50, index * 50 + 50),
);
/** As `textOf` folds it. */
const said = (text: string) => text.replace(/\s+/g, ' ').trim();
/** Until the dashboard has a bill, or none. */
const ended = (element: UsageDashboard) => Promise.race([once(element, 'usage-load'), once(element, 'usage-error')]);

const attributes = ['time-zone', 'locale', 'sortable', 'sorting', 'sorting-param', 'refresh-interval'];

let watch: PageWatch;
let element: UsageDashboard;
let errors: UsageErrorEvent[];

before(async () => {
  // What a dashboard is made of in each of its states, with harmless texts.
  const names = ['lang', ...attributes];
  const plain = await dashboardOf(sampleItems, { heading: 'a', timeZone: 'Mars/Olympus', refreshInterval: 9 });
  plain.sorting = 'credits_used:asc';
  const many = Array.from({ length: 50 }, () => ({ ...sampleItems[0]!, credits_used: 1 }));
  for (const usage of [sampleItems, many, [], [{ ...sampleItems[0]!, timestamp: 'a' }]]) {
    plain.usage = usage;
    await drawn(plain);
    // Labels come when the width is known.
    if (chartIn(plain)) await waitUntil(() => chartIn(plain)?.renderRoot.querySelector('text'));
    names.push(...namesIn(plain));
  }
  plain.usage = undefined;
  plain.client = { load: () => Promise.reject(new HttpStatusError('a', 503, { serverCode: 'a' })) };
  await plain.refresh();
  await drawn(plain);
  names.push(...namesIn(plain));
  plain.remove();
  watch = await watchPage(names);
});
after(() => watch.end());

beforeEach(async () => {
  errors = [];
  element = await dashboardOf();
  element.addEventListener('usage-error', (event) => errors.push(event));
});
afterEach(() => {
  history.replaceState(null, '', start);
});

describe('hostile texts', function () {
  // There are many.
  this.timeout(120_000);

  it('there are several hundred, each once', () => {
    expect(hostileTexts.length).to.be.greaterThan(600);
    expect(new Set(hostileTexts).size).to.equal(hostileTexts.length);
  });

  it('names of reports and ids of messages are shown as they are', async () => {
    for (const texts of chunks) {
      const items: UsageItem[] = texts.map((text) => ({
        message_id: text,
        timestamp,
        report_name: text,
        credits_used: 1,
      }));
      element.sorting = undefined;
      element.usage = items;
      await drawn(element);
      const rows = rowsOf(element);
      expect(rows.map(([id]) => folded(id!))).to.deep.equal(texts.map(folded));
      expect(rows.map(([, , name]) => folded(name!))).to.deep.equal(texts.map(folded));
      expect(textOf(element, 'total')).to.equal(`${texts.length}.00 credits`);
      element.sorting = 'report_name:desc;credits_used:asc';
      await drawn(element);
      expect(
        rowsOf(element)
          .map(([id]) => id)
          .sort(),
      ).to.deep.equal(rows.map(([id]) => id).sort());
    }
    await watch.expectNothing();
  });

  it('what is no timestamp is refused, and not repeated', async () => {
    for (const text of hostileTexts) {
      const before = errors.length;
      element.usage = [{ message_id: 1, timestamp: text, credits_used: 1 }];
      await drawn(element);
      if (text === timestamp) continue;
      expect(errors.length, text).to.equal(before + 1);
      expect(errors.at(-1)!.error.code).to.equal('contract_violation');
      expect(errors.at(-1)!.error.message).to.equal(errors[0]!.error.message);
      expect(element.status).to.equal('failed');
    }
    await watch.expectNothing();
  });

  it('the code and the sentence of a server that fails are shown as they are', async () => {
    element.usage = undefined;
    for (const text of hostileTexts) {
      const error = new HttpStatusError(`GET /usage: ${text}`, 503, { serverCode: text });
      element.client = { load: () => Promise.reject(error) };
      await ended(element);
      await drawn(element);
      expect(folded(element.renderRoot.querySelector('code')!.textContent)).to.equal(
        folded(`GET /usage: ${text}${text ? ` (${text})` : ''}`),
      );
    }
    await watch.expectNothing();
  });

  it('attributes of the page are shown as they are, or not at all', async () => {
    const zones = new Set(hostileTexts.filter((text) => isZone(text)));
    for (const text of hostileTexts) {
      element.heading = text;
      for (const name of ['lang', ...attributes]) element.setAttribute(name, text);
      await drawn(element);
      expect(textOf(element, 'heading')).to.equal(said(text));
      if (!zones.has(text)) expect(textOf(element, 'notice')).to.contain(said(`“${text}”`));
      expect(textOf(element, 'total')).to.match(/212[.,٫]00/);
    }
    await watch.expectNothing();
  });

  it('a page’s own words are shown as they are', async () => {
    for (const text of hostileTexts) {
      element.strings = everyString(text) as typeof english;
      await drawn(element);
      expect(textOf(element, 'total')).to.equal(said(text));
      expect(chartIn(element)!.renderRoot.querySelector('[part="bar"]')!.getAttribute('aria-label')).to.equal(text);
    }
    element.usage = undefined;
    element.client = { load: () => Promise.reject(new HttpStatusError('a', 503)) };
    await ended(element);
    await drawn(element);
    for (const text of hostileTexts) {
      element.strings = everyString(text) as typeof english;
      await drawn(element);
      expect(textOf(element, 'retry')).to.equal(said(text));
    }
    await watch.expectNothing();
  });

  it('what a link says of sorting and time zone is not shown', async () => {
    history.replaceState(null, '', '?z=none');
    element.timeZoneParam = 'z';
    await drawn(element);
    const anyway = textsOfTree(element);
    for (const [at, texts] of chunks.entries()) {
      // As few entries as can be: Safari allows a hundred in 30 s.
      const query = new URLSearchParams(
        texts.flatMap((text, index) => [
          [`s${index}`, text],
          [`z${index}`, text],
        ]),
      );
      history.replaceState(null, '', `?${query}`);
      for (const [index, text] of texts.entries()) {
        element.sortingParam = `s${index}`;
        element.timeZoneParam = `z${index}`;
        await drawn(element);
        if (isZone(text) || !text) continue;
        expect(textOf(element, 'notice'), `${at}: ${text}`).to.contain(
          `The time zone in the URL (z${index}) is not known`,
        );
        const telling = text.length > 3 && !anyway.includes(text);
        if (telling) expect(textsOfTree(element).includes(text), text).to.equal(false);
      }
    }
    history.replaceState(null, '', start);
    for (const { error } of errors)
      expect(error.message).to.match(/the URL parameter z\d* must be an IANA name such as [\w/]+\.$/);
    await watch.expectNothing();
  });

  it('src asks for its own URL alone, or for nothing', async () => {
    const base = document.createElement('base');
    base.href = '/any/';
    document.head.append(base);
    const anywhere = base.href;
    const asked: string[] = [];
    const act = async (text: string) => {
      const url = URL.canParse(text, anywhere) ? new URL(text, anywhere) : undefined;
      const isHttp = !!url?.protocol.startsWith('http');
      // Another origin is the page's own choice, and would have to be there; a server takes a URL of 16 kB.
      if (!text || (isHttp && (!url?.href.startsWith(anywhere) || url.href.length > 8000))) return;
      const one = document.createElement('usage-dashboard');
      one.sortingParam = '';
      one.src = text;
      document.body.append(one);
      const { type } = await ended(one);
      await drawn(one);
      expect([type, one.status], text).to.deep.equal(isHttp ? ['usage-load', 'ready'] : ['usage-error', 'failed']);
      if (url && isHttp) asked.push(url.pathname + url.search);
      one.remove();
    };
    try {
      // A page's own word, and a request each: one in three.
      await severalAtATime(
        hostileTexts.filter((_, index) => index % 3 === 0),
        act,
      );
    } finally {
      base.remove();
    }
    expect(asked.length).to.be.greaterThan(150);
    await watch.expectNothing(asked);
  });
});

function isZone(text: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: text });
  } catch {
    return false;
  }
}

/** All strings of the elements, each of them this text. */
function everyString(text: string, of: object = english): object {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]: [string, unknown]) => {
      if (typeof value === 'function') return [name, () => text];
      return [name, typeof value === 'object' && value ? everyString(text, value) : text];
    }),
  );
}
