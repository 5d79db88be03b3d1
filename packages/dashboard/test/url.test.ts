import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { readParameter, writeParameter } from '../src/url/url-parameter.ts';
import { dashboardOf, drawn, idsOf, sortButton } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

const start = location.href;

function goTo(search: string, state: unknown = null): void {
  history.replaceState(state, '', new URL(search, new URL(start).origin + location.pathname));
}

afterEach(() => history.replaceState(null, '', start));

describe('the sorting in the URL', () => {
  it('is read when the element appears', async () => {
    goTo('?sorting=credits_used:desc');
    expect(idsOf(await dashboardOf())).to.equal('1003 1000 1004 1001 1002 1005');
  });

  it('is written after a click, and nothing else of URL and history entry changes', async () => {
    goTo('?b=%7e&a=1+2&sorting=x&empty&c=%F0#part', { of: 'the host' });
    const length = history.length;
    const element = await dashboardOf();
    expect(location.search).to.equal('?b=%7e&a=1+2&sorting=x&empty&c=%F0');
    sortButton(element, 'Report').click();
    await drawn(element);
    sortButton(element, 'Credits').dispatchEvent(new MouseEvent('click', { shiftKey: true, detail: 1 }));
    expect(location.search).to.equal('?b=%7e&a=1+2&sorting=report_name:asc;credits_used:asc&empty&c=%F0');
    expect(location.hash).to.equal('#part');
    expect(history.state).to.deep.equal({ of: 'the host' });
    expect(history.length).to.equal(length);
  });

  it('is not written on load', async () => {
    goTo('?a=1');
    await dashboardOf(sampleItems, { sorting: 'report_name:asc' });
    expect(location.search).to.equal('?a=1');
  });

  it('is removed when nothing is sorted, or left empty where an attribute says otherwise', async () => {
    goTo('?a=1&sorting=credits_used:desc');
    const element = await dashboardOf();
    sortButton(element, 'Credits').click();
    expect(location.search).to.equal('?a=1');
    element.sorting = 'report_name:asc';
    await drawn(element);
    sortButton(element, 'Credits').click();
    await drawn(element);
    sortButton(element, 'Credits').click();
    await drawn(element);
    sortButton(element, 'Credits').click();
    expect(location.search).to.equal('?a=1&sorting=');
  });

  it('wins over the attribute, also when it is empty', async () => {
    goTo('?sorting=');
    expect(idsOf(await dashboardOf(sampleItems, { sorting: 'credits_used:asc' }))).to.equal(
      '1000 1001 1002 1003 1004 1005',
    );
  });

  it('is read again when the person goes back', async () => {
    goTo('?sorting=credits_used:asc');
    const element = await dashboardOf();
    history.pushState(null, '', '?sorting=credits_used:desc');
    window.dispatchEvent(new PopStateEvent('popstate'));
    await drawn(element);
    expect(idsOf(element)).to.match(/^1003/);
    const back = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
    history.back();
    await back;
    await drawn(element);
    expect(idsOf(element)).to.match(/^1005/);
  });

  it('has the name that sorting-param says, and an empty one keeps it out', async () => {
    goTo('?sorting=credits_used:asc&s=credits_used:desc');
    const element = await dashboardOf(sampleItems, { sortingParam: 's' });
    expect(idsOf(element)).to.match(/^1003/);
    element.sortingParam = '';
    await drawn(element);
    expect(idsOf(element)).to.match(/^1000/);
    sortButton(element, 'Report').click();
    expect(location.search).to.equal('?sorting=credits_used:asc&s=credits_used:desc');
  });

  it('a replaceState that throws is ignored', async () => {
    const element = await dashboardOf();
    const { replaceState } = history;
    history.replaceState = () => {
      throw new DOMException('', 'SecurityError');
    };
    try {
      sortButton(element, 'Credits').click();
    } finally {
      history.replaceState = replaceState;
    }
    await drawn(element);
    expect(idsOf(element)).to.match(/^1005/);
  });

  it('of two dashboards, the second stays out; it warns, once, where the page chose the name', async () => {
    goTo('?sorting=credits_used:desc');
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => warnings.push(text);
    try {
      const first = await dashboardOf();
      const second = await dashboardOf();
      expect(idsOf(first)).to.match(/^1003/);
      expect(idsOf(second)).to.match(/^1000/);
      sortButton(second, 'Credits').click();
      await drawn(second);
      expect(idsOf(second)).to.match(/^1005/);
      expect(location.search).to.equal('?sorting=credits_used:desc');
      await nextFrame();
      await nextFrame();
      expect(warnings).to.deep.equal([]);
      for (const element of [first, second]) await drawn(Object.assign(element, { sortingParam: 's' }));
      await waitUntil(() => warnings.length);
      expect(warnings[0]).to.contain('"s"');
      for (const element of [first, second]) await drawn(Object.assign(element, { sortingParam: 'sorting' }));
      const other = await fixture<UsageDashboard>(
        html`<usage-dashboard sorting-param="other" .usage=${sampleItems}></usage-dashboard>`,
      );
      await drawn(other);
      sortButton(other, 'Report').click();
      expect(location.search).to.equal('?sorting=credits_used:desc&other=report_name:asc');
      expect(warnings).to.have.length(1);
    } finally {
      console.warn = warn;
    }
  });

  it('is given up on removal, and read anew on return', async () => {
    const element = await dashboardOf();
    const place = element.parentElement;
    element.remove();
    goTo('?sorting=credits_used:desc');
    window.dispatchEvent(new PopStateEvent('popstate'));
    await nextFrame();
    place?.append(element);
    await drawn(element);
    expect(idsOf(element)).to.match(/^1003/);
  });

  it('survives garbage', async () => {
    goTo('?sorting=%E0%A4%A;;::;constructor:asc;credits_used:DESC;credits_used:desc&sorting=report_name:asc');
    expect(idsOf(await dashboardOf())).to.match(/^1003 1000/);
  });

  it('may be set before the element is upgraded', async () => {
    const holder = await fixture<HTMLDivElement>(html`<div></div>`);
    const element = document.createElement('usage-dashboard') as UsageDashboard;
    element.sorting = 'credits_used:desc';
    element.usage = sampleItems;
    holder.append(element);
    await drawn(element);
    expect(idsOf(element)).to.match(/^1003/);
  });
});

describe('a parameter in a URL', () => {
  const cases: [href: string, text: string | undefined, expected: string][] = [
    ['https://a.example/p', 'x', 'https://a.example/p?s=x'],
    ['https://a.example/p?', 'x', 'https://a.example/p?s=x'],
    ['https://a.example/p#h?s=1', 'x', 'https://a.example/p?s=x#h?s=1'],
    ['https://a.example//p?a=1#', 'x', 'https://a.example//p?a=1&s=x#'],
    ['https://a.example/p?s=1&a=1&s=2', 'x', 'https://a.example/p?s=x&a=1'],
    ['https://a.example/p?%73=1&a', undefined, 'https://a.example/p?a'],
    ['https://a.example/p?s', undefined, 'https://a.example/p'],
    ['https://a.example/p?&&a=1', 'x', 'https://a.example/p?&&a=1&s=x'],
    ['https://a.example/p', 'a&b=c d', 'https://a.example/p?s=a%26b%3Dc%20d'],
  ];
  for (const [href, text, expected] of cases) {
    it(`${href} with ${text} is ${expected}`, () => {
      expect(writeParameter(href, 's', text)).to.equal(expected);
      expect(readParameter(new URL(expected).search, 's')).to.equal(text);
    });
  }
});
