import type { UsageError, UsageSnapshot } from '@usage/sdk';

/** What is shown, and when it was loaded; undefined for usage that the page gave. */
export interface Loaded {
  readonly snapshot: UsageSnapshot;
  /** Milliseconds since 1970. */
  readonly loadedAt: number | undefined;
}

/** One state at a time; what was loaded before stays beside `loading` and `failed`. */
export type SourceState =
  | { readonly status: 'idle'; readonly loaded?: undefined }
  | { readonly status: 'loading'; readonly loaded: Loaded | undefined }
  | { readonly status: 'ready'; readonly loaded: Loaded }
  | { readonly status: 'failed'; readonly loaded: Loaded | undefined; readonly error: UsageError };
