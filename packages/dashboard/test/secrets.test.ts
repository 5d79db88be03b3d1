import { expect } from '@open-wc/testing';
import { isUsageError } from '@usage/sdk';
import type { HeadersProperty } from '../src/dashboard/source-options.ts';
import { endpoint, freshName, logOf, once, settled } from './support/dashboard.ts';
import { meetFault, readFaults } from './support/meet-fault.ts';
import { spill, textsOfPage, textsOfTree } from './support/spill.ts';
import { severalAtATime } from './support/several-at-a-time.ts';
import { putBack, stub } from './support/stub.ts';

// A token that the page gives as a header is in that header, and can be found nowhere else.

const canary = 'canary-7c31';
const headers = { authorization: `Bearer ${canary}`, 'x-api-key': canary };
const { rows, deadOrigin } = await readFaults();
let globals: Set<string | symbol>;

const silent = (text: string, what: string) => expect(text.includes(canary), `${what}: ${text}`).to.equal(false);

interface Asked {
  count: number;
  requests: { url: string; host: string; authorization: string }[];
}
const asked = async (from = 0): Promise<Asked> => (await fetch(`/request-log?from=${from}`)).json();

/** What a fault's dashboard tells and shows, with the token if it tells or shows it. */
const told = new Map<string, string>();
let met: Asked;

before(async function () {
  this.timeout(180_000);
  globals = new Set(Reflect.ownKeys(window));
  stub(Math, 'random', () => 0);
  const { count } = await asked();
  try {
    await severalAtATime(rows, async ({ fault }) => {
      const origin = fault === 'no-server' ? deadOrigin : '';
      const { element, outcome, events } = await meetFault(fault, origin, headers);
      told.set(fault, [outcome, ...events.map(spill), textsOfTree(element)].join('\n'));
      element.remove();
    });
  } finally {
    putBack();
  }
  met = await asked(count);
});

describe('a token is neither told nor shown', () => {
  for (const { fault } of rows) {
    it(`after ${fault}`, () => {
      const text = told.get(fault) ?? '';
      // An event came, and what it tells was read.
      expect(text).to.match(fault === 'none' ? /Report 5390/ : /isTrusted/);
      silent(text, fault);
    });
  }

  it('when its usage is shown', async () => {
    const name = freshName();
    const element = document.createElement('usage-dashboard');
    const loaded = once(element, 'usage-load');
    Object.assign(element, { headers, sortingParam: '', src: endpoint({}, name) });
    document.body.append(element);
    const event = await loaded;
    await settled(element);
    expect((await logOf(name)).headers[0]).to.include(headers);
    silent([spill(event), textsOfTree(element), event.ledger!.csv({ timeZone: 'UTC' })].join('\n'), 'usage');
    silent(await textsOfPage(), 'the page');
    element.remove();
  });

  const failing: [name: string, given: HeadersProperty][] = [
    ['throws it', () => Promise.reject(Object.assign(new Error(canary, { cause: headers }), { headers }))],
    ['puts it where it is no header', () => ({ authorization: `Bearer\n${canary}` })],
    ['names a header by it', () => ({ [`${canary} `]: 'x' })],
  ];
  for (const [name, given] of failing) {
    it(`when the function for headers ${name}`, async () => {
      const element = document.createElement('usage-dashboard');
      const failed = once(element, 'usage-error');
      Object.assign(element, { headers: given, sortingParam: '', src: endpoint() });
      document.body.append(element);
      const event = await failed;
      await settled(element);
      expect(isUsageError(event.error) && event.error.code).to.equal('headers_failed');
      silent([spill(event), textsOfTree(element)].join('\n'), name);
      element.remove();
    });
  }

  it('when it makes headers that cannot be used', async () => {
    const element = document.createElement('usage-dashboard');
    const failed = once(element, 'usage-error');
    Object.assign(element, { headers: { authorization: `a\n${canary}` }, sortingParam: '', src: endpoint() });
    document.body.append(element);
    const event = await failed;
    await settled(element);
    silent([spill(event), textsOfTree(element)].join('\n'), 'The option');
    element.remove();
  });
});

describe('after all that', () => {
  it('each request to the faults had it: nobody has looked in vain', () => {
    const faulty = met.requests.filter(({ url }) => url.startsWith('/faults/') && !url.includes('-upstream/'));
    expect(faulty.length).to.be.greaterThan(rows.length);
    for (const { url, authorization } of faulty) expect(authorization, url).to.equal(headers.authorization);
  });

  it('it has gone to no other origin, and to no URL that a redirect named', () => {
    const elsewhere = met.requests.filter(({ host }) => host.startsWith('localhost'));
    expect(elsewhere).to.deep.equal([]);
    for (const { url } of met.requests) silent(decodeURIComponent(url), 'A URL');
  });

  it('it is not in the page’s address, history, cookies, storage, databases, timings or tree', async () => {
    const text = await textsOfPage();
    expect(text).to.contain(location.pathname);
    silent(text, 'the page');
  });

  it('it is in no new global, and there is none', () => {
    const added = Reflect.ownKeys(window).filter((key) => !globals.has(key));
    silent(added.map((key) => spill(Reflect.get(window, key))).join('\n'), 'A global');
    expect(added).to.deep.equal([]);
  });
});
