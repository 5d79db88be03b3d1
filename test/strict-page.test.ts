import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { Engine, engineNames } from './pages/engine.ts';
import { clobberedNames } from './pages/hostile-host.ts';
import { expected, script, scriptAnswer, servePages, usage, usageAnswer, type Answer } from './pages/page-server.ts';
import { probeScript } from './pages/probe.ts';

// A page that allows as little as can be, and what its policy reports.

declare global {
  var violations: string[];
}

const policy = (names: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ` +
  `require-trusted-types-for 'script'; trusted-types ${names}; report-uri /reports`;
const ours = policy('usage-dashboard-lit');
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

// Browsers ask for an icon of their own accord, and report themselves.
const listen = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
    blockedURI.endsWith('/favicon.ico') ||
    violations.push([effectiveDirective, blockedURI, sourceFile, sample].join(' ')));`;
const reports = ({ asked }: { asked: string[] }) =>
  asked.filter((line) => line.startsWith('POST /reports') && !line.includes('favicon.ico'));

const dashboard = '<script src="/usage-dashboard.min.js"></script>';
const again = '<script type="module" src="/usage-dashboard.min.js?again"></script>';
const pages: [name: string, path: string, scripts: string, headers: Record<string, string>][] = [
  ['alone', '/alone', dashboard, { 'content-security-policy': ours }],
  ['loaded twice', '/twice', dashboard + again, { 'content-security-policy': ours }],
  ['isolated from other origins', '/isolated', dashboard, { 'content-security-policy': ours, ...isolated }],
  [
    'where elements have taken names on the window',
    '/clobbered',
    clobberedNames.map((name) => `<form id="${name}"></form>`).join('') + dashboard,
    { 'content-security-policy': ours },
  ],
  [
    'after the page’s own Lit',
    '/lit-before',
    `<script src="/lit.js"></script>${dashboard}`,
    { 'content-security-policy': policy('usage-dashboard-lit lit-html') },
  ],
  [
    'before the page’s own Lit',
    '/lit-after',
    `${dashboard}<script src="/lit.js"></script>`,
    { 'content-security-policy': policy('usage-dashboard-lit lit-html') },
  ],
];

/** An element of the page's own, made with a Lit of its own. */
const { outputFiles } = await build({
  stdin: {
    contents: `
      import { LitElement, html } from 'lit';
      customElements.define('page-greeting', class extends LitElement { render() { return html\`<b>Hello</b>\`; } });`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  minify: true,
  write: false,
});
const lit = outputFiles[0]!.text;

/** What one browser asks for. */
function answers(): (path: string) => Answer | undefined {
  let up = false;
  const fixed: Record<string, () => Answer> = {
    '/listen.js': () => scriptAnswer(listen),
    '/probe.js': () => scriptAnswer(probeScript),
    '/lit.js': () => scriptAnswer(lit),
    '/usage-dashboard.min.js': () => scriptAnswer(script),
    '/usage-dashboard.min.js?again': () => scriptAnswer(script),
    '/usage': () => usageAnswer(),
    // Every other answer is a failure, the first is one.
    '/shaky': () => {
      up = !up;
      const body = JSON.stringify({ error: { code: 'upstream_timeout', message: 'The upstream took too long.' } });
      return up ? { status: 503, body, type: 'application/json' } : usageAnswer();
    },
    '/reports': () => ({ status: 204, body: '' }),
    '/favicon.ico': () => ({ status: 204, body: '' }),
  };
  return (path) => {
    const page = pages.find(([, place]) => path.split('?')[0] === place);
    if (!page) return fixed[path]?.();
    up = false;
    const body = `<!doctype html><html lang="en"><title>Account</title>
      <script src="/listen.js"></script><script src="/probe.js"></script>${page[2]}
      <usage-dashboard src="/usage" time-zone="UTC"></usage-dashboard><page-greeting></page-greeting></html>`;
    return { body, headers: page[3] };
  };
}

/** All that a person and a page do with a dashboard. Runs in the page. */
async function doEverything() {
  const element = probe.dashboard();
  await probe.drawn();
  const loaded = probe.seen();
  await probe.sort('Credits Used');
  await probe.sort('Credits Used');
  const sorted = probe.rows()[0];

  const plot = probe.chart().querySelector('.plot')!;
  const { left, top, width } = plot.getBoundingClientRect();
  plot.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width / 2, clientY: top + 5 }));
  await probe.until(() => probe.chart().querySelector('.tooltip'), 'a tooltip');
  plot.dispatchEvent(new PointerEvent('pointerleave'));
  probe.button(probe.chart(), 'table').click();
  await probe.until(() => probe.chart().querySelector('table'), 'days as a table');
  probe.button(probe.chart(), 'table').click();

  const scrolled = await probe.scrollTo(1);
  await probe.scrollTo(0);
  dispatchEvent(new Event('beforeprint'));
  const printed = probe.rows().length;
  dispatchEvent(new Event('afterprint'));

  const other = document.createElement('usage-dashboard');
  other.sortingParam = '';
  other.src = '/shaky';
  document.body.append(other);
  await probe.until(() => other.status === 'failed' && probe.part(other, '[role=alert]'), 'a failure');
  probe.part(other, 'details')!.setAttribute('open', '');
  probe.part(other, '[part=retry]')!.click();
  await probe.drawn(other);
  await other.refresh();
  const refreshed = other.status;
  other.remove();

  const frame = document.createElement('iframe');
  frame.width = '900';
  frame.height = '700';
  document.body.append(frame);
  frame.contentDocument!.body.append(element);
  await probe.pause(200);
  await probe.drawn(element);
  const moved = probe.seen(element);
  document.body.append(element);
  await probe.pause(100);
  await probe.drawn(element);
  frame.remove();

  element.theme = 'dark';
  element.locale = 'de';
  await element.updateComplete;
  probe.part(element, '[part=download]')!.click();
  await probe.pause(200);
  return { loaded, sorted, scrolled, printed, refreshed, moved };
}

// Most of their time is waiting.
describe('a strict page', { concurrency: true }, () => {
  for (const name of engineNames) {
    describe(`in ${name}`, { concurrency: false }, () => {
      let engine: Engine;
      let server: Awaited<ReturnType<typeof servePages>>;
      before(async () => {
        server = await servePages(answers());
        engine = await Engine.start(name);
      });
      after(async () => {
        await engine?.close();
        server.close();
      });

      for (const [manner, path] of pages) {
        test(`${manner}: all that it does works, and nothing of it is reported`, async () => {
          server.asked.length = 0;
          await engine.open(`${server.origin}${path}`);
          const { loaded, sorted, scrolled, printed, refreshed, moved } = await engine.evaluate(doEverything);
          assert.equal(loaded.total, expected.total);
          assert.equal(loaded.bars, expected.bars);
          assert.equal(sorted?.[3], expected.dearest);
          assert.ok(scrolled.length < 60 && scrolled.every((id) => id >= 1000));
          assert.equal(printed, usage.length);
          assert.equal(refreshed, 'failed');
          assert.deepEqual({ ...moved, first: undefined, rows: 0 }, { ...loaded, first: undefined, rows: 0 });
          assert.ok(moved.laidOut);
          const csv = await engine.downloaded(/^usage-2024-04-01-2024-04-16.*\.csv$/);
          assert.equal(csv.trim().split('\r\n').length, usage.length + 1);

          assert.deepEqual(await engine.evaluate(() => violations), []);
          assert.deepEqual(reports(server), []);
          const names = await engine.evaluate(() => ({
            isolated: crossOriginIsolated,
            greeting: document.querySelector('page-greeting')?.shadowRoot?.textContent ?? '',
            trusted: 'trustedTypes' in globalThis,
          }));
          assert.equal(names.isolated, path === '/isolated');
          assert.equal(names.greeting, path.startsWith('/lit') ? 'Hello' : '');
          assert.ok(names.trusted, 'this engine has no Trusted Types');
        });
      }

      test('a violation would have been seen and reported', async () => {
        server.asked.length = 0;
        await engine.open(`${server.origin}/alone`);
        const seen = await engine.evaluate(async () => {
          document.body.setAttribute('style', 'color: red');
          try {
            document.body.innerHTML = '<b></b>';
          } catch {
            // That is what the policy is for.
          }
          await probe.until(() => violations.length > 1, 'two violations');
          return violations.map((line) => line.split(' ')[0]);
        });
        assert.deepEqual(seen.sort(), ['require-trusted-types-for', 'style-src-attr']);
        for (let tries = 0; tries < 50 && reports(server).length < 2; tries++) await wait(100);
        assert.equal(reports(server).length, 2);
      });
    });
  }
});
