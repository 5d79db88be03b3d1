// Reference pictures of every state, in docs/pictures, and those of the READMEs: `npm run pictures`, or `-- ready` for
// some of them. `npm run pictures -- --check` compares instead, and leaves what differs in .test-results/pictures.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from '../examples/server/server.js';
import { chromiumArgs, needChromium } from './browsers.mjs';
import { encodePicture } from './picture-encoding.mjs';
import { comparePictures } from './picture-comparison.mjs';
import { origin, takePicture } from './picture-taking.mjs';
import { takeDashboard, takeThemes } from './picture-of-readme.mjs';
import { pictureSeries } from './picture-states.mjs';
import { need, root } from './processes.mjs';

const references = join(root, 'docs', 'pictures');
const differences = join(root, '.test-results', 'pictures');
const check = process.argv.includes('--check');
const chosen = process.argv.slice(2).filter((name) => name !== '--check');
const countFile = process.env.USAGE_TEST_COUNT;
// Within `npm test`, it has been built.
if (!countFile) await need(process.execPath, ['scripts/build.mjs', '--keep-documents']);

const series = pictureSeries.filter(({ state }) => !chosen.length || chosen.includes(state));
if (!series.length) {
  console.error(`There is no such state: ${[...new Set(pictureSeries.map(({ state }) => state))].join(', ')}.`);
  process.exit(1);
}
const server = await start({ port: 0, hosts: [new URL(origin).host] });
const { usage } = await (await fetch(`${server.url}/usage`)).json();
// One page of paper will do.
const items = usage.slice(0, 24);
const browser = await chromium.launch({
  executablePath: needChromium(),
  args: [
    ...chromiumArgs,
    // One name for every port: errors show it.
    `--host-resolver-rules=MAP ${new URL(origin).host}:80 ${new URL(server.url).host}`,
    '--disable-lcd-text',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
  ],
});

/** @type {string[]} */
const failures = [];
let passed = 0;
rmSync(differences, { recursive: true, force: true });
if (!check) {
  if (!chosen.length) rmSync(references, { recursive: true, force: true });
  mkdirSync(references, { recursive: true });
}
const waiting = [...series];
/** Takes what is left, one after the other. */
async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const picture = await takePicture(browser, items, next);
    const file = join(references, `${next.name}.png`);
    if (!check) writeFileSync(file, encodePicture(picture));
    else compare(next.name, existsSync(file) ? readFileSync(file) : undefined, picture);
  }
}
await Promise.all([work(), work()]);

if (check && !chosen.length) {
  const known = new Set(pictureSeries.map(({ name }) => `${name}.png`));
  const extra = readdirSync(references).filter((name) => !known.has(name));
  failures.push(...extra.map((name) => `${name}: nothing makes this picture any more`));
}
if (!check && !chosen.length) {
  writeFileSync(join(root, 'docs', 'dashboard.png'), encodePicture(await takeDashboard(browser)));
  writeFileSync(join(root, 'docs', 'theming.png'), encodePicture(await takeThemes(browser)));
}
await browser.close();
await server.close();

if (countFile) writeFileSync(countFile, JSON.stringify({ passed, failed: failures.length }));
if (check) {
  for (const failure of failures) console.log(`  ${failure}`);
  console.log(`${passed} pictures as they were, ${failures.length} not.`);
  if (failures.length) {
    console.log(`Old, new and difference are in ${differences}. When the new ones are right: npm run pictures`);
    process.exitCode = 1;
  }
} else console.log(`${series.length} pictures are in ${references}.`);

/**
 * @param {string} name
 * @param {Buffer | undefined} reference
 * @param {Buffer} picture
 */
function compare(name, reference, picture) {
  const { same, reason, difference } = comparePictures(reference, picture);
  if (same) return void passed++;
  failures.push(`${name}: ${reason}`);
  mkdirSync(differences, { recursive: true });
  const files = { old: reference, new: picture, difference };
  for (const [kind, content] of Object.entries(files)) {
    if (content) writeFileSync(join(differences, `${name}.${kind}.png`), content);
  }
}
