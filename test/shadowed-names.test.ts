import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { documentSpyScript } from './pages/document-spy.ts';
import { Engine, engineNames } from './pages/engine.ts';
import { clobberedNames } from './pages/hostile-host.ts';
import { begin, comeBack, leave, use } from './pages/life.ts';
import { expected, script, scriptAnswer, servePages, usageAnswer, type Answer } from './pages/page-server.ts';
import { probeScript } from './pages/probe.ts';
import { assertWorks, work } from './pages/work.ts';

// `<img name="defaultView">` is what `document.defaultView` gives from then on, and so with every property. Who may write
// harmless markup into a page must not be able to break or hang the dashboard with it.

const kinds = ['img', 'form', 'embed', 'object', 'iframe'];
/** All that the script could ask for by name. */
const words = [...new Set(script.match(/[A-Za-z_$][\w$]{2,}/g))];
const members = [...new Set(Array.from(script.matchAll(/\.([A-Za-z_$][\w$]{2,})/g), ([, name]) => name!))];
/** Of the window, where elements give their names to what it does not have. */
const globals = [...clobberedNames, 'scheduler'];

const scripts: Record<string, string> = {
  '/probe.js': probeScript,
  '/spy.js': documentSpyScript,
  '/none.js': `for (const name of ${JSON.stringify(globals)}) delete globalThis[name];`,
  '/usage-dashboard.min.js': script,
};

const pages: Record<string, string> = {};
/** Without a `lang`: it is looked for up to the document. */
const pageOf = (content: string) =>
  `<!doctype html><html><title>Account</title><link rel="icon" href="data:," /><body><script src="/probe.js"></script>${content}</html>`;

function answer(path: string): Answer | undefined {
  if (path === '/usage') return usageAnswer();
  if (scripts[path]) return scriptAnswer(scripts[path]);
  return pages[path] === undefined ? undefined : { body: pages[path] };
}

/** An element for each name, in a page that lacks what not every engine has. */
const elements = (kind: string, names: readonly string[], attributes = '', content = '') =>
  '<script src="/none.js"></script>' +
  names.map((name) => `<${kind} name="${name}" id="${name}" ${attributes}>${content}</${kind}>`).join('');

describe('a page whose elements are named like properties', { concurrency: true }, () => {
  for (const name of engineNames) {
    describe(`in ${name}`, { concurrency: false }, () => {
      let engine: Engine;
      let server: Awaited<ReturnType<typeof servePages>>;
      let touched: string[] = [];
      before(async () => {
        server = await servePages(answer);
        engine = await Engine.start(name);
      });
      after(async () => {
        await engine?.close();
        server.close();
      });

      /** Opens a page, and has a dashboard live there from its script to its end. */
      async function live(content: string, names: readonly string[] = []) {
        const path = `/${name}-${Object.keys(pages).length}`;
        pages[path] = pageOf(content);
        await engine.open(server.origin + path);
        server.asked.length = 0;
        await engine.evaluate(begin, names);
        assertWorks(await engine.evaluate(work));
        const used = await engine.evaluate(use);
        assert.match(used.tooltip, /^09-04-2024/);
        assert.equal(used.zone, 'UTC');
        const csv = await engine.downloaded(/^usage-2024-04-01-2024-04-16.*\.csv$/);
        assert.match(csv, /^\uFEFFmessage_id,/);
        const loads = await engine.evaluate(comeBack);
        assert.deepEqual(loads, ['focus: loading', 'ready', 'visibilitychange: loading', 'ready']);
        const left = await engine.evaluate(leave, names);
        assert.deepEqual(left, { total: expected.total, laidOut: true, status: 'ready' });
        assert.equal(server.asked.filter((request) => request === 'GET /usage').length, 3);
      }

      test('nothing is read of a document or form by a name that an element can take', async () => {
        await live('<script src="/spy.js"></script>');
        const seen = await engine.evaluate(() => documentSpy.seen());
        touched = [...new Set([...seen.touched, ...globals])];
        assert.deepEqual(seen.byName, []);
        for (const one of [
          ...['addEventListener', 'removeEventListener', 'createElement', 'createTreeWalker', 'importNode'],
          ...['defaultView', 'parentNode', 'getAttribute', 'visibilityState'],
        ])
          assert.ok(touched.includes(one), `${one} among ${touched}`);
      });

      for (const kind of kinds) {
        test(`it works beside an element ${kind} for each property that it touches`, async () => {
          assert.ok(touched.length > globals.length);
          await live(elements(kind, touched, 'hidden'), touched);
        });
      }

      test('it works beside an element img for each word of its script', async () => {
        assert.ok(words.length > 500);
        await live(elements('img', words, 'hidden'), words);
      });

      test('it works beside frames of another origin, of which a page may read nothing', async () => {
        pages['/blank'] = '<!doctype html>';
        await live(elements('iframe', touched, `src="${server.origin.replace('127.0.0.1', 'localhost')}/blank"`));
      });

      test('it works beside forms whose controls are called like what its script asks of anything', async () => {
        assert.ok(members.length > 200);
        const controls = members.map((name) => `<input name="${name}" hidden>`).join('');
        await live(elements('form', globals, '', controls));
      });
    });
  }
});
