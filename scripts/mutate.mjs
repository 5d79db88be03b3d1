// Breaks the SDK on purpose, and tells what no test noticed: `npm run mutate -- credits days`, all groups by default.
//   --file reading/order   that file alone, of the groups named
//   --lines 20-40          of that file
// Figures go to mutation/results.json; a group below its least score fails. Survivors stand in mutation/survivors.md, each
// with a reason: one that does not is printed as the row to add.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { least, leastOfRest, runs } from '../mutation/groups.mjs';
import { need, root } from './processes.mjs';

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
if (!existsSync(join(home, 'node_modules'))) {
  console.log('Installing Stryker (once) ...');
  await need('npm', ['ci', '--loglevel=error'], { cwd: home });
}
// Stryker copies what is below the working directory, and starts `node` by that name.
process.chdir(join(root, 'packages', 'sdk'));
process.env.PATH = dirname(process.execPath) + delimiter + process.env.PATH;
const core = '../mutation/node_modules/@stryker-mutator/core/dist/src/index.js';
const { Stryker } = await import(core);

const undetected = ['Survived', 'NoCoverage'];
const detected = ['Killed', 'Timeout'];
const survivors = readFileSync(join(home, 'survivors.md'), 'utf8').replace(/ +/g, ' ');
const resultsFile = join(home, 'results.json');
/** @type {() => Record<string, Record<string, { detected: number; undetected: number }>>} */
const readResults = () => JSON.parse(readFileSync(resultsFile, 'utf8'));

for (const { group, files, tests } of runs) {
  const wanted = files.filter((file) => values.file === undefined || values.file === file);
  if ((positionals.length && !positionals.includes(group)) || !wanted.length) continue;
  const start = performance.now();
  const mutants = await new Stryker({
    configFile: join(home, 'stryker.config.mjs'),
    mutate: wanted.map((file) => `src/${file}.ts${values.lines ? `:${values.lines}` : ''}`),
    tap: { testFiles: tests.map((test) => `test/${test}.test.ts`) },
  }).runMutationTest();
  for (const file of wanted) {
    const own = mutants.filter(({ fileName }) => fileName.replaceAll('\\', '/').endsWith(`/sdk/src/${file}.ts`));
    const count = (statuses) => own.filter(({ status }) => statuses.includes(status)).length;
    const figures = { detected: count(detected), undetected: count(undetected) };
    console.log(`${file}: ${figures.detected} of ${figures.detected + figures.undetected}`);
    const source = readFileSync(join('src', `${file}.ts`), 'utf8').split('\n');
    for (const mutant of own.filter(({ status }) => undetected.includes(status))) {
      const { line } = mutant.location.start;
      const row = `| ${file} | ${code(original(source, mutant.location))} | ${code(mutant.replacement)} |`;
      if (!survivors.includes(row)) console.log(`${row} line ${line}, ${mutant.status} |`);
    }
    if (values.lines) continue;
    const results = readResults();
    (results[group] ??= {})[file] = figures;
    writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  }
  console.log(`  in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const results = readResults();
console.log('\n| group | mutants | noticed | score | least |\n| --- | --- | --- | --- | --- |');
for (const group of groups.filter((name) => results[name])) {
  const files = Object.values(results[group]);
  const noticed = files.reduce((sum, file) => sum + file.detected, 0);
  const mutants = files.reduce((sum, file) => sum + file.detected + file.undetected, 0);
  const score = (100 * noticed) / mutants;
  const bound = least[group] ?? leastOfRest;
  if (score < bound && (!positionals.length || positionals.includes(group))) process.exitCode = 1;
  console.log(`| ${group} | ${mutants} | ${noticed} | ${score.toFixed(1)} % | ${bound} % |`);
}

/** The text at a place, whose lines count from 1 and columns from 1. */
function original(lines, { start, end }) {
  if (start.line === end.line) return lines[start.line - 1].slice(start.column - 1, end.column - 1);
  const first = lines[start.line - 1].slice(start.column - 1);
  const last = lines[end.line - 1].slice(0, end.column - 1);
  return [first, ...lines.slice(start.line, end.line - 1), last].join('\n');
}

/** Source as the cell of a table. */
function code(text) {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return `\`${line.length > 80 ? `${line.slice(0, 77)}...` : line}\``;
}
