import type { MaybePromise } from './snapshot.ts';

/** Is it a promise, of this realm or another, or one that a library has put in its place? */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof (value as Promise<T> | undefined)?.then === 'function';
}

/** The one place where sync and async meet: for a value, `use` runs at once. */
export function settle<T, R>(value: MaybePromise<T>, use: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(use) : use(value);
}
