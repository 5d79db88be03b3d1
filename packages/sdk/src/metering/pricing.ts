import type { Message, Report } from '../contract.ts';
import { maximumCredits, toAmount } from '../amounts.ts';
import { invalidOption, ownOptions } from '../options.ts';
import { countCodePoints } from './code-points.ts';
import { invert, multiplierRoundingUp, toRatio } from './ratio.ts';

/**
 * What a message costs, as an amount: whole hundredths of a credit, from 0 to 1e11. `report` is the report that the
 * message produced, if it can be found. A message that a policy changes fails the bill; reports are frozen.
 */
export type CreditPolicy = (message: Message, report: Report | undefined) => number;

export interface TokenCreditsOptions {
  /** Characters are Unicode code points. From 0.001 to 1e9. @default 4 */
  readonly charactersPerToken?: number | undefined;
  /** From 0 to 1e9. @default 40 */
  readonly creditsPer100Tokens?: number | undefined;
  /** The least that a message costs, with at most two decimals. @default 1 */
  readonly minimumCredits?: number | undefined;
}

/**
 * Prices a message by its report, or else by the tokens of its text, in exact decimal arithmetic: tokens are rounded up
 * to whole ones, credits to whole hundredths. 17 characters are 5 tokens, which cost 2.00; 44 cost 4.40, and not the
 * 4.41 of binary floating point.
 *
 * @throws {UsageError} `invalid_option`
 * @example collectUsage({ upstream, credits: tokenCredits({ creditsPer100Tokens: 25 }) })
 */
export function tokenCredits(options: TokenCreditsOptions = {}): CreditPolicy {
  const { charactersPerToken = 4, creditsPer100Tokens = 40, minimumCredits = 1 } = ownOptions('options', options);
  if (!(isNumber(charactersPerToken) && charactersPerToken >= 0.001 && charactersPerToken <= 1e9)) {
    throw invalidOption('charactersPerToken', 'a number from 0.001 to 1,000,000,000', charactersPerToken);
  }
  if (!(isNumber(creditsPer100Tokens) && creditsPer100Tokens >= 0 && creditsPer100Tokens <= maximumCredits)) {
    throw invalidOption('creditsPer100Tokens', 'a number from 0 to 1,000,000,000', creditsPer100Tokens);
  }
  const minimum = isNumber(minimumCredits) ? toAmount(minimumCredits) : undefined;
  if (minimum === undefined) {
    throw invalidOption('minimumCredits', 'a number from 0 to 1,000,000,000 with at most two decimals', minimumCredits);
  }

  const toTokens = multiplierRoundingUp(invert(toRatio(charactersPerToken)));
  // Credits for 100 tokens are hundredths for one.
  const tokensToAmount = multiplierRoundingUp(toRatio(creditsPer100Tokens));
  return (message, report) =>
    report
      ? (toAmount(report.credit_cost) ?? NaN)
      : Math.max(minimum, tokensToAmount(toTokens(countCodePoints(message.text))));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
