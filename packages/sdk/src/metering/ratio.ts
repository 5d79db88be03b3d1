/** A rational number, exactly. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The decimal that a finite number of at least 0 is written as: 0.15 is 15/100, not the double that lies nearest. */
export function toRatio(value: number): Ratio {
  const [digits, exponent] = String(value).split('e');
  const [whole, fraction = ''] = digits!.split('.');
  const places = fraction.length - Number(exponent ?? 0);
  const numerator = BigInt(whole! + fraction);
  return places > 0
    ? { numerator, denominator: 10n ** BigInt(places) }
    : { numerator: numerator * 10n ** BigInt(-places), denominator: 1n };
}

export function invert({ numerator, denominator }: Ratio): Ratio {
  return { numerator: denominator, denominator: numerator };
}

/**
 * Multiplies a whole number of at least 0 by the ratio, and rounds up to a whole number: exact wherever the product is
 * a safe integer.
 */
export function multiplierRoundingUp({ numerator, denominator }: Ratio): (value: number) => number {
  const by = Number(numerator);
  const over = Number(denominator);
  return (value) => {
    const product = value * by;
    // A denominator that is not safe is above every product that is: its own rounding does not matter then.
    if (Number.isSafeInteger(product)) {
      const rest = product % over;
      return (product - rest) / over + (rest > 0 ? 1 : 0);
    }
    return Number((BigInt(value) * numerator + denominator - 1n) / denominator);
  };
}
