/** What a retry costs, in tenths of a token; a success earns one tenth. */
const price = 10;

/** What pays for retries. */
export type RetryPayer = Pick<RetryBudget, 'earn' | 'spend'>;

/**
 * What retries are paid from, across all calls of a client: while a server is down, or fails every other time, more
 * requests are the last thing it needs. 3 tokens at first (or as many as one call may retry), 0.1 for each success, 10 at
 * most; a retry takes one.
 * @see Google, "Site Reliability Engineering", chapter 21: a retry budget
 */
export class RetryBudget {
  // Whole tenths, so that ten successes are exactly one token.
  #tenths: number;
  readonly #most: number;

  constructor(retryLimit: number, start = 3, most = 10) {
    this.#tenths = Math.max(start, retryLimit) * price;
    this.#most = most * price;
  }

  get canSpend(): boolean {
    return this.#tenths >= price;
  }

  earn(): void {
    if (this.#tenths < this.#most) this.#tenths++;
  }

  /** Takes a token for one retry; false when there is none. */
  spend(): boolean {
    const { canSpend } = this;
    if (canSpend) this.#tenths -= price;
    return canSpend;
  }
}
