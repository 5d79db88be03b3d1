import { UsageError } from './errors.ts';
import { invalidOption } from './options.ts';

/** How many decimals amounts have. */
export const defaultScale = 2;

export function isScale(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 9;
}

/** The most that one message or report may cost, in credits. */
export const maximumCredits = 1e9;

/** The binary noise that the reading side forgives, in credits: some servers sum in floating point. */
const noise = 1e-6;

/**
 * Credits on the wire (a decimal number) to an amount, exactly.
 * @returns undefined for what is not a finite number from 0 to 1e9 with at most two decimals.
 */
export function toAmount(credits: unknown): number | undefined {
  const amount = nearestAmount(credits);
  // Dividing rounds to the nearest double, which is how a decimal with two places was read in the first place.
  return amount !== undefined && amount / 100 === credits ? amount : undefined;
}

/**
 * As `toAmount`, but a number within 1e-6 of a whole hundredth from 0 to 1e9 is taken for that hundredth. The distance
 * is that of the decimal texts: each of the two doubles may be half a unit in its last place beside its text.
 */
export function toAmountWithNoise(credits: unknown): number | undefined {
  const amount = nearestAmount(credits);
  if (amount === undefined) return undefined;
  const distance = Math.abs(amount / 100 - (credits as number));
  return distance <= noise + Math.abs(credits as number) * Number.EPSILON ? amount : undefined;
}

function nearestAmount(credits: unknown): number | undefined {
  if (typeof credits !== 'number') return undefined;
  // Adding 0 turns -0 into 0.
  const amount = Math.round(credits * 100) + 0;
  return amount >= 0 && amount <= maximumCredits * 100 ? amount : undefined;
}

/** An amount at scale 2 to the decimal number that goes on the wire. */
export function fromAmount(amount: number): number {
  return amount / 100;
}

/**
 * An amount as plain text: `124060` at scale 2 is `1240.60`, `-5` is `-0.05`.
 * @param amount A safe integer of any sign, in the smallest unit.
 * @param scale How many decimals it has, from 0 to 9.
 * @throws {UsageError} `invalid_option` for anything else: a rounded figure would be a wrong one.
 */
export function formatAmount(amount: number, scale: number): string {
  if (!Number.isSafeInteger(amount)) throw invalidOption('amount', 'a safe integer', amount);
  if (!isScale(scale)) throw invalidOption('scale', 'a whole number from 0 to 9', scale);
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0');
  const whole = digits.length - scale;
  const sign = amount < 0 ? '-' : '';
  return sign + (scale === 0 ? digits : `${digits.slice(0, whole)}.${digits.slice(whole)}`);
}

/**
 * Adds amounts.
 * @throws {UsageError} `total_too_large` above 2^53 - 1: a rounded figure would be a wrong one.
 */
export function addAmounts(total: number, amount: number): number {
  const sum = total + amount;
  if (sum > Number.MAX_SAFE_INTEGER) {
    throw new UsageError('total_too_large', 'The sum of credits is above 90,071,992,547,409.91: it cannot be exact.');
  }
  return sum;
}
