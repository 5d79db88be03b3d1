import { expect, fixture, html } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { dashboardOf, endpoint, settled, sortButton, textOf } from './support/dashboard.ts';
import { putBack, stub } from './support/stub.ts';

// Elements that are named like properties of the document, or of a form around the dashboard. What Lit asks of the
// document is another matter: `test/shadowed-names.test.ts` has all names, and the built script.

const ours = [
  ...['defaultView', 'visibilityState', 'addEventListener', 'removeEventListener', 'parentNode', 'getAttribute'],
  ...['host', 'nodeType', 'ownerDocument', 'baseURI', 'location', 'querySelector'],
];
const kinds = ['img', 'form', 'embed', 'object', 'iframe'];
const { lang } = document.documentElement;

let place: HTMLElement;

beforeEach(async () => {
  document.documentElement.removeAttribute('lang');
  place = await fixture(html`<div></div>`);
});

afterEach(() => {
  putBack();
  place.replaceChildren();
  if (lang) document.documentElement.lang = lang;
});

/** From now on, elements of a kind have these names. */
function take(kind: string, names: readonly string[]): void {
  const { createElement } = Document.prototype;
  const elements = names.map((name) => {
    const element = createElement.call(document, kind);
    element.setAttribute('name', name);
    element.hidden = true;
    return element;
  });
  place.prepend(...elements);
}

for (const kind of kinds) {
  it(`beside an element ${kind} for each, it loads, sorts, refreshes itself and ends`, async () => {
    const element = document.createElement('usage-dashboard');
    Object.assign(element, { src: endpoint(), timeZone: 'UTC', refreshInterval: 600 });
    take(kind, ours);
    expect(document.defaultView).not.to.equal(window);
    place.append(element);
    await settled(element);
    const loaded = textOf(element, 'total');
    sortButton(element, 'Credits Used').click();
    await element.updateComplete;
    expect(new URLSearchParams(location.search).get('sorting')).to.equal('credits_used:asc');
    const { now } = Date;
    stub(Date, 'now', () => now() + 3_600_000);
    EventTarget.prototype.dispatchEvent.call(document, new Event('visibilitychange'));
    expect(element.status).to.equal('loading');
    await settled(element);
    expect(textOf(element, 'total')).to.equal(loaded);
    element.remove();
    stub(Date, 'now', () => now() + 7_200_000);
    EventTarget.prototype.dispatchEvent.call(document, new Event('visibilitychange'));
    expect(element.status).to.equal('ready');
    history.replaceState(null, '', location.pathname);
  });
}

it('a link to save is made, whatever is called createElement', async () => {
  const element = await dashboardOf();
  place.append(element.parentElement!);
  let saved = '';
  stub(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    saved = this.download;
  });
  take('img', ['createElement']);
  element.renderRoot.querySelector<HTMLButtonElement>('[part="download"]')!.click();
  expect(saved).to.match(/^usage-.*\.csv$/);
});

it('the language is that of the place, and none where none is stated, in a form whose controls have these names', async () => {
  for (const stated of ['de', '']) {
    place.lang = stated;
    const form = document.createElement('form');
    for (const name of [...ours, 'lang']) form.append(Object.assign(document.createElement('input'), { name }));
    const element = document.createElement('usage-dashboard') as UsageDashboard;
    element.usage = [];
    form.append(element);
    place.replaceChildren(form);
    await element.updateComplete;
    const section = element.renderRoot.querySelector('section')!;
    expect(section.dir).to.equal(stated && 'ltr');
  }
});
