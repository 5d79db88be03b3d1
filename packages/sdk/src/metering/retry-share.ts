import { RetryBudget } from '../http/retry-budget.ts';

/** As many retries as one call may make. */
const first = 2;
/** Half of a full budget. */
const most = 5;

/**
 * One upstream's access to a retry budget. Alone, it has all of it. Once others share the budget, each may spend at most
 * its own share: 2 retries at first, 0.1 for each of its own successes, 5 at most. So all together never retry more than
 * one would, and one that always fails leaves the others theirs.
 */
export class RetryShare {
  readonly #common: { readonly budget: RetryBudget; isShared: boolean };
  readonly #own = new RetryBudget(0, first, most);

  private constructor(common: { readonly budget: RetryBudget; isShared: boolean }) {
    this.#common = common;
  }

  /** All of a new budget. */
  static ofNew(retryLimit: number): RetryShare {
    return new RetryShare({ budget: new RetryBudget(retryLimit), isShared: false });
  }

  /** For another upstream that pays from the same budget. */
  another(): RetryShare {
    this.#common.isShared = true;
    return new RetryShare(this.#common);
  }

  earn(): void {
    this.#common.budget.earn();
    this.#own.earn();
  }

  spend(): boolean {
    const { budget, isShared } = this.#common;
    if (!isShared) return budget.spend();
    return this.#own.canSpend && budget.spend() && this.#own.spend();
  }
}
