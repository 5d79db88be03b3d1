/** What a retry costs, in tenths of a token; a success earns one tenth. */
const price = 10;
const start = 3 * price;
const most = 10 * price;

/**
 * What retries are paid from, across all calls of a client: while a server is down, or fails every other time, more
 * requests are the last thing it needs. 3 tokens at first (or as many as one call may retry), 0.1 for each success, 10 at
 * most; a retry takes one.
 * @see Google, "Site Reliability Engineering", chapter 21: a retry budget
 */
export class RetryBudget {
  // Whole tenths, so that ten successes are exactly one token.
  #tenths: number;

  constructor(retryLimit: number) {
    this.#tenths = Math.max(start, retryLimit * price);
  }

  earn(): void {
    if (this.#tenths < most) this.#tenths++;
  }

  /** Takes a token for one retry; false when there is none. */
  spend(): boolean {
    const affordable = this.#tenths >= price;
    if (affordable) this.#tenths -= price;
    return affordable;
  }
}
