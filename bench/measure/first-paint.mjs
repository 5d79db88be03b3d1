import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rollup } from 'rollup';
import { generateUsage } from '../usage-data.mjs';
import { openPage } from './browser-page.mjs';

const count = 105;
const here = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);
const read = (/** @type {string | URL} */ path) => readFileSync(path, 'utf8');

/** The three scripts that draw the same, each of them one text that defines `draw(items, container)`. */
async function scripts(/** @type {string} */ bundle) {
  const plain = await rollup({ input: new URL('../first-paint/plain.js', import.meta.url).pathname });
  const { output } = await plain.generate({ format: 'iife' });
  return {
    Usage: `${read(bundle)}\n${read(here('first-paint/ours.js'))}`,
    'plain innerHTML': output[0].code,
    'React 19': read(here('peers/react-plain/dist/react-plain.js')),
  };
}

/**
 * One page for each of the three in turn, so many times over.
 * @param {string} origin
 * @param {string} bundle The script-tag bundle.
 * @param {number} rounds
 * @param {(name: string, measure: string, value: number) => void} record
 */
export async function measureFirstPaint(origin, bundle, rounds, record) {
  const codes = Object.entries(await scripts(bundle));
  const items = JSON.stringify([...generateUsage(count)]);
  const css = await ownStyles(origin);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < codes.length; turn++) {
      const [name, code] = codes[(turn + round) % codes.length] ?? ['', ''];
      const opened = await openPage(`${origin}/blank`, 20_000);
      // Ours brings its styles along, and a page that draws by hand has them in its own sheet.
      await opened.page.setContent(`<style>${name === 'Usage' ? '' : css}</style><div id="container"></div>`);
      await opened.run('probe.js');
      await opened.run('first-paint.js');
      await sleep(200);
      const before = await opened.cpu();
      const { evaluate, draw } = /** @type {{ evaluate: number, draw: number }} */ (
        await opened.evaluate(`bench.firstPaint(${JSON.stringify(code)}, ${items})`)
      );
      record(name, 'evaluate', evaluate);
      record(name, 'draw', draw);
      record(name, 'script to paint', evaluate + draw);
      await sleep(200);
      record(name, 'CPU', (await opened.cpu()).main - before.main);
      record(name, 'elements', Number(await opened.evaluate('bench.countElements()')));
      if (opened.errors.length) throw new Error(`${name}: ${opened.errors.join('; ')}`);
      if (round === 0 && process.env.BENCH_PICTURES) {
        await opened.page.screenshot({ path: join(process.env.BENCH_PICTURES, `first-paint-${name}.png`) });
      }
      await opened.close();
    }
  }
}

/** The sheets of our elements, nested below the classes that stand for them: all three are styled and laid out alike. */
async function ownStyles(/** @type {string} */ origin) {
  const { page, close } = await openPage(`${origin}/ours/?n=${count}`, 20_000);
  await page.waitForFunction(`document.querySelector('usage-dashboard')?.status === 'ready'`);
  /** @type {Record<string, string>} */
  const sheets = await page.evaluate(`(() => {
    const dashboard = document.querySelector('usage-dashboard');
    const text = ({ shadowRoot }) => shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules], 1)
      .map(({ cssText }) => cssText).join('\\n');
    const inside = (tag) => text(dashboard.shadowRoot.querySelector(tag));
    return { dashboard: text(dashboard), chart: inside('usage-chart'), table: inside('usage-table') };
  })()`);
  await close();
  return Object.entries(sheets)
    .map(([name, text]) => `.${name} { ${text.replace(/:host\(([^)]*)\)/g, '&:is($1)').replaceAll(':host', '&')} }`)
    .join('\n')
    .replaceAll('usage-chart {', '.chart {')
    .replaceAll('usage-table {', '.table {');
}
