// Breaks the SDK on purpose, and tells what no test noticed: `npm run mutate -- credits days`, all groups by default.
//   --file reading/order   that file alone, of the groups named
//   --lines 20-40,60-60    these lines of that file: tells, and keeps no figures
// Figures go to mutation/results.json; a group below its least score fails. Survivors stand in mutation/survivors.md, each
// with a reason: one that does not is printed as the row to add.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { least, leastOfRest, nothingToBreak, runs } from '../mutation/groups.mjs';
import { need, root } from './processes.mjs';

/** @typedef {{ line: number; column: number }} Place */
/** @typedef {{ fileName: string; status: string; replacement: string; location: { start: Place; end: Place } }} Mutant */

const groups = [...new Set(runs.map(({ group }) => group))];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, lines: { type: 'string' } },
});
const unknown = positionals.filter((name) => !groups.includes(name));
if (unknown.length) {
  console.error(`There is no group ${unknown.join(', ')}: ${groups.join(', ')}.`);
  process.exit(1);
}

const home = join(root, 'mutation');
const known = new Set([...nothingToBreak, ...runs.flatMap(({ files }) => files)].map((file) => `${file}.ts`));
const forgotten = globSync('**/*.ts', { cwd: join(root, 'packages', 'sdk', 'src') })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !known.has(file));
if (forgotten.length) {
  console.error(`mutation/groups.mjs has no group for ${forgotten.join(', ')}.`);
  process.exit(1);
}

if (!existsSync(join(home, 'node_modules'))) {
  console.log('Installing Stryker (once) ...');
  await need('npm', ['ci', '--loglevel=error'], { cwd: home });
}
// Stryker copies what is below the working directory, and starts `node` by that name.
process.chdir(join(root, 'packages', 'sdk'));
process.env.PATH = dirname(process.execPath) + delimiter + process.env.PATH;
// Each mutant starts the tests anew: compiled code is kept between them.
process.env.NODE_COMPILE_CACHE = join(root, '.test-results', 'mutation-cache');
const core = '../mutation/node_modules/@stryker-mutator/core/dist/src/index.js';
const { Stryker } = await import(core);

const undetected = ['Survived', 'NoCoverage'];
const detected = ['Killed', 'Timeout'];
const survivors = readFileSync(join(home, 'survivors.md'), 'utf8').replace(/ +/g, ' ').split('\n');
const resultsFile = join(home, 'results.json');
/** @type {() => Record<string, Record<string, { noticed: number; listed: number; unlisted: number }>>} */
const readResults = () => JSON.parse(readFileSync(resultsFile, 'utf8'));

for (const { group, files, tests } of runs) {
  const wanted = files.filter((file) => values.file === undefined || values.file === file);
  if ((positionals.length && !positionals.includes(group)) || !wanted.length) continue;
  const start = performance.now();
  /** @type {Mutant[]} */
  const mutants = await new Stryker({
    configFile: join(home, 'stryker.config.mjs'),
    mutate: wanted.flatMap((file) =>
      values.lines ? values.lines.split(',').map((range) => `src/${file}.ts:${range}`) : `src/${file}.ts`,
    ),
    tap: { testFiles: tests.map((test) => `test/${test}.test.ts`) },
  }).runMutationTest();
  for (const file of wanted) {
    const own = mutants.filter(({ fileName }) => fileName.replaceAll('\\', '/').endsWith(`/sdk/src/${file}.ts`));
    const source = readFileSync(join('src', `${file}.ts`), 'utf8').split('\n');
    const figures = { noticed: own.filter(({ status }) => detected.includes(status)).length, listed: 0, unlisted: 0 };
    // A row excuses one mutant: where the same change lives in two places, it stands there twice.
    const rows = [...survivors];
    for (const { location, replacement, status } of own.filter((mutant) => undetected.includes(mutant.status))) {
      const row = `| ${file} | ${code(original(source, location))} | ${code(replacement)} |`;
      const listed = rows.findIndex((line) => line.startsWith(row));
      const isListed = listed >= 0;
      if (isListed) rows.splice(listed, 1);
      figures[isListed ? 'listed' : 'unlisted']++;
      if (!isListed) console.log(`${row} line ${location.start.line}, ${status} |`);
    }
    console.log(`${file}: ${figures.noticed} noticed, ${figures.listed} listed, ${figures.unlisted} not listed`);
    if (values.lines) continue;
    const results = readResults();
    (results[group] ??= {})[file] = figures;
    writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  }
  console.log(`  in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const results = readResults();
console.log('\n| group | mutants | noticed | listed | not listed | noticed of all | least |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const group of groups.filter((name) => results[name])) {
  const sum = (/** @type {'noticed' | 'listed' | 'unlisted'} */ key) =>
    Object.values(results[group] ?? {}).reduce((total, file) => total + file[key], 0);
  const [noticed, listed, unlisted] = [sum('noticed'), sum('listed'), sum('unlisted')];
  const all = noticed + listed + unlisted;
  const bound = least[group] ?? leastOfRest;
  const score = (100 * noticed) / all;
  if (score < bound && (!positionals.length || positionals.includes(group))) process.exitCode = 1;
  console.log(`| ${group} | ${all} | ${noticed} | ${listed} | ${unlisted} | ${score.toFixed(1)} % | ${bound} % |`);
}

/**
 * The text at a place, whose lines count from 1 and columns from 1.
 * @param {string[]} lines
 * @param {Mutant['location']} location
 */
function original(lines, { start, end }) {
  const [firstLine = '', lastLine = ''] = [lines[start.line - 1], lines[end.line - 1]];
  if (start.line === end.line) return firstLine.slice(start.column - 1, end.column - 1);
  const first = firstLine.slice(start.column - 1);
  const last = lastLine.slice(0, end.column - 1);
  return [first, ...lines.slice(start.line, end.line - 1), last].join('\n');
}

/**
 * Source as the cell of a table.
 * @param {string} text
 */
function code(text) {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return `\`${line.length > 80 ? `${line.slice(0, 77)}...` : line}\``;
}
