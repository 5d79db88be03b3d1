import {
  UsageError,
  isUsageError,
  type HttpStatusError,
  type LoadOptions,
  type MaybePromise,
  type UsageSnapshot,
  type UsageSource,
} from '@usage/sdk';

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

/** What a source's owner is told of. */
export interface SourceHooks {
  /** Usage came over the network. */
  readonly loaded: (snapshot: UsageSnapshot) => void;
  readonly failed: (error: UsageError) => void;
  /** What was shown is gone, and what comes next may be another customer's. */
  readonly dropped: () => void;
}

/** Whoever looks at the page now may not see what was shown: the session is over, or another's. */
export function isRefusal(error: UsageError): boolean {
  const { status } = error as Partial<HttpStatusError>;
  return status === 401 || status === 403;
}

/** Why a load failed. Without the cause: whatever a page's own source throws may hold a token. */
export function errorOf(reason: unknown): UsageError {
  if (isUsageError(reason)) return reason;
  return new UsageError('network', 'The source that the page gave could not load usage.');
}

/** What a source has in memory comes as itself, so that no frame is drawn without it. A page's own may throw. */
export function loadFrom(source: UsageSource, options: LoadOptions): MaybePromise<UsageSnapshot> {
  try {
    return source.load(options);
  } catch (error) {
    return Promise.reject(errorOf(error));
  }
}
