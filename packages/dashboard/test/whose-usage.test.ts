import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { UsageClient, UsageLedger } from '@usage/sdk';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, drawn, endpoint, freshName, logOf, rowsOf, settled, tableIn, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

// Nothing of one customer is ever shown under another.

const itemsOf = (...credits: number[]) =>
  credits.map((credits_used, index) => ({ message_id: index, timestamp: '2024-04-29T02:08:29Z', credits_used }));

/** A dashboard that loads, with a slow answer for what comes next. */
async function loaded(properties: Partial<UsageDashboard>): Promise<UsageDashboard> {
  const element = document.createElement('usage-dashboard');
  Object.assign(element, { sortingParam: '', timeZone: 'UTC' }, properties);
  (await fixture(html`<div></div>`)).append(element);
  await settled(element);
  expect(textOf(element, 'total')).to.equal('212.00 credits');
  return element;
}

/** Nothing of before is there once a change has been drawn, and before anything has come. */
async function expectDropped(element: UsageDashboard): Promise<void> {
  await drawn(element);
  expect(element.ledger).to.equal(undefined);
  expect(textOf(element, 'total')).not.to.contain('212');
  expect(rowsOf(element).flat().join('')).to.equal('');
}

describe('what is shown is dropped at once, and asked for anew, by', () => {
  const name = freshName();
  const changes: [what: string, before: Partial<UsageDashboard>, change: (element: UsageDashboard) => void][] = [
    ['another src', {}, (element) => (element.src = endpoint({ delay: 100, items: '[]' }))],
    ['another client', {}, (element) => (element.client = { load: () => new Promise(() => {}) })],
    ['other credentials', {}, (element) => (element.credentials = 'include')],
    ['another customer', { customer: 'alder' }, (element) => (element.customer = 'birch')],
    ['a customer where there was none', {}, (element) => (element.customer = 'birch')],
    ['no customer where there was one', { customer: 'alder' }, (element) => (element.customer = undefined)],
    ['other headers', { headers: { a: '1' } }, (element) => (element.headers = { a: '2' })],
    ['other headers in a Headers', { headers: new Headers({ a: '1' }) }, (element) => (element.headers = new Headers({ a: '2' }))], // prettier-ignore
    ['other headers in a list', { headers: [['a', '1']] }, (element) => (element.headers = [['a', '2']])],
    ['a function where there was an object', { headers: { a: '1' } }, (element) => (element.headers = () => ({ a: '1' }))], // prettier-ignore
    ['reset()', {}, (element) => element.reset()],
    ['no source at all', {}, (element) => (element.src = undefined)],
  ];
  for (const [index, [what, before, change]] of changes.entries()) {
    it(what, async () => {
      const element = await loaded({ src: endpoint({ delay: 30 }, `${name}-${index}`), ...before });
      change(element);
      await expectDropped(element);
    });
  }

  it('a headers function that speaks for somebody else now', async () => {
    const src = endpoint({ delay: 50 }, `${name}-turned`);
    const element = await loaded({ src, headers: () => ({ 'x-customer': 'alder' }) });
    element.headers = () => ({ 'x-customer': 'birch' });
    await waitUntil(() => element.ledger === undefined);
    await expectDropped(element);
    await settled(element);
    const { headers } = await logOf(`${name}-turned`);
    expect(headers.map((each) => each['x-customer'])).to.deep.equal(['alder', 'birch']);
  });

  it('a refresh whose headers speak for somebody else now', async () => {
    let customer = 'alder';
    const element = await loaded({ src: endpoint({ delay: 50 }), headers: () => ({ 'x-customer': customer }) });
    const [chart, table] = [chartIn(element), tableIn(element)];
    customer = 'birch';
    void element.refresh();
    await waitUntil(() => element.ledger === undefined);
    await expectDropped(element);
    await settled(element);
    // The places in the other's chart and table are gone, too.
    expect([chartIn(element) === chart, tableIn(element) === table]).to.deep.equal([false, false]);
  });

  it('another usage of another customer', async () => {
    const element = document.createElement('usage-dashboard');
    Object.assign(element, { customer: 'alder', usage: sampleItems, timeZone: 'UTC', sortingParam: '' });
    (await fixture(html`<div></div>`)).append(element);
    await drawn(element);
    const chart = chartIn(element);
    Object.assign(element, { customer: 'birch', usage: itemsOf(1) });
    await drawn(element);
    expect(textOf(element, 'total')).to.equal('1.00 credits');
    // Neither place nor focus of the other's chart is there.
    expect(chartIn(element) === chart).to.equal(false);
  });
});

describe('what is shown stays, and nothing is asked, when', () => {
  const unchanged: [what: string, before: Partial<UsageDashboard>, change: (element: UsageDashboard) => void][] = [
    ['headers are the same in another object', { headers: { a: '1', b: '2' } }, (element) => (element.headers = { B: '2', a: '1' })], // prettier-ignore
    ['headers are the same in another form', { headers: { a: '1' } }, (element) => (element.headers = new Headers({ A: '1' }))], // prettier-ignore
    ['a new function gives the same headers', { headers: () => ({ a: '1' }) }, (element) => (element.headers = async () => ({ A: '1' }))], // prettier-ignore
    ['the customer stays, and headers are others', { customer: 'alder', headers: { a: '1' } }, (element) => (element.headers = { a: '2' })], // prettier-ignore
    ['the customer stays, and a function gives others', { customer: 'alder', headers: () => ({ a: '1' }) }, (element) => (element.headers = () => ({ a: '2' }))], // prettier-ignore
    ['the customer stays, and a function comes', { customer: 'alder', headers: { a: '1' } }, (element) => (element.headers = () => ({ a: '2' }))], // prettier-ignore
    ['the same customer is set again', { customer: 'alder' }, (element) => (element.customer = 'alder')],
  ];
  for (const [what, before, change] of unchanged) {
    it(what, async () => {
      const name = freshName();
      const element = await loaded({ src: endpoint({}, name), ...before });
      const { ledger } = element;
      change(element);
      await drawn(element);
      await nextFrame();
      await drawn(element);
      expect([element.status, element.ledger]).to.deep.equal(['ready', ledger]);
      expect((await logOf(name)).requests).to.equal(1);
    });
  }

  it('React renders again and again with functions of its own', async () => {
    const name = freshName();
    const element = await loaded({ src: endpoint({}, name), headers: () => ({ 'x-customer': 'alder' }) });
    for (let render = 0; render < 5; render++) {
      element.headers = () => ({ 'x-customer': 'alder' });
      await drawn(element);
      await nextFrame();
    }
    expect((await logOf(name)).requests).to.equal(1);
    expect(element.status).to.equal('ready');
  });
});

it('with a customer, each request has the headers of its time', async () => {
  const name = freshName();
  let token = 0;
  const element = await loaded({
    src: endpoint({}, name),
    customer: 'alder',
    headers: () => ({ token: `${++token}` }),
  });
  await element.refresh();
  element.headers = { token: 'last' };
  await element.refresh();
  const { headers } = await logOf(name);
  expect(headers.map((each) => each['token'])).to.deep.equal(['1', '2', 'last']);
});

describe('elements that share a client', () => {
  const counting = () => {
    let credits = 0;
    const fetch = async () => Response.json({ usage: itemsOf(++credits) });
    return new UsageClient({ url: '/usage', fetch });
  };
  const both = (client: UsageDashboard['client']) =>
    fixture<HTMLDivElement>(html`
      <div>
        <usage-dashboard sorting-param="" .client=${client}></usage-dashboard>
        <usage-dashboard sorting-param="" .client=${client}></usage-dashboard>
      </div>
    `);
  const totals = async (place: HTMLDivElement) => {
    const elements = Array.from(place.querySelectorAll('usage-dashboard'));
    await Promise.all(elements.map(settled));
    return elements.map((element) => textOf(element, 'total'));
  };

  it('agree, whichever of them is refreshed', async () => {
    const place = await both(counting());
    expect(await totals(place)).to.deep.equal(['1.00 credits', '1.00 credits']);
    for (const [index, expected] of [
      [0, '2.00 credits'],
      [1, '3.00 credits'],
    ] as const) {
      await place.querySelectorAll('usage-dashboard')[index]!.refresh();
      expect(await totals(place)).to.deep.equal([expected, expected]);
    }
  });

  it('agree, too, where the client is the page’s own and knows of nobody', async () => {
    let credits = 0;
    const place = await both({ load: async () => UsageLedger.from(itemsOf(++credits)) });
    await totals(place);
    await place.querySelectorAll('usage-dashboard')[1]!.refresh();
    const [one, other] = await totals(place);
    expect(one).to.equal(other);
  });

  it('that turns to another customer show nothing of before, both of them', async () => {
    let customer = 'alder';
    let answer = () => {};
    const fetch = async (input: RequestInfo | URL) => {
      const { headers } = input as Request;
      if (headers.get('x-customer') === 'birch') await new Promise<void>((resolve) => (answer = resolve));
      return Response.json({ usage: headers.get('x-customer') === 'birch' ? itemsOf(21) : itemsOf(24) });
    };
    const client = new UsageClient({ url: '/usage', fetch, headers: () => ({ 'x-customer': customer }) });
    const place = await both(client);
    expect(await totals(place)).to.deep.equal(['24.00 credits', '24.00 credits']);
    customer = 'birch';
    const [first, second] = Array.from(place.querySelectorAll('usage-dashboard'));
    void first!.refresh();
    await waitUntil(() => first!.ledger === undefined && second!.ledger === undefined);
    await Promise.all([drawn(first!), drawn(second!)]);
    expect([textOf(first!, 'total'), textOf(second!, 'total')].join('')).not.to.contain('24');
    await waitUntil(() => String(answer).length > 10);
    answer();
    expect(await totals(place)).to.deep.equal(['21.00 credits', '21.00 credits']);
  });
});

it('a refresh under way when the element is moved stays a refresh', async () => {
  const name = freshName();
  const other = await fixture<HTMLDivElement>(html`<div></div>`);
  const element = await loaded({ src: endpoint({ delay: 600 }, name) });
  const refreshed = element.refresh();
  await waitUntil(async () => (await logOf(name)).requests === 2);
  other.append(element);
  await refreshed;
  await settled(element);
  expect((await logOf(name)).requests).to.equal(3);
});

it('refresh() never takes the answer to a request that was sent before it', async () => {
  let credits = 0;
  const held: (() => void)[] = [];
  const fetch = async () => {
    const own = ++credits;
    await new Promise<void>((resolve) => held.push(resolve));
    return Response.json({ usage: itemsOf(own) });
  };
  const element = await fixture<UsageDashboard>(
    html`<usage-dashboard sorting-param="" .client=${new UsageClient({ url: '/usage', fetch })}></usage-dashboard>`,
  );
  await waitUntil(() => held.length === 1);
  const refreshed = element.refresh();
  await waitUntil(() => held.length === 2);
  held[1]!();
  await refreshed;
  await drawn(element);
  expect(textOf(element, 'total')).to.equal('2.00 credits');
  held[0]!();
  await nextFrame();
  expect(textOf(element, 'total')).to.equal('2.00 credits');
});
