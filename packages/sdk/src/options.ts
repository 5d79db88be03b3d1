import { UsageError } from './errors.ts';

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
  {
    fallback,
    minimum = 1,
    maximum = Number.MAX_SAFE_INTEGER,
  }: { fallback: number; minimum?: number; maximum?: number },
): number {
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
 * The object that holds the options themselves.
 * @throws {UsageError} `invalid_option`
 */
export function objectOption<T>(name: string, value: T): T {
  if (typeof value === 'object' && value !== null) return value;
  throw invalidOption(name, 'an object', value);
}

/** What to say about an option that is not what it must be. A text is not repeated: it may be a secret. */
export function invalidOption(name: string, what: string, value: unknown): UsageError {
  return new UsageError('invalid_option', `\`${name}\` must be ${what}; got ${describe(value)}.`);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return value === '' ? 'an empty string' : `a ${typeof value}`;
}
