// Two builds of the script, in turn, in one browser: how long until usage is drawn and laid out, given by the page or loaded.
//   node bench/compare/compare-scripts.mjs OLD.min.js NEW.min.js [--rounds 15] [--sizes 105,100000]
// Prints medians and the ratio new / old of each round, with an interval of 95 % by resampling.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/browsers.mjs';
import { usageBody } from '../usage-data.mjs';
import { describeRatios } from './ratios.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' }, sizes: { type: 'string', default: '105,100000' } },
});
if (positionals.length !== 2) throw new Error('Give two files: the old script and the new one.');
const scripts = positionals.map((file) => readFileSync(file));
const rounds = Number(values.rounds);
const sizes = values.sizes.split(',').map(Number);
/** @type {Record<string, string>} */
const bodies = Object.fromEntries(sizes.map((size) => [size, usageBody(size)]));

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, kind, name = ''] = pathname.split('/');
  if (kind === 'script') response.setHeader('content-type', 'text/javascript').end(scripts[Number(name)]);
  else if (kind === 'usage') response.setHeader('content-type', 'application/json').end(bodies[name]);
  else response.setHeader('content-type', 'text/html').end(page(name));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });

/** @param {string} script */
function page(script) {
  return `<!doctype html><html lang="en"><style>usage-dashboard{display:block;height:44rem}</style><body><script src="/script/${script}"></script>`;
}

/**
 * Milliseconds until the dashboard is drawn, in a page of its own.
 * @param {number} script
 * @param {number} size
 * @param {string} way
 */
async function measure(script, size, way) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${port}/page/${script}`);
  const milliseconds = await tab.evaluate(
    async ([given, rows]) => {
      const usage = given ? (await (await fetch(`/usage/${rows}`)).json()).usage : undefined;
      const element = Object.assign(
        document.createElement('usage-dashboard'),
        given ? { usage } : { src: `/usage/${rows}` },
      );
      const loaded = new Promise((resolve) => element.addEventListener('usage-load', resolve, { once: true }));
      const start = performance.now();
      document.body.append(element);
      if (!given) await loaded;
      // All of it drawn and laid out: what is left is the frame, which comes when it comes.
      const parts = () => [element, ...(element.shadowRoot?.querySelectorAll('usage-chart, usage-table') ?? [])];
      for (let look = 0; look < 2; look++) {
        for (const part of parts()) await /** @type {{ updateComplete?: Promise<unknown> }} */ (part).updateComplete;
      }
      for (const part of parts()) part.getBoundingClientRect();
      return performance.now() - start;
    },
    /** @type {const} */ ([way === 'given', size]),
  );
  await context.close();
  return milliseconds;
}

for (const way of ['given', 'loaded']) {
  for (const size of sizes) {
    /** @type {[number[], number[]]} */
    const times = [[], []];
    for (let round = 0; round < rounds + 1; round++) {
      const order = round % 2 ? [1, 0] : [0, 1];
      for (const script of order) {
        const time = await measure(script, size, way);
        // The first round warms up.
        if (round > 0) times[/** @type {0 | 1} */ (script)].push(time);
      }
    }
    console.log(describeRatios(`${way}, ${size} rows`, times, 'ms'));
  }
}
await browser.close();
server.close();
