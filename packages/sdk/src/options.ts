import { UsageError, describeType } from './errors.ts';

/** The longest time that a timer can hold; a longer one would fire at once. */
const longestDuration = 2 ** 31 - 1;

/**
 * An option that is a time in milliseconds.
 * @throws {UsageError} `invalid_option`
 */
export function durationOption(name: string, value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && value > 0 && value <= longestDuration) return value;
  throw invalidOption(name, `a number of milliseconds above 0 and at most ${longestDuration}`, value);
}

/**
 * An option that is a whole number, from `minimum` (1 unless told) to `maximum`.
 * @throws {UsageError} `invalid_option`
 */
export function countOption(
  name: string,
  value: unknown,
  range: { fallback: number; minimum?: number; maximum?: number },
): number {
  const { fallback, minimum = 1, maximum = Number.MAX_SAFE_INTEGER } = ownOptions('range', range);
  if (value === undefined) return fallback;
  if (Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return Number(value);
  throw invalidOption(name, `a whole number from ${minimum} to ${maximum}`, value);
}

/**
 * An option that is a function.
 * @throws {UsageError} `invalid_option`
 */
export function functionOption<T>(name: string, value: T): T {
  if (value === undefined || typeof value === 'function') return value;
  throw invalidOption(name, 'a function', value);
}

/**
 * The object that holds options, as a copy of its own enumerable properties that inherits nothing. So what a script has
 * put on `Object.prototype` is no option, and each getter runs once. Of an instance of a class, too, only its own fields
 * count: getters and methods of its prototype are ignored.
 * @throws {UsageError} `invalid_option`
 */
export function ownOptions<T>(name: string, value: T): T {
  if (typeof value === 'object' && value !== null) return { __proto__: null, ...value };
  throw invalidOption(name, 'an object', value);
}

/** What to say about an option that is not what it must be. */
export function invalidOption(name: string, what: string, value: unknown): UsageError {
  const given = typeof value === 'number' ? `the number ${value}` : describeType(value);
  return new UsageError('invalid_option', `\`${name}\` must be ${what}; got ${given}.`);
}
