import { maximumCredits, toAmountWithNoise } from './amounts.ts';
import { parseTimestamp } from './timestamp.ts';

/** What one message cost: an item of the list that `/usage` answers. */
export interface UsageItem {
  /** A safe integer; servers other than ours may use a non-empty string. */
  readonly message_id: number | string;
  /** RFC 3339 with offset, unchanged from the upstream. */
  readonly timestamp: string;
  /** Only where a report priced the message. */
  readonly report_name?: string;
  /** Credits, a decimal number with at most two places. */
  readonly credits_used: number;
}

/** What the reading side asks of a field. */
export interface FieldRule {
  /** Ends the sentence "It must be ...". */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  /** May it be left out? Then null and an empty text are none, too. */
  readonly isOptional: boolean;
  /** The bounds of its numbers, ends included; a timestamp's are its instants. */
  readonly least?: number;
  readonly most?: number;
}

/**
 * The rules of the reading side, written once: from them come the schema of the contract, the fast path, the reader by
 * column, and what `check` and docs/usage.openapi.json say.
 */
export const usageItemRules = {
  message_id: {
    expected: 'a safe integer or a non-empty string',
    holds: isMessageId,
    isOptional: false,
    least: Number.MIN_SAFE_INTEGER,
    most: Number.MAX_SAFE_INTEGER,
  },
  timestamp: {
    expected: 'an RFC 3339 date-time with offset, such as 2024-04-29T02:08:29.375Z',
    holds: (value) => typeof value === 'string' && !Number.isNaN(parseTimestamp(value)),
    isOptional: false,
    // The years 0000 to 9999.
    least: -62_167_219_200_000,
    most: 253_402_300_799_999,
  },
  report_name: {
    expected: 'a string, null or nothing',
    holds: isOptionalName,
    isOptional: true,
  },
  credits_used: {
    expected: 'a number from 0 to 1,000,000,000 with at most two decimals',
    holds: (value) => toAmountWithNoise(value) !== undefined,
    isOptional: false,
    least: 0,
    most: maximumCredits,
  },
} as const satisfies Record<keyof UsageItem, FieldRule>;

/** Does this identify a message? */
export function isMessageId(id: unknown): id is number | string {
  return Number.isSafeInteger(id) || (typeof id === 'string' && id !== '');
}

/** Is this a report's name, or one of the ways to say that there is none? */
export function isOptionalName(name: unknown): name is string | null | undefined {
  return typeof name === 'string' || name === undefined || name === null;
}
