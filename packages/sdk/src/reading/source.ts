import { UsageError } from '../errors.ts';
import { functionOption, ownOptions } from '../options.ts';
import type { MaybePromise, RowView, UsageSnapshot } from './snapshot.ts';

/** A billing period. */
export interface Period {
  readonly id: string;
  /** RFC 3339. */
  readonly start: string;
  /** RFC 3339, exclusive. */
  readonly end: string;
  /** @default the chart's */
  readonly timeZone?: string | undefined;
  /** @default once `end` has passed */
  readonly closed?: boolean | undefined;
}

/** How to load. */
export interface LoadOptions {
  /** A billing period that the source knows. No source of this version has any. */
  readonly period?: string | undefined;
  /** Send a request that begins now, however fresh the usage is. @default false */
  readonly refresh?: boolean | undefined;
  /** Ends the wait of this caller; the request itself ends when its last caller has left. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Is given the rows that have come so far, in upstream order, each time there are more, where the server sends them by
   * column. They are not the bill before `load` is done: it may still fail, or begin anew. When it throws, or gives a
   * promise that rejects before `load` is done, this `load` fails.
   */
  readonly onProgress?: ((rows: RowView) => void) | undefined;
}

/** Where snapshots come from. Those who share a source always agree. */
export interface UsageSource {
  /** The newest snapshot; undefined before the first, and once it has been dropped. */
  readonly current: UsageSnapshot | undefined;
  /** Would `load` ask the server? */
  readonly stale: boolean;
  /** When `current` was last loaded, in milliseconds since 1970. */
  readonly loadedAt?: number | undefined;
  /** Up to when the server has counted, in milliseconds since 1970. */
  readonly asOf?: number | undefined;
  readonly period?: Period | undefined;
  readonly periods?: readonly Period[] | undefined;
  /** The newest snapshot, as itself where it is in memory and fresh. */
  load(options?: LoadOptions): MaybePromise<UsageSnapshot>;
  /** Tells whenever something above has changed. Returns what ends that. */
  subscribe(changed: () => void): () => void;
}

/** @throws {UsageError} `invalid_option` */
export function checkLoadOptions(options: LoadOptions): LoadOptions {
  const own = ownOptions('options', options);
  const { period, onProgress } = own;
  if (period !== undefined) throw new UsageError('invalid_option', '`period`: this source has the current one alone.');
  functionOption('onProgress', onProgress);
  return own;
}

/** Who is to be told of changes. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  /** Each call counts by itself, though the same function may be given twice. */
  add(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Tells them all. What one of them throws is reported, as of a listener of an event. */
  tell(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
