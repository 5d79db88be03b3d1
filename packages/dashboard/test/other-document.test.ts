import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { chartIn, drawn, endpoint, rowsOf, settled, tableIn, textOf } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

/** An element that has never been in the page. */
function made(properties: Partial<UsageDashboard>): UsageDashboard {
  return Object.assign(document.createElement('usage-dashboard'), { timeZone: 'UTC', sortingParam: '' }, properties);
}

async function frame(): Promise<HTMLIFrameElement> {
  const one = await fixture<HTMLIFrameElement>(
    html`<iframe title="A frame" style="width: 900px; height: 700px"></iframe>`,
  );
  one.contentDocument!.documentElement.lang = 'ar';
  return one;
}

describe('made here and put straight into another document', () => {
  const ways: [way: string, put: (element: UsageDashboard, body: HTMLElement) => unknown][] = [
    ['as it is', (element, body) => body.append(element)],
    ['adopted before', (element, body) => body.append(body.ownerDocument.adoptNode(element))],
    [
      'from a template',
      (element, body) => {
        const template = document.createElement('template');
        template.content.append(element);
        body.append(template.content);
      },
    ],
    [
      'after a document without a window, where it was drawn first',
      async (element, body) => {
        document.implementation.createHTMLDocument().body.append(element);
        await drawn(element);
        body.append(element);
      },
    ],
    [
      'in a shadow root',
      (element, body) => {
        const host = body.appendChild(body.ownerDocument.createElement('div'));
        host.attachShadow({ mode: 'open' }).append(element);
      },
    ],
  ];
  for (const [way, put] of ways) {
    it(`${way}, it loads, and is drawn in its own styles and the language there`, async () => {
      const element = made({ src: endpoint() });
      await put(element, (await frame()).contentDocument!.body);
      await settled(element);
      expect(rowsOf(element)).to.have.length(6);
      expect(textOf(element, 'total')).to.equal('212.00 credits');
      const parts = [element, chartIn(element)!, tableIn(element)!];
      const styled = parts.map((part) => part.shadowRoot!.adoptedStyleSheets.length > 1);
      expect(styled).to.deep.equal([true, true, true]);
      const section = element.shadowRoot!.querySelector('section')!;
      expect([getComputedStyle(section).display, section.dir]).to.deep.equal(['flex', 'rtl']);
    });
  }

  it('and then into the page, it is there as ever', async () => {
    const place = await fixture<HTMLDivElement>(html`<div></div>`);
    const element = made({ usage: sampleItems });
    (await frame()).contentDocument!.body.append(element);
    await drawn(element);
    place.append(element);
    await drawn(element);
    expect(getComputedStyle(element.shadowRoot!.querySelector('section')!).display).to.equal('flex');
    expect(element.shadowRoot!.querySelector('section')!.dir).not.to.equal('rtl');
  });
});

describe('in a window of its own', () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    message_id: index,
    timestamp: new Date(Date.UTC(2024, 3, 1) + index * 3_600_000).toISOString(),
    credits_used: 1 + (index % 50),
  }));
  /** How many pixels of the region have no row. */
  const blank = (element: UsageDashboard) => {
    const root = tableIn(element)!.shadowRoot!;
    const last = root.querySelector('tbody tr:last-child')!.getBoundingClientRect();
    return root.querySelector('.scroller')!.getBoundingClientRect().bottom - last.bottom;
  };
  const days = (element: UsageDashboard) =>
    chartIn(element)!.shadowRoot!.querySelectorAll('[part=bucket-label]').length;

  let popup: Window | null = null;
  afterEach(() => popup?.close());

  it('it follows its size, made there or moved there', async () => {
    popup = window.open('about:blank', 'usage', 'width=420,height=500');
    // WebKit under test opens none.
    const view = popup ?? (await frame()).contentWindow!;
    const place = await fixture<HTMLDivElement>(html`<div></div>`);
    const elements = [made({ usage: many }), made({ usage: many })];
    place.append(elements[0]!);
    await drawn(elements[0]!);
    const { body } = view.document;
    body.style.width = '400px';
    for (const element of elements) {
      element.style.cssText = 'height: 700px';
      body.append(element);
      await drawn(element);
    }
    for (const element of elements) {
      await waitUntil(() => days(element) > 1 && blank(element) < 1, 'it fills its place');
      body.style.width = '400px';
      await waitUntil(() => days(element) < 5, 'it has few days');
      const before = days(element);
      body.style.width = '1100px';
      element.style.height = '1200px';
      await waitUntil(() => days(element) > before && blank(element) < 1, 'it fills the larger place');
    }
  });
});
