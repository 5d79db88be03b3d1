import { isPromise } from '../waiting.ts';
import type { MaybePromise } from './snapshot.ts';

/** The one place where sync and async meet: for a value, `use` runs at once. */
export function settle<T, R>(value: MaybePromise<T>, use: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(use) : use(value);
}
