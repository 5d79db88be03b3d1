import { median } from '../measure/statistics.mjs';
import { number, ratio, table } from './table.mjs';

const ours = 'Usage';
const recipe = 'React recipe';
const tabulator = 'Tabulator';

/**
 * The aims beside what was measured. Every ratio is between medians of one interleaved run.
 * @param {import('./results.mjs').Results} results
 */
export function targets(results) {
  /** @type {string[][]} */
  const rows = [['Figure', 'Aim', 'Measured', 'Ours', 'Against', 'Met']];
  const add = (
    /** @type {string} */ figure,
    /** @type {string} */ aim,
    /** @type {number} */ measured,
    /** @type {number} */ limit,
    /** @type {string} */ own,
    /** @type {string} */ against,
    write = ratio,
  ) => {
    if (Number.isNaN(measured)) return;
    rows.push([figure, aim, write(measured), own, against, measured <= limit ? 'yes' : '**no**']);
  };
  const app = (/** @type {number} */ size, /** @type {string} */ name, /** @type {string} */ measure) =>
    median(results.apps?.[size]?.values[name]?.[measure] ?? []);
  /** The best of the peers in the same run. */
  const best = (/** @type {number} */ size, /** @type {string} */ measure) => {
    const names = Object.keys(results.apps?.[size]?.values ?? {}).filter((name) => !name.startsWith(ours));
    const values = names.map((name) => ({ name, value: app(size, name, measure) }));
    return values.filter(({ value }) => value >= 0).sort((a, b) => a.value - b.value)[0] ?? { name: '', value: NaN };
  };
  const versus = (
    /** @type {string} */ figure,
    /** @type {number} */ size,
    /** @type {string} */ measure,
    /** @type {number} */ limit,
    /** @type {{ name: string, value: number }} */ other,
  ) => {
    const own = app(size, ours, measure);
    const against = `${other.name} ${number(other.value)} ms`;
    add(figure, `at most ${limit} ×`, own / other.value, limit, `${number(own)} ms`, against);
  };

  const brotli = (/** @type {string} */ name) => results.bytes?.values[name]?.brotli ?? NaN;
  const kilobytes = (/** @type {number} */ value) => number(Math.round(value));
  add(
    'whole script, brotli',
    'at most 26,000 bytes',
    brotli(ours),
    26_000,
    kilobytes(brotli(ours)),
    `Tabulator ${kilobytes(brotli(tabulator))}, React recipe ${kilobytes(brotli(recipe))}`,
    kilobytes,
  );
  const of = (/** @type {number} */ size, /** @type {string} */ name, /** @type {string} */ measure) => ({
    name,
    value: app(size, name, measure),
  });
  versus('load, main-thread CPU, 105 rows', 105, 'load CPU', 0.4, of(105, recipe, 'load CPU'));
  versus('load, main-thread CPU, 100,000 rows', 100_000, 'load CPU', 0.7, of(100_000, tabulator, 'load CPU'));
  versus('load to painted, 1 M rows', 1_000_000, 'load', 0.6, best(1_000_000, 'load'));
  versus('sort click to painted, 100,000 rows', 100_000, 'sort', 0.3, best(100_000, 'sort'));
  versus('sort click to painted, 1 M rows', 1_000_000, 'sort', 0.15, best(1_000_000, 'sort'));
  const heap = app(1_000_000, ours, 'heap') / 2 ** 20;
  const otherHeaps = Object.keys(results.apps?.[1_000_000]?.values ?? {})
    .filter((name) => !name.startsWith(ours) && app(1_000_000, name, 'heap') >= 0)
    .map((name) => `${name} ${number(app(1_000_000, name, 'heap') / 2 ** 20)}`);
  const mebibytes = (/** @type {number} */ value) => `${number(value)} MiB`;
  add(
    'heap with array buffers, 1 M rows',
    'at most 40 MiB',
    heap,
    40,
    mebibytes(heap),
    otherHeaps.join(', '),
    mebibytes,
  );
  const blank = Math.max(app(1_000_000, ours, 'blank frames, ahead'), app(1_000_000, ours, 'blank frames, in step'));
  const percent = (/** @type {number} */ value) => `${number(value)} %`;
  const otherBlank = [tabulator, 'AG Grid', 'Perspective']
    .filter((name) => app(1_000_000, name, 'blank frames, ahead') >= 0)
    .map((name) => `${name} ${percent(app(1_000_000, name, 'blank frames, ahead'))}`);
  add('blank frames, whole height in 2 s, 1 M rows', '0', blank, 0, percent(blank), otherBlank.join(', '), percent);
  addPoints(results, add);
  return table(rows);
}

/**
 * The aims of the single parts, from the micro-benchmarks.
 * @param {import('./results.mjs').Results} results
 * @param {(figure: string, aim: string, measured: number, limit: number, own: string, against: string,
 *   write?: (value: number) => string) => void} add
 */
function addPoints(results, add) {
  const micro = (/** @type {string} */ name, /** @type {string} */ measure) =>
    median(results.micro?.[name]?.values[measure]?.values ?? []);
  const milliseconds = (/** @type {number} */ value) => `${number(value)} ms`;
  const versus = (
    /** @type {string} */ figure,
    /** @type {number} */ limit,
    /** @type {number} */ own,
    /** @type {number} */ other,
    /** @type {string} */ otherName,
  ) => add(figure, `at most ${limit} ×`, own / other, limit, milliseconds(own), `${otherName} ${milliseconds(other)}`);
  const original = micro('cold', 'cold, each report once, one after another (the original)');
  versus(
    'cold, 10,000 messages, 200 reports at 20 ms',
    0.13,
    micro('cold', 'cold, collectUsage'),
    original,
    'one after another',
  );

  const bytes = micro('gate', 'bytes a row, UsageLedger');
  const objects = micro('gate', 'bytes a row, objects of JSON.parse');
  const plain = (/** @type {number} */ value) => number(value);
  add(
    '1. bytes a row',
    'at most 17',
    Math.round(bytes * 10) / 10,
    17,
    plain(bytes),
    `objects ${plain(objects)}`,
    plain,
  );
  const gate = 'UsageLedger.from of 1 M parsed items';
  versus(
    '2. check and columns, 1 M items',
    0.25,
    micro('gate', gate),
    micro('gate', 'JSON.parse of 1 M items'),
    'JSON.parse',
  );
  const order = (
    /** @type {string} */ what,
    /** @type {string} */ measure,
    /** @type {number} */ limit,
    other = '',
  ) => {
    const own = micro('order', measure);
    add(`3. ${what}`, `at most ${limit} ms`, own, limit, milliseconds(own), other, milliseconds);
  };
  const sorted = micro('order', 'objects of 1 M by one column, toSorted with a comparator');
  order('order of 100,000 by two columns', 'order of 100,000 by two columns', 10);
  order('order of 1 M by one', 'order of 1 M by one column', 80, `toSorted ${milliseconds(sorted)}`);
  order('order of 1 M by three', 'order of 1 M by three columns', 200);
  const days = micro('order', 'days in Europe/London, a row');
  const intl = micro('order', 'days by a cached Intl format, a row');
  const nanoseconds = (/** @type {number} */ value) => `${number(value)} ns`;
  add('3. days, a row', 'at most 20 ns', days, 20, nanoseconds(days), `Intl ${nanoseconds(intl)}`, nanoseconds);
  const collect = micro('collect', 'collectUsage of 1 M messages without reading the body');
  versus('5. text to items, 1 M messages', 1.6, collect, micro('collect', 'JSON.parse of 1 M messages'), 'JSON.parse');
  const hold = micro('collect', 'longest hold of the event loop, 100,000 messages');
  versus(
    '5. event loop held, 100,000 messages',
    1.5,
    hold,
    micro('collect', 'JSON.parse of 100,000 messages'),
    'JSON.parse',
  );
  const wire = (/** @type {string} */ name, /** @type {string} */ what) =>
    micro('wire', `200,000 items as ${name}, ${what}`);
  const smaller = wire('columns', 'raw') / wire('JSON', 'raw');
  add(
    '6. columns on the wire, bytes',
    'about 1/7',
    smaller,
    1 / 6.5,
    plain(wire('columns', 'raw')),
    `JSON ${plain(wire('JSON', 'raw'))}`,
  );
  const faster = wire('columns', 'body in memory to ledger');
  versus('6. columns on the wire, body to ledger', 0.125, faster, wire('JSON', 'body in memory to ledger'), 'JSON');
  const paint = (/** @type {string} */ name) => median(results.firstPaint?.values[name]?.['script to paint'] ?? []);
  versus('7. script to paint, 105 rows and 31 bars', 1.3, paint('Usage'), paint('plain innerHTML'), 'innerHTML');
  versus('7. the same against React', 0.6, paint('Usage'), paint('React 19'), 'React 19');
  const paintCpu = (/** @type {string} */ name) => median(results.firstPaint?.values[name]?.CPU ?? []);
  versus('7. the same, main-thread CPU', 1.3, paintCpu('Usage'), paintCpu('plain innerHTML'), 'innerHTML');
  versus('7. the same, main-thread CPU, against React', 0.6, paintCpu('Usage'), paintCpu('React 19'), 'React 19');
}
