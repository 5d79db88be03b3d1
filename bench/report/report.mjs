import { existsSync, readFileSync } from 'node:fs';
import { apps } from '../apps.mjs';
import { cell, number, table } from './table.mjs';
import { targets } from './targets.mjs';

const remarks = new URL('../remarks.md', import.meta.url);
const ours = 'Usage';

/** What is shown of the apps: measure, heading, and what a shown value is of the measured. */
const appTables = /** @type {const} */ ([
  ['load', 'Load to first row and chart painted, ms', 1],
  ['load CPU', 'Main-thread CPU of the load, ms', 1],
  ['load CPU, all threads', 'CPU of the load, all threads of the page’s process, ms', 1],
  ['long tasks', 'Long tasks (over 50 ms) of the load', 1],
  ['longest task', 'Longest task of the load, ms', 1],
  ['sort', 'Click on Credits Used to sorted rows painted, ms', 1],
  ['sort CPU', 'Main-thread CPU of the sort, ms', 1],
  ['heap', 'JS heap after collection, with array buffers, MiB', 2 ** -20],
  ['process memory', 'Memory of the page’s process after collection, workers and WebAssembly included, MiB', 2 ** -20],
  ['elements', 'Elements in the document', 1],
  ['frames over 33 ms', 'Frames over 33 ms while the whole height is crossed in 2 s', 1],
  ['blank frames, ahead', 'Frames without a row, the page hearing of each position after its frame, %', 1],
  ['blank frames, in step', 'Frames without a row, the page hearing of each position before its frame, %', 1],
  ['last row reached', 'Last row reached by the scroll bar (1 yes, 0 no)', 1],
]);

/** @param {import('./results.mjs').Results} results */
export function report(results) {
  return `${[
    '# Results',
    'Written by `npm run bench`; the raw values are in `results.json`. Medians, with least and greatest in brackets; `×` ' +
      'is how many times ours. Peers are measured in turn with ours, each time in a fresh browser.',
    machineList(results),
    '## Aims',
    targets(results),
    existsSync(remarks) ? readFileSync(remarks, 'utf8').trim() : '',
    '## What is compared',
    table([['Name', 'Made of', 'How'], ...apps.map((app) => [app.name, madeOf(app, results), app.note])]),
    bytesTable(results),
    ...appTables.map(([measure, heading, unit]) => appTable(results, measure, heading, unit)),
    engines(results),
    notes(results),
    firstPaint(results),
    micro(results),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function machineList(/** @type {import('./results.mjs').Results} */ { machine = {} }) {
  return Object.entries(machine)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
}

function madeOf(
  /** @type {import('../apps.mjs').App} */ { folder },
  /** @type {import('./results.mjs').Results} */ results,
) {
  const name = /bench\/peers\/([^/]+)/.exec(folder)?.[1];
  if (!name) return 'this repository';
  return results.failures?.[name] ? `not measured: ${results.failures[name]}` : (results.versions?.[name] ?? name);
}

function bytesTable(/** @type {import('./results.mjs').Results} */ { bytes }) {
  if (!bytes) return '';
  const [first = {}] = Object.values(bytes.values);
  const rows = Object.entries(bytes.values).map(([name, sizes]) => [name, ...Object.values(sizes).map(number)]);
  return `## Bytes of script (${bytes.date})\n\n${table([['', ...Object.keys(first)], ...rows])}`;
}

/**
 * @param {import('./results.mjs').Results} results
 * @param {string} measure
 * @param {string} heading
 * @param {number} unit
 */
function appTable({ apps: measured = {} }, measure, heading, unit) {
  const sizes = Object.keys(measured)
    .map(Number)
    .sort((a, b) => a - b);
  const inUnit = (/** @type {number} */ size, /** @type {string} */ name) =>
    measured[size]?.values[name]?.[measure]?.map((value) => value * unit);
  const shown = apps.filter(({ name }) => sizes.some((size) => inUnit(size, name)?.length));
  if (!shown.length) return '';
  const rows = sizes.map((size) => {
    const own = inUnit(size, ours);
    const missing = (/** @type {string} */ name) => (measured[size]?.notes[name] ? 'see below' : '');
    return [
      number(size),
      ...shown.map(({ name }) => cell(inUnit(size, name), name === ours ? undefined : own) || missing(name)),
    ];
  });
  return `## ${heading}\n\n${table([['Rows', ...shown.map(({ name }) => name)], ...rows])}`;
}

function notes(/** @type {import('./results.mjs').Results} */ { apps: measured = {} }) {
  const lines = Object.entries(measured).flatMap(([size, { date, rounds, notes: texts }]) => [
    `- ${number(Number(size))} rows: ${date}, ${rounds} rounds (one for whoever takes over 15 s to load).`,
    ...Object.entries(texts).map(([name, text]) => `  - ${name}: ${text}.`),
  ]);
  return lines.length ? `## When, and who fell out\n\n${lines.join('\n')}` : '';
}

function engines(/** @type {import('./results.mjs').Results} */ { engines: part }) {
  const [some] = Object.values(part?.values ?? {});
  if (!part || !some) return '';
  const rows = Object.entries(part.values).map(([name, measures]) => [
    name,
    ...Object.keys(some).map((measure) => cell(measures[measure], undefined)),
  ]);
  return (
    `## The same scroll in the other engines, ours, ${number(part.size)} rows (${part.date}, ${part.rounds} rounds)\n\n` +
    `${table([['', ...Object.keys(some)], ...rows])}\n\n` +
    'Firefox and WebKitGTK without a graphics card, which tells in the number of frames.'
  );
}

function firstPaint(/** @type {import('./results.mjs').Results} */ { firstPaint: part }) {
  if (!part) return '';
  const own = part.values[ours] ?? {};
  const names = Object.keys(own);
  const rows = Object.entries(part.values).map(([name, measures]) => [
    name,
    ...names.map((measure) => cell(measures[measure], name === ours ? undefined : own[measure])),
  ]);
  return (
    `## First paint: 105 rows and 31 bars, ms (${part.date}, ${part.rounds} rounds)\n\n` +
    `${table([['', ...names], ...rows])}\n\n` +
    'The items are in the page. `evaluate` runs the script (ours: the whole bundle), `draw` is from the items to the ' +
    'painted frame. All three have the same elements, the same words and our style sheets; React renders at once (`flushSync`).'
  );
}

function micro(/** @type {import('./results.mjs').Results} */ { micro: parts }) {
  if (!parts) return '';
  const rows = Object.values(parts).flatMap(({ values }) =>
    Object.entries(values).map(([measure, { unit, values: all }]) => [measure, `${cell(all, undefined)} ${unit}`]),
  );
  const dates = Object.entries(parts).map(([name, { date, rounds }]) => `${name} ${date}, ${rounds} rounds`);
  return `## Micro-benchmarks (Node)\n\n${table([['', ''], ...rows])}\n\n${dates.join('; ')}. Through the public API of \`@usage/sdk\`. Milliseconds and nanoseconds are the thread’s own processor time, but for \`cold\`, which waits: by the clock.`;
}
