import type { UsageSummary } from '@usage/sdk';
import type { Answer } from '../controllers/answer-controller.ts';
import type { SourceState } from '../controllers/source-state.ts';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';

/** What the parts of a dashboard are drawn from. */
export interface DashboardContext {
  readonly state: SourceState;
  /** All figures that are shown come from it. */
  readonly answer: Answer | undefined;
  readonly strings: UsageStrings;
  readonly format: UsageFormat;
  /** The time zone whose days are shown. */
  readonly zone: string;
  /** The time zones that may be chosen, that one among them. */
  readonly zones: readonly string[];
  /** Was it drawn on a server, or is being drawn there? */
  readonly served: boolean;
  /** What to say when the time zone that was asked for is not known here. */
  readonly zoneNotice: string | undefined;
  readonly heading: string | undefined;
}

/** `295 messages` */
export function countMessages({ messages }: UsageSummary, { strings, format }: DashboardContext): string {
  return strings.messages(messages, format.count(messages));
}

/** `4,996.60 credits` */
export function totalCredits({ amount }: UsageSummary, { strings, format }: DashboardContext): string {
  return strings.credits(format.amount(amount));
}
