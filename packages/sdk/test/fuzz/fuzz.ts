import { anAnswer, aUsageAnswer } from './answers.ts';
import { checkAnswer } from './check-answer.ts';
import { checkColumns } from './check-columns.ts';
import { aColumnsAnswer } from './columns-answers.ts';
import { checkParameter } from './check-parameter.ts';
import { aParameter } from './parameters.ts';
import { Random } from './random.ts';

interface Target {
  /** A case of a seed. */
  readonly make: (random: Random) => unknown;
  /** Throws for what must not be. @returns what came of it. */
  readonly check: (made: unknown) => Promise<string> | string;
}

function target<T>(make: (random: Random) => T, check: (made: T) => Promise<string> | string): Target {
  return { make, check: (made) => check(made as T) };
}

export const targets = {
  answers: target(anAnswer, checkAnswer),
  usage: target(aUsageAnswer, checkAnswer),
  columns: target(aColumnsAnswer, checkColumns),
  parameters: target(aParameter, checkParameter),
} as const;

export type TargetName = keyof typeof targets;

/** A case that has failed once, and is tried for ever. */
export interface Regression {
  readonly target: TargetName;
  readonly seed: number;
  /** The case itself: another version of the generator may make another of the seed. */
  readonly case: unknown;
  readonly why: string;
}

export interface Result {
  /** How often what came. */
  readonly verdicts: ReadonlyMap<string, number>;
  readonly failure?: Regression;
}

/** Tries cases of the seeds from one on, until one fails. */
export async function fuzz(name: TargetName, runs: number, firstSeed: number): Promise<Result> {
  const { make, check } = targets[name];
  const verdicts = new Map<string, number>();
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const made = make(new Random(seed));
    try {
      const verdict = await check(made);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    } catch (error) {
      return { verdicts, failure: { target: name, seed, case: made, why: String(error).slice(0, 500) } };
    }
  }
  return { verdicts };
}
