import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { UsageDashboard } from '@usage/dashboard';
import { UsageLedger } from '@usage/sdk';
import { chartIn, dashboardOf, drawn } from './support/dashboard.ts';
import { sampleItems } from './support/sample-items.ts';

// A page that is dark by its own rules alone, without saying so by `color-scheme`, gets a dark dashboard.

const light = 'rgb(255, 255, 255)';
const dark = 'rgb(22, 25, 29)';

const surface = (element: UsageDashboard) =>
  getComputedStyle(element.renderRoot.querySelector('section')!).backgroundColor;
const becomes = (element: UsageDashboard, colour: string) => waitUntil(() => surface(element) === colour, colour);

let sheet: HTMLStyleElement | undefined;

async function dashboardIn(css: string, setUp?: (root: HTMLElement) => void): Promise<UsageDashboard> {
  sheet = document.createElement('style');
  sheet.textContent = css;
  document.head.append(sheet);
  setUp?.(document.documentElement);
  return dashboardOf(sampleItems);
}

afterEach(() => {
  sheet?.remove();
  document.documentElement.removeAttribute('class');
  document.documentElement.removeAttribute('data-theme');
});

describe('a page that is dark without a color-scheme', () => {
  const places: [name: string, css: string][] = [
    ['black', '.dark body { background: black; color: white }'],
    ['dark by a gradient, with light text', '.dark body { background: linear-gradient(black, navy); color: #eee }'],
    ['dark in oklch', '.dark body { background: oklch(0.21 0.034 264.7) }'],
    ['dark in lab', '.dark body { background: lab(8 1 -14) }'],
    ['dark in a colour space', '.dark body { background: color(display-p3 0.1 0.1 0.2) }'],
    [
      'dark behind what lets it through',
      '.dark { background: #111 } .dark body { background: rgb(255 255 255 / 0.05) }',
    ],
    ['known by its light text alone', '.dark { color: #eee }'],
    ['dark by the scheme of both', ':root { color-scheme: light dark } .dark body { background: #111; color: #eee }'],
  ];
  for (const [name, css] of places) {
    it(`${name}: is seen from the first, and a class changes it at any time`, async () => {
      const element = await dashboardIn(css, (root) => root.classList.add('dark'));
      expect(surface(element)).to.equal(dark);
      document.documentElement.classList.remove('dark');
      await becomes(element, light);
      document.documentElement.classList.add('dark');
      await becomes(element, dark);
    });
  }

  it('fades: what comes at the end counts', async () => {
    const element = await dashboardIn(
      'body { background: white; transition: background-color 0.2s } .dark body { background: black }',
    );
    await becomes(element, light);
    document.documentElement.classList.add('dark');
    await becomes(element, dark);
  });

  it('has a light card in it: there it is light, and other elements are as their place is', async () => {
    const element = await dashboardIn(
      '[data-theme=dark] { background: black; color: white } .card { background: white; color: black }',
      (root) => root.setAttribute('data-theme', 'dark'),
    );
    expect(surface(element)).to.equal(dark);
    const card = await fixture<HTMLElement>(html`<div></div>`);
    card.className = 'card';
    card.append(element);
    await becomes(element, light);
  });

  it('becomes so by a style sheet that comes later', async () => {
    const element = await dashboardIn('');
    const later = document.createElement('style');
    later.textContent = 'body { background: #111; color: #eee }';
    document.head.append(later);
    await becomes(element, dark);
    later.remove();
  });

  it('is seen through slots and shadow roots', async () => {
    const element = await dashboardIn('');
    const shell = await fixture<HTMLElement>(html`<div></div>`);
    shell.attachShadow({ mode: 'open' }).innerHTML = '<div style="background: black"><slot></slot></div>';
    shell.append(element);
    await becomes(element, dark);
    shell.shadowRoot!.querySelector('div')!.style.background = 'white';
    await becomes(element, light);
  });

  it('gives a chart alone text that can be read', async () => {
    await dashboardIn('.dark { background: black }', (root) => root.classList.add('dark'));
    const chart = document.createElement('usage-chart');
    Object.assign(chart, { ledger: UsageLedger.from(sampleItems), timeZone: 'UTC' });
    (await fixture(html`<div></div>`)).append(chart);
    await chart.updateComplete;
    expect(getComputedStyle(chart.renderRoot.querySelector('figure')!).color).to.equal('rgb(233, 236, 239)');
  });
});

describe('where the page has decided', () => {
  const black = 'body { background: black; color: white }';

  it('a color-scheme of one word counts, whatever is behind', async () => {
    const element = await dashboardIn(`:root { color-scheme: light } ${black}`);
    expect(surface(element)).to.equal(light);
  });

  it('the theme attribute counts, and auto gives it back', async () => {
    const element = await dashboardIn(black);
    element.theme = 'light';
    await element.updateComplete;
    await becomes(element, light);
    element.theme = 'auto';
    await becomes(element, dark);
  });

  it('a surface of its own is what words have to be read on', async () => {
    const element = await dashboardIn(`${black} :root { --usage-surface: #fafafa }`);
    expect(surface(element)).to.equal('rgb(250, 250, 250)');
    const { color } = getComputedStyle(element.renderRoot.querySelector('section')!);
    expect(color).to.equal('rgb(27, 31, 36)');
  });

  it('a surface with both schemes goes by the place', async () => {
    const element = await dashboardIn(`${black} :root { --usage-surface: light-dark(#fafafa, #010101) }`);
    expect(surface(element)).to.equal('rgb(1, 1, 1)');
  });

  it('what is inside goes along', async () => {
    const element = await dashboardIn(black);
    expect(getComputedStyle(chartIn(element)!.renderRoot.querySelector('figure')!).colorScheme).to.equal('dark');
  });
});

it('a removed element does not look any more', async () => {
  const element = await dashboardIn('.dark body { background: black }');
  element.remove();
  document.documentElement.classList.add('dark');
  await nextFrame();
  await nextFrame();
  expect(element.renderRoot.querySelector('section')!.style.colorScheme).not.to.equal('dark');
  document.body.append(element);
  await drawn(element);
  await becomes(element, dark);
  element.remove();
});
