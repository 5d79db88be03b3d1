import { rowAt, type ColumnStore } from './column-store.ts';
import type { UsageRow, UsageRows } from './snapshot.ts';

/** Rows that are all in memory: nothing is ever on its way. */
export class LedgerRows implements UsageRows {
  readonly length: number;
  readonly #store: ColumnStore;
  readonly #revision: () => string;
  readonly #order: Uint32Array | undefined;

  /**
   * @param revision Asked for when it is looked at: a long bill takes some milliseconds.
   * @param order The numbers of the rows in their order; upstream order where there is none.
   */
  constructor(store: ColumnStore, revision: () => string, order: Uint32Array | undefined) {
    this.length = store.length;
    this.#store = store;
    this.#revision = revision;
    this.#order = order;
  }

  get revision(): string {
    return this.#revision();
  }

  at(index: number): UsageRow | undefined {
    const exists = Number.isInteger(index) && index >= 0 && index < this.length;
    return exists ? rowAt(this.#store, this.#order ? this.#order[index]! : index) : undefined;
  }

  want(): void {}

  subscribe(): () => void {
    return () => {};
  }

  dispose(): void {}
}

/** So many rows at a time are few enough to be turned into text without holding a page. */
const rowsPerBlock = 4096;

export function* blocksOf(rows: LedgerRows): Iterable<readonly UsageRow[]> {
  for (let first = 0; first < rows.length; first += rowsPerBlock) {
    const length = Math.min(rowsPerBlock, rows.length - first);
    yield Array.from({ length }, (_, index) => rows.at(first + index)!);
  }
}
