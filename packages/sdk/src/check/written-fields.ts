import { toAmount } from '../amounts.ts';
import { usageItemRules, type UsageItem } from '../usage-item.ts';

/** What the contract asks of who writes a field: at most what the reading side takes. */
interface WrittenField {
  /** What is written, in a few words. */
  readonly text: string;
  /** Is a value that the reading side takes also what is to be written? */
  readonly isAsWritten: (value: unknown) => boolean;
  /** What is odd about a value that is not, and what to do. */
  readonly habit: string;
  /** JSON Schema, as in docs/usage.openapi.json. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const { message_id, credits_used } = usageItemRules;

/** Beside `usageItemRules`: what a backend shall write. */
export const writtenFields: Readonly<Record<keyof UsageItem, WrittenField>> = {
  message_id: {
    text: 'a safe integer',
    isAsWritten: (value) => typeof value === 'number',
    habit: 'is a text; the element takes it, other readers may ask for an integer',
    schema: {
      description: 'The element takes a non-empty string, too.',
      type: 'integer',
      minimum: message_id.least,
      maximum: message_id.most,
    },
  },
  timestamp: {
    text: 'RFC 3339 with offset',
    isAsWritten: () => true,
    habit: '',
    schema: {
      description: 'RFC 3339 with offset, of a date that exists. `:60` is accepted and counts as `:59`.',
      type: 'string',
      format: 'date-time',
    },
  },
  report_name: {
    text: 'a name, or left out',
    isAsWritten: (value) => value === undefined || (typeof value === 'string' && value !== ''),
    habit: 'is null or ""; the element takes it for none, the contract leaves it out',
    schema: {
      description: 'There exactly when a report priced the message. The element takes null and "" for none, too.',
      type: 'string',
      minLength: 1,
    },
  },
  credits_used: {
    text: 'a number with at most two decimals',
    isAsWritten: (value) => toAmount(value) !== undefined,
    habit: 'has binary noise, which the element rounds away: round to two decimals',
    schema: {
      description:
        'Credits, with at most two decimals. The element rounds binary noise away, such as in 9.350000000000001.',
      type: 'number',
      minimum: credits_used.least,
      maximum: credits_used.most,
      multipleOf: 0.01,
    },
  },
};
