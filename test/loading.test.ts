import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Engine, engineNames } from './pages/engine.ts';
import { expected, script, scriptAnswer, servePages, usage, usageAnswer, type Answer } from './pages/page-server.ts';
import { probeScript } from './pages/probe.ts';

// How the script comes into a page: from another origin, in every manner, late, and changed on its way.

declare global {
  var shifts: string[];
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** What the README tells people to paste: the tag alone, and the script from another origin with its hash. */
const [snippet = '', remote = ''] = Array.from(readme.matchAll(/```html\n(.*?)```/gs), ([, html = '']) => html);
const integrity = /integrity="([^"]+)"/.exec(remote)?.[1];
const late = 1000;
const cors = { 'access-control-allow-origin': '*' };

/** As a CDN: another origin that lets pages read its files. */
const cdnAnswer = (path: string): Answer | undefined => {
  if (path === '/usage-dashboard.min.js') return scriptAnswer(script, cors);
  if (path === '/changed.js') return scriptAnswer(script.replace('usage-load', 'usage-lord'), cors);
  return undefined;
};

/** Written down from the first frame on, with what moved. */
const watchShifts = `
  self.shifts = [];
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        shifts.push(value + ' ' + sources.map(({ node }) => node?.parentElement?.className || node?.nodeName));
    }).observe({ type: 'layout-shift', buffered: true });`;

/** @param html gives what stands between heading and end. */
const pageAnswers =
  (html: () => string) =>
  (path: string): Answer | undefined => {
    const { pathname, searchParams } = new URL(path, 'http://page');
    if (pathname === '/probe.js') return scriptAnswer(probeScript);
    if (pathname === '/usage-dashboard.min.js') return scriptAnswer(script);
    if (pathname === '/late.js') return { ...scriptAnswer(script), delay: late };
    if (pathname === '/usage')
      return { ...usageAnswer(usage.slice(0, Number(searchParams.get('rows') ?? 320))), delay: 300 };
    if (pathname === '/down') {
      const body = JSON.stringify({ error: { code: 'upstream_timeout', message: 'The upstream took too long.' } });
      return { body, status: 503, type: 'application/json', delay: 300 };
    }
    if (pathname !== '/') return undefined;
    return {
      body: `<!doctype html><html lang="en"><head><title>Account</title><link rel="icon" href="data:," />
      <script>${watchShifts}</script><script src="/probe.js"></script></head>
      <body><h1>Account</h1>${html()}<p class="below">Below</p></body></html>`,
    };
  };

/** Resolves once the dashboard shows something, and all that follows has been drawn. Runs in the page. */
async function shown() {
  const element = probe.dashboard();
  await probe.until(() => ['ready', 'failed'].includes(element.status), 'an answer');
  await element.updateComplete;
  await probe.pause(300);
  return {
    total: probe.part(element, '[part=total]')?.textContent?.trim(),
    status: element.status,
    height: element.getBoundingClientRect().height,
    inside: probe.part(element, 'section')!.getBoundingClientRect().height,
    shifts: globalThis.shifts,
  };
}

// Most of their time is waiting.
describe('the script', { concurrency: true }, () => {
  for (const name of engineNames) {
    describe(`in ${name}`, { concurrency: false }, () => {
      let engine: Engine;
      let html = '';
      let page: Awaited<ReturnType<typeof servePages>>;
      let cdn: Awaited<ReturnType<typeof servePages>>;
      before(async () => {
        page = await servePages(pageAnswers(() => html));
        cdn = await servePages(cdnAnswer);
        engine = await Engine.start(name);
      });
      after(async () => {
        await engine?.close();
        page.close();
        cdn.close();
      });
      const open = async (body: string) => {
        html = body;
        page.asked.length = 0;
        await engine.open(`${page.origin}/`);
      };
      const tag = (manner: string, file: string, hash = integrity) =>
        `<script ${manner} src="${cdn.origin}/${file}" integrity="${hash}" crossorigin></script>
        <usage-dashboard src="/usage"></usage-dashboard>`;

      for (const manner of ['', 'defer', 'async', 'type="module"', 'type="module" async']) {
        test(`comes from another origin, with the README’s hash: <script ${manner}>`, async () => {
          await open(tag(manner, 'usage-dashboard.min.js'));
          assert.equal((await engine.evaluate(shown)).total, expected.total);
        });
      }

      test('is refused with a byte changed', async () => {
        await open(tag('type="module"', 'changed.js'));
        assert.ok(cdn.asked.includes('GET /changed.js'));
        await engine.evaluate(() => probe.pause(200));
        assert.equal(await engine.evaluate(() => typeof customElements.get('usage-dashboard')), 'undefined');
        assert.ok(!page.asked.includes('GET /usage'));
      });

      test('is what the README’s snippets say', async () => {
        for (const text of [
          snippet,
          `${remote.replace('https://cdn.example.com', cdn.origin)}<usage-dashboard src="/usage">`,
        ]) {
          await open(text);
          assert.equal((await engine.evaluate(shown)).total, expected.total);
        }
      });

      test('loaded as a classic script and as a module, loads the usage once', async () => {
        const src = `${cdn.origin}/usage-dashboard.min.js`;
        await open(
          `<script src="${src}"></script><script type="module" src="${src}" crossorigin></script>
          <usage-dashboard src="/usage"></usage-dashboard>`,
        );
        assert.equal((await engine.evaluate(shown)).total, expected.total);
        assert.equal(page.asked.filter((line) => line === 'GET /usage').length, 1);
      });

      test('comes late, and the page has been drawn before', async () => {
        await open(snippet.replace('usage-dashboard.min.js', '/late.js'));
        const paint = await engine.evaluate(async () => {
          const [first] = performance.getEntriesByName('first-contentful-paint');
          const came = performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('/late.js'));
          return { first: first!.startTime, came: came!.startTime + came!.duration };
        });
        assert.ok(paint.first < paint.came - late / 2, JSON.stringify(paint));
      });

      if (name === 'chromium') {
        for (const src of ['/usage?rows=0', '/usage?rows=3', '/usage?rows=60', '/usage', '/down']) {
          test(`moves nothing in the page, from the first frame on: ${src}`, async () => {
            await open(snippet.replace('usage-dashboard.min.js', '/late.js').replace('"/usage"', `"${src}"`));
            const { status, height, inside, shifts } = await engine.evaluate(shown);
            assert.equal(status, src === '/down' ? 'failed' : 'ready');
            assert.deepEqual([height, inside], [704, 704]);
            assert.deepEqual(shifts, []);
          });
        }

        test('without a height, it does move what stands below', async () => {
          await open(snippet.replace('usage-dashboard.min.js', '/late.js').replace('height: 44rem', ''));
          assert.notDeepEqual((await engine.evaluate(shown)).shifts, []);
        });
      }
    });
  }
});
