import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Engine, engineNames } from './pages/engine.ts';
import { clobberedNames, installHostileHost } from './pages/hostile-host.ts';
import { inventoryScript } from './pages/inventory.ts';
import { expected, script, scriptAnswer, servePages, usageAnswer, type Answer } from './pages/page-server.ts';
import { inPlace, places } from './pages/places.ts';
import { probeScript } from './pages/probe.ts';
import { assertWorks, work } from './pages/work.ts';

// Pages as bad as they are in the wild: the dashboard works, and leaves them as it found them.

declare global {
  var heard: string[];
}

const zone = readFileSync(new URL('../node_modules/zone.js/bundles/zone.umd.min.js', import.meta.url), 'utf8');
const unset = '<style>* { all: unset !important }</style>';
const other = script.replaceAll('Download CSV', 'Version two');
const scripts: Record<string, string> = {
  '/probe.js': probeScript,
  '/inventory.js': inventoryScript,
  '/zone.js': zone,
  '/hostile.js': `(${installHostileHost})()`,
  '/clobber.js': `delete globalThis.trustedTypes; delete globalThis.Temporal;`,
  '/other.js': other,
  '/usage-dashboard.min.js': script,
};
const load = (...names: string[]) => names.map((name) => `<script src="/${name}.js"></script>`).join('');
const ours = load('usage-dashboard.min');
const element = '<usage-dashboard src="/usage" time-zone="UTC" refresh-interval="5"></usage-dashboard>';
const forms = clobberedNames.map((name) => `<form id="${name}"></form>`).join('');

/** What stands in the page; the inventory comes first, then what the page does to itself. */
const pages: Record<string, string> = {
  '/hostile': load('inventory', 'probe', 'zone', 'hostile') + unset,
  '/clobbered': load('probe', 'clobber') + forms + ours + element,
  '/version-before': load('probe', 'other', 'usage-dashboard.min') + element,
  '/version-after': load('probe', 'usage-dashboard.min', 'other') + element,
  '/places': load('probe', 'zone', 'hostile', 'usage-dashboard.min'),
};

const answer = (path: string): Answer | undefined => {
  const [name = ''] = path.split('?');
  if (name === '/usage') return usageAnswer();
  if (scripts[name]) return scriptAnswer(scripts[name]);
  if (pages[name] === undefined) return undefined;
  return {
    body: `<!doctype html><html lang="en"><title>Account</title><link rel="icon" href="data:," /><body>${pages[name]}</html>`,
  };
};

describe('a hostile page', { concurrency: true }, () => {
  for (const name of engineNames) {
    describe(`in ${name}`, { concurrency: false }, () => {
      let engine: Engine;
      let server: Awaited<ReturnType<typeof servePages>>;
      before(async () => {
        server = await servePages(answer);
        engine = await Engine.start(name);
      });
      after(async () => {
        await engine?.close();
        server.close();
      });
      const open = (path: string) => engine.open(`${server.origin}${path}`);

      test('made before the script, with all that libraries do to a page, it works, and leaves nothing behind', async () => {
        await open('/hostile');
        server.asked.length = 0;
        await engine.evaluate(async () => {
          const made = document.createElement('usage-dashboard') as HTMLElement & { timeZone: string; src: string };
          made.timeZone = 'UTC';
          made.setAttribute('refresh-interval', '60');
          made.src = '/usage';
          document.body.append(made);
          const script = document.createElement('script');
          script.src = '/usage-dashboard.min.js';
          const loaded = new Promise((resolve) => (script.onload = resolve));
          await inventory.take();
          made.after(script);
          await loaded;
        });
        assertWorks(await engine.evaluate(work));
        const { waiting: atWork } = await engine.evaluate(() => inventory.compare());
        for (const one of [/^setTimeout 6\d{4}/, /^listener for popstate on Window$/, /^ResizeObserver$/])
          assert.ok(
            atWork.some((text) => one.test(text)),
            `${one} among ${atWork}`,
          );
        const { added, changed, removed, kept, waiting } = await engine.evaluate(async () => {
          probe.dashboard().remove();
          document.querySelector('script[src="/usage-dashboard.min.js"]')!.remove();
          await probe.pause(300);
          return inventory.compare();
        });
        assert.deepEqual({ added, changed, removed, waiting }, { added: [], changed: [], removed: [], waiting: [] });
        assert.deepEqual(kept[1], kept[0]);
        assert.deepEqual(server.asked, ['GET /usage-dashboard.min.js', 'GET /usage']);
        const heard = await engine.evaluate(() => [...new Set(globalThis.heard)]);
        for (const one of ['define', 'fetch', 'parse', 'replaceState']) assert.ok(heard.includes(one), one);
        assert.equal(
          await engine.evaluate(
            () => ['usage-chart', 'usage-dashboard', 'usage-table'].filter((tag) => customElements.get(tag)).length,
          ),
          3,
        );
      });

      test('it works where elements have taken names on the window', async () => {
        await open('/clobbered');
        assertWorks(await engine.evaluate(work));
      });

      for (const [path, label] of [
        ['/version-before', 'Version two'],
        ['/version-after', 'Download CSV'],
      ] as const) {
        test(`it works beside another version of itself, and the first stays: ${path}`, async () => {
          await open(path);
          assertWorks(await engine.evaluate(work));
          assert.equal(
            await engine.evaluate(() => probe.part(probe.dashboard(), '[part=download]')?.textContent?.trim()),
            label,
          );
        });
      }

      for (const [place, put] of Object.entries(places)) {
        test(`it works ${place}`, async () => {
          await open('/places');
          const seen = await engine.evaluate(inPlace, `${put}`);
          assert.equal(seen.total, expected.total);
          assert.equal(seen.bars, expected.bars);
          assert.equal(seen.drawnBars, expected.bars);
          assert.ok(seen.laidOut);
          assert.equal(seen.sorted, expected.dearest);
          assert.ok(seen.end.length > 3 && seen.end.length < 60, `${seen.end.length} rows`);
        });
      }
    });
  }
});
