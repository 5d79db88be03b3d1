import { expect, fixture, html } from '@open-wc/testing';
import { UsageError } from '@usage/sdk';
import { addLanguage, english, type UsageDashboard, type UsageStrings } from '@usage/dashboard';
import { german } from '@usage/dashboard/languages/german.js';
import { chartIn, dashboardOf, drawn, rowsOf, tableIn, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

async function dashboardIn(lang: string, properties: Partial<UsageDashboard> = {}): Promise<UsageDashboard> {
  const place = await fixture<HTMLDivElement>(html`<div lang=${lang}></div>`);
  const element = document.createElement('usage-dashboard');
  Object.assign(element, { timeZone: 'UTC', sortingParam: '', usage: sampleItems, ...properties });
  place.append(element);
  await drawn(element);
  return element;
}

describe('the language of the place', () => {
  it('picks the words, once somebody added them', async () => {
    const element = await dashboardIn('tlh-Latn-x-one');
    expect(textOf(element, 'heading')).to.equal('Usage');
    addLanguage('tlh', { heading: 'lo’', download: 'nID' });
    await drawn(element);
    expect(textOf(element, 'heading')).to.equal('lo’');
    expect(textOf(element, 'download')).to.equal('nID');
    expect(textOf(element, 'total')).to.equal('212.00 credits');
  });

  it('is overruled by the page’s own words', async () => {
    addLanguage('de', german);
    const element = await dashboardIn('de-AT', { strings: { heading: 'Guthaben' } });
    expect(textOf(element, 'heading')).to.equal('Guthaben');
    expect(textOf(element, 'download')).to.equal('CSV herunterladen');
  });

  it('German is complete, and says one and many', async () => {
    expect(keysOf(german)).to.deep.equal(keysOf(english));
    expect(german.messages(1, '1')).to.equal('1 Nachricht');
    expect(german.messages(0, '0')).to.equal('0 Nachrichten');
    addLanguage('de', german);
    const element = await dashboardIn('de', { locale: 'de-DE' });
    expect(textOf(element, 'total')).to.equal('212,00 Credits');
    expect(rowsOf(element)[0]?.[3]).to.equal('61,00');
    expect(chartIn(element)?.renderRoot.querySelector('[part="bar"]')?.getAttribute('aria-label')).to.equal(
      '29.04.2024: 71,00 Credits, 3 Nachrichten',
    );
  });

  it('may have more plurals than two', async () => {
    const rules = new Intl.PluralRules('pl');
    const forms: Record<string, string> = { one: 'wiadomość', few: 'wiadomości', many: 'wiadomości' };
    addLanguage('pl', { messages: (count, formatted) => `${formatted} ${forms[rules.select(count)]}` });
    const element = await dashboardIn('pl');
    expect(textOf(element, 'facts')).to.contain('6 wiadomości');
  });

  it('turns table and header where it goes from right to left', async () => {
    const element = await dashboardIn('ar');
    const [first, last] = ['.message_id', '.credits_used'].map((name) =>
      tableIn(element)!.renderRoot.querySelector(`td${name}`)!.getBoundingClientRect(),
    );
    expect(first!.left).to.be.greaterThan(last!.right - 1);
    const edges = ['th.timestamp', 'td.timestamp'].map((name) => {
      const text = document.createRange();
      text.selectNodeContents(tableIn(element)!.renderRoot.querySelector(name)!);
      return text.getBoundingClientRect().right;
    });
    expect(edges[1]).to.be.closeTo(edges[0]!, 1);
    const download = element.renderRoot.querySelector('[part="download"]')!.getBoundingClientRect();
    const heading = element.renderRoot.querySelector('[part="heading"]')!.getBoundingClientRect();
    expect(download.right).to.be.lessThan(heading.right);
  });
});

/** Every word in marks: what stands outside of them escaped translation. */
function pseudo<T>(words: T): T {
  if (typeof words === 'string') return `⟦${words}⟧` as T;
  if (typeof words === 'function') return ((...given: unknown[]) => `⟦${words(...given)}⟧`) as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, pseudo(value)])) as T;
}

function keysOf(strings: UsageStrings): string[] {
  const keys = (value: unknown, path: string): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
      : [path];
  return keys(strings, '').sort();
}

/** All that is shown or spoken, in the element's shadow root and those inside. */
function wordsIn(root: ParentNode): string[] {
  return Array.from(root.querySelectorAll('*')).flatMap((element) => [
    ...Array.from(element.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.textContent! : '')),
    ...['aria-label', 'title', 'placeholder', 'alt', 'aria-description'].map(
      (name) => element.getAttribute(name) ?? '',
    ),
    ...(element.shadowRoot ? wordsIn(element.shadowRoot) : []),
  ]);
}

function escaped(element: UsageDashboard): string[] {
  const inMarks = /⟦[^⟦⟧]*⟧/g;
  return wordsIn(element.shadowRoot!)
    .map((words) => {
      let text = words;
      while (inMarks.test(text)) text = text.replace(inMarks, ' ');
      return text;
    })
    .filter((text) => /\p{L}/u.test(text) && !sampleItems.some(({ report_name }) => report_name === text.trim()));
}

describe('no word escapes translation', () => {
  const strings = pseudo(english);
  const failing = { load: () => Promise.reject(new UsageError('network', 'GET /usage: no.')) };
  const failed = async (element: UsageDashboard) => {
    element.usage = undefined;
    element.client = failing;
    await element.refresh();
  };
  const many = (step: number) =>
    Array.from({ length: 450 }, (_, index) => ({
      message_id: index,
      timestamp: new Date(index * step * 86_400_000).toISOString(),
      credits_used: 1,
    }));
  const states: Record<string, (element: UsageDashboard) => unknown> = {
    ready: () => {},
    sorted: (element) => {
      const buttons = tableIn(element)!.renderRoot.querySelectorAll<HTMLButtonElement>('thead button');
      buttons[0]?.click();
      buttons[1]?.dispatchEvent(new MouseEvent('click', { shiftKey: true, detail: 1 }));
    },
    'with a day pointed at': (element) => chartIn(element)!.renderRoot.querySelector<HTMLElement>('.plot')!.focus(),
    'with days as a table': (element) => chartIn(element)!.renderRoot.querySelector('button')!.click(),
    'by months': (element) => (element.usage = many(1)),
    'by years': (element) => (element.usage = many(31)),
    empty: (element) => (element.usage = []),
    loading: (element) => {
      element.usage = undefined;
      element.client = { load: () => new Promise(() => {}) };
    },
    failed,
    'with an unknown time zone': (element) => (element.timeZone = '1'),
    'on paper': (element) => {
      element.usage = Array.from({ length: 6000 }, () => sampleItems[0]!);
    },
  };
  for (const [name, act] of Object.entries(states)) {
    it(name, async () => {
      const element = await dashboardOf(sampleItems, { strings });
      await act(element);
      await drawn(element);
      if (name === 'on paper') dispatchEvent(new Event('beforeprint'));
      await drawn(element);
      // The technical reason is the SDK's, and zones and the options of the time zone are names.
      const found = escaped(element).filter((text) => !text.includes('GET /usage'));
      dispatchEvent(new Event('afterprint'));
      expect(found).to.deep.equal([]);
    });
  }
});
