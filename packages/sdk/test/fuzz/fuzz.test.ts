import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fuzz, targets, type Regression, type TargetName } from './fuzz.ts';

/** Other cases each time; a failure names its own. */
const firstSeed = Number(process.env['USAGE_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const regressions: Regression[] = JSON.parse(readFileSync(new URL('regressions.json', import.meta.url), 'utf8'));

for (const [name, told, runs, least] of [
  ['answers', 'answers of an upstream', 100_000, { taken: 0.25, refused: 0.15, 'no JSON': 0.05 }],
  ['usage', 'answers of /usage', 50_000, { taken: 0.2, refused: 0.2, 'no JSON': 0.05 }],
  ['columns', 'answers by column', 50_000, { taken: 0.2, refused: 0.2 }],
  ['parameters', 'parameters of a URL', 100_000, { taken: 1 }],
] as [TargetName, string, number, Record<string, number>][]) {
  test(`${runs.toLocaleString('en')} generated ${told} break no rule`, async () => {
    const { failure, verdicts } = await fuzz(name, runs, firstSeed);
    const keep = `npm run fuzz -- --target ${name} --seed ${failure?.seed} --runs 1 --keep`;
    assert.equal(failure, undefined, `Keep it: ${keep}\n${JSON.stringify(failure, null, 1)}`);
    // Fuzzing that only ever meets one door shows little.
    for (const [verdict, share] of Object.entries(least)) {
      assert.ok((verdicts.get(verdict) ?? 0) >= share * runs, `${verdict}: ${verdicts.get(verdict)}`);
    }
  });
}

for (const { target, seed, case: made } of regressions) {
  test(`what seed ${seed} made of ${target} once breaks no rule any more`, async () => {
    await targets[target].check(made);
  });
}
