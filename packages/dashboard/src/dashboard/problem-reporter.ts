import { UsageError } from '@usage/sdk';
import type { Problem } from './read-options.ts';

/** Tells of each problem once, for as long as it is there. */
export class ProblemReporter {
  readonly #fail: (error: UsageError) => void;
  #told: readonly string[] = [];

  constructor(fail: (error: UsageError) => void) {
    this.#fail = fail;
  }

  report(problems: readonly Problem[]): void {
    const before = this.#told;
    const messages = problems.map(({ what, wanted, given }) => {
      const got = given === undefined ? '' : `; got ${JSON.stringify(given)}`;
      return `<usage-dashboard>: ${what} must be ${wanted}${got}.`;
    });
    this.#told = messages;
    for (const message of messages) {
      if (!before.includes(message)) this.#fail(new UsageError('invalid_option', message));
    }
  }
}
