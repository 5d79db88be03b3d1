/**
 * What a check found about one promise of the contract.
 *
 * - `kept`
 * - `accepted`: not the contract's form, but one that the reading side takes
 * - `broken`: the element shows an error instead of usage
 * - `advice`: no promise of the contract, but better otherwise
 */
export interface Finding {
  readonly verdict: 'kept' | 'accepted' | 'broken' | 'advice';
  /** What was looked at, such as `timestamp`. */
  readonly what: string;
  /** What was found: a sentence, or the end of one. */
  readonly text: string;
}

export const kept = (what: string, text: string): Finding => ({ verdict: 'kept', what, text });
export const accepted = (what: string, text: string): Finding => ({ verdict: 'accepted', what, text });
export const broken = (what: string, text: string): Finding => ({ verdict: 'broken', what, text });
export const advice = (what: string, text: string): Finding => ({ verdict: 'advice', what, text });
