// Generated answers of an upstream and of `/usage`, and URL parameters, as many as wanted: `npm run fuzz -- --runs 5000000`.
//   --target NAME   one of answers (of an upstream), usage, columns (usage by column) and parameters (of a URL) alone
//   --seed N        where to begin; another place each time unless given
//   --keep          writes what fails into packages/sdk/test/fuzz/regressions.json
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzz, targets } from '../packages/sdk/test/fuzz/fuzz.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    target: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed ?? Date.now() % 2 ** 31);
const names = /** @type {(keyof typeof targets)[]} */ (Object.keys(targets));
const chosen = names.filter((name) => !values.target || name === values.target);
if (!(Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(firstSeed) && chosen.length)) {
  console.error(`--runs and --seed are whole numbers, --target is one of ${names.join(', ')}.`);
  process.exit(1);
}

const kept = new URL('../packages/sdk/test/fuzz/regressions.json', import.meta.url);
for (const name of chosen) {
  const start = performance.now();
  const { verdicts, failure } = await fuzz(name, runs, firstSeed);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const told = [...verdicts].map(([verdict, count]) => `${count.toLocaleString('en')} ${verdict}`).join(', ');
  console.log(`${name}, from seed ${firstSeed}: ${told}, in ${seconds} s`);
  if (!failure) continue;
  process.exitCode = 1;
  console.error(failure);
  if (!values.keep) continue;
  writeFileSync(kept, `${JSON.stringify([...JSON.parse(readFileSync(kept, 'utf8')), failure], null, 2)}\n`);
  console.error('Kept in packages/sdk/test/fuzz/regressions.json.');
}
