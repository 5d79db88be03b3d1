import {
  UsageLedger,
  canonicalQuery,
  checkSummary,
  UsageError,
  isPromise,
  isUsageError,
  settle,
  type RowsQuery,
  type SummaryQuery,
  type UsageRows,
  type UsageSnapshot,
  type UsageSummary,
} from '@usage/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a snapshot answers to a query: figures and rows of one revision. */
export interface Answer {
  readonly snapshot: UsageSnapshot;
  readonly summary: UsageSummary;
  readonly rows: UsageRows;
}

/**
 * The one place where an answer is made. What is in memory is there at once; until a server has answered, the answer
 * before stays as a whole, so that figures and rows are always of one revision.
 */
export class AnswerController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #failed: (error: UsageError) => void;
  #asked: { readonly snapshot: UsageSnapshot; readonly query: string } | undefined;
  #controller: AbortController | undefined;
  #rows: { readonly snapshot: UsageSnapshot; readonly query: string; readonly rows: UsageRows } | undefined;
  #summary: { readonly snapshot: UsageSnapshot; readonly query: string; readonly summary: UsageSummary } | undefined;
  answer: Answer | undefined;

  constructor(host: ReactiveControllerHost, failed: (error: UsageError) => void) {
    this.#host = host;
    this.#failed = failed;
    host.addController(this);
  }

  /** The rows that `askRows` has asked for. */
  get rows(): UsageRows | undefined {
    return this.#rows?.rows;
  }

  /** Asks for rows alone, unless they have been asked for last. */
  askRows(snapshot: UsageSnapshot | undefined, query: RowsQuery): void {
    if (!snapshot) return this.#forget();
    try {
      this.#rowsOf(snapshot, query);
    } catch (error) {
      this.#forget();
      this.#failed(isUsageError(error) ? error : unanswered());
    }
  }

  /** Asks, unless that has been asked last. Without a snapshot there is no answer. */
  ask(snapshot: UsageSnapshot | undefined, summaryQuery: SummaryQuery, rowsQuery: RowsQuery): void {
    if (!snapshot) return this.#forget();
    const query = canonicalQuery(summaryQuery) + canonicalQuery(rowsQuery);
    if (this.#asked?.snapshot === snapshot && this.#asked.query === query) return;
    this.#controller?.abort();
    const controller = (this.#controller = new AbortController());
    this.#asked = { snapshot, query };
    const fail = (error: unknown) => {
      if (!controller.signal.aborted) this.#failed(isUsageError(error) ? error : unanswered());
    };
    try {
      const rows = this.#rowsOf(snapshot, rowsQuery);
      const answered = settle(this.#summaryOf(snapshot, summaryQuery, controller.signal), (summary) => {
        if (!controller.signal.aborted) this.#answered({ snapshot, summary, rows });
      });
      if (isPromise(answered)) answered.catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  hostDisconnected(): void {
    this.#controller?.abort();
    // What has not been answered is asked again.
    if (this.answer?.snapshot !== this.#asked?.snapshot) this.#asked = undefined;
  }

  #answered(answer: Answer): void {
    if (this.answer && this.answer.rows !== answer.rows) this.answer.rows.dispose();
    this.answer = answer;
    this.#host.requestUpdate();
  }

  /** The same question has the same rows, also beside another summary. */
  #rowsOf(snapshot: UsageSnapshot, rowsQuery: RowsQuery): UsageRows {
    const query = canonicalQuery(rowsQuery);
    if (this.#rows?.snapshot !== snapshot || this.#rows.query !== query) {
      this.#rows = { snapshot, query, rows: snapshot.rows(rowsQuery) };
    }
    return this.#rows.rows;
  }

  #summaryOf(snapshot: UsageSnapshot, summaryQuery: SummaryQuery, signal: AbortSignal) {
    const query = canonicalQuery(summaryQuery);
    if (this.#summary?.snapshot === snapshot && this.#summary.query === query) return this.#summary.summary;
    return settle(snapshot.summary(summaryQuery, signal), (summary) => {
      // A ledger's own figures have been added up here.
      if (!(snapshot instanceof UsageLedger)) checkSummary(summary, summaryQuery);
      this.#summary = { snapshot, query, summary };
      return summary;
    });
  }

  #forget(): void {
    this.#controller?.abort();
    this.answer?.rows.dispose();
    this.answer = this.#asked = this.#rows = this.#summary = undefined;
  }
}

function unanswered(): UsageError {
  return new UsageError(
    'invalid_option',
    'The snapshot that the page gave could not answer. Give one of this version.',
  );
}
