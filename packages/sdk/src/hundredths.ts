import { UsageError } from './errors.ts';

/** The most that one message or report may cost, in credits. */
export const maximumCredits = 1e9;

/** The binary noise that the reading side forgives, in credits: some servers sum in floating point. */
const noise = 1e-6;

/**
 * Credits on the wire (a decimal number) to whole hundredths, exactly.
 * @returns undefined for what is not a finite number from 0 to 1e9 with at most two decimals.
 */
export function toHundredths(credits: unknown): number | undefined {
  const hundredths = nearestHundredths(credits);
  // Dividing rounds to the nearest double, which is how a decimal with two places was read in the first place.
  return hundredths !== undefined && hundredths / 100 === credits ? hundredths : undefined;
}

/**
 * As `toHundredths`, but a number within 1e-6 of a whole hundredth from 0 to 1e9 is taken for that hundredth. The distance
 * is that of the decimal texts: each of the two doubles may be half a unit in its last place beside its text.
 */
export function toHundredthsWithNoise(credits: unknown): number | undefined {
  const hundredths = nearestHundredths(credits);
  if (hundredths === undefined) return undefined;
  const distance = Math.abs(hundredths / 100 - (credits as number));
  return distance <= noise + Math.abs(credits as number) * Number.EPSILON ? hundredths : undefined;
}

function nearestHundredths(credits: unknown): number | undefined {
  if (typeof credits !== 'number') return undefined;
  // Adding 0 turns -0 into 0.
  const hundredths = Math.round(credits * 100) + 0;
  return hundredths >= 0 && hundredths <= maximumCredits * 100 ? hundredths : undefined;
}

/** Whole hundredths to the decimal number that goes on the wire. */
export function fromHundredths(hundredths: number): number {
  return hundredths / 100;
}

/** Whole hundredths as plain text with two decimals: `124060` is `1240.60`. */
export function formatHundredths(hundredths: number): string {
  const cents = hundredths % 100;
  return `${(hundredths - cents) / 100}.${String(cents).padStart(2, '0')}`;
}

/**
 * Adds whole hundredths.
 * @throws {UsageError} `total_too_large` above 2^53 - 1: a rounded figure would be a wrong one.
 */
export function addHundredths(total: number, hundredths: number): number {
  const sum = total + hundredths;
  if (sum > Number.MAX_SAFE_INTEGER) {
    throw new UsageError('total_too_large', 'The sum of credits is above 90,071,992,547,409.91: it cannot be exact.');
  }
  return sum;
}
