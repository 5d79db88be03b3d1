import { aTimeout, expect } from '@open-wc/testing';
import { HttpStatusError, type UsageItem } from '@usage/sdk';
import { hostileTexts } from '../../../test/hostile-texts.ts';
import { dashboardOf, drawn, rowsOf, tableIn, textOf } from './support/dashboard.ts';

// Whatever text comes in is text: it runs nothing and asks for nothing.

const done: string[] = [];
const dialogs = ['alert', 'confirm', 'prompt'] as const;
const kept = dialogs.map((name) => window[name]);
let observer: PerformanceObserver;

beforeEach(() => {
  done.length = 0;
  for (const name of dialogs) Object.assign(window, { [name]: () => done.push(name) });
  observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (/a\.test|\/x$/.test(name)) done.push(name);
  });
  observer.observe({ type: 'resource' });
});

afterEach(() => {
  observer.disconnect();
  dialogs.forEach((name, index) => Object.assign(window, { [name]: kept[index] }));
});

async function nothingHappened(): Promise<void> {
  await aTimeout(150);
  expect(done).to.deep.equal([]);
}

const timestamp = '2024-04-29T02:08:29.375Z';
// A name that a screen folds, as HTML folds white space.
const folded = (text: string) => text.replace(/[\t\n\f\r ]+/g, ' ').trim();

it('names of reports and ids of messages', async () => {
  const items: UsageItem[] = hostileTexts.map((text) => ({
    message_id: text,
    timestamp,
    report_name: text,
    credits_used: 1,
  }));
  const element = await dashboardOf(items);
  const rows = rowsOf(element);
  expect(rows.map(([id]) => folded(id!))).to.deep.equal(hostileTexts.map(folded));
  expect(rows.map(([, , name]) => folded(name!))).to.deep.equal(hostileTexts.map(folded));
  element.sorting = 'report_name:desc;credits_used:asc';
  await drawn(element);
  expect(tableIn(element)!.renderRoot.querySelectorAll('img, script, svg, style, iframe, form, input').length).to.equal(
    0,
  );
  await nothingHappened();
});

it('the code and sentence of a server that fails', async () => {
  for (const text of hostileTexts) {
    const element = await dashboardOf();
    element.usage = undefined;
    element.client = {
      load: () => Promise.reject(new HttpStatusError(`GET /usage: ${text}`, 503, { serverCode: text })),
    };
    await element.refresh();
    await drawn(element);
    expect(folded(textOf(element, 'reason'))).to.contain(folded(text));
    element.remove();
  }
  await nothingHappened();
});

it('attributes of the page', async () => {
  for (const text of hostileTexts) {
    const element = await dashboardOf();
    element.heading = text;
    element.setAttribute('time-zone', text);
    element.setAttribute('locale', text);
    element.setAttribute('sortable', text);
    element.setAttribute('sorting', text);
    element.setAttribute('sorting-param', text);
    await drawn(element);
    expect(folded(textOf(element, 'heading'))).to.equal(folded(text));
    if (folded(text)) expect(folded(textOf(element, 'notice'))).to.contain(folded(text));
    element.remove();
  }
  await nothingHappened();
});
