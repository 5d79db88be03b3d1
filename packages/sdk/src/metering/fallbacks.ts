import type { Message } from '../contract.ts';
import { ContractError, describeType } from '../errors.ts';
import { functionOption, invalidOption } from '../options.ts';
import { isPromise } from '../waiting.ts';
import { inSlices } from './slices.ts';

/**
 * Why a message that names a report is priced without one.
 *
 * - `invalid_report_id`: its `report_id` is not a safe integer of at least 0
 * - `missing_report`: the upstream has no such report (404)
 */
export type FallbackReason = 'invalid_report_id' | 'missing_report';

/** A message that names a report, with its `report_id` as the upstream sent it. A copy: changing it changes no bill. */
export interface FallbackMessage extends Omit<Message, 'report_id'> {
  readonly report_id: unknown;
}

export type FallbackListener = (message: FallbackMessage, reason: FallbackReason) => unknown;

export interface FallbackOptions {
  /**
   * Called for each message that names a report but is priced without one, by its text: once for each bill, in the order
   * of the bill, after all of it has been priced, and never for a bill that fails. A `report_id` that is null or absent
   * names no report. Errors of this function change nothing on the bill: the first of each bill is logged.
   */
  readonly onFallback?: FallbackListener | undefined;
  /**
   * What to do with a `report_id` that is not a safe integer of at least 0: price the message by its text, or fail with
   * a `ContractError` at `messages[3].report_id`. @default 'text'
   */
  readonly invalidReportId?: 'text' | 'refuse' | undefined;
}

/**
 * Checks the options that are about fallbacks.
 * @throws {UsageError} `invalid_option`
 */
export function readFallbackOptions({ onFallback, invalidReportId = 'text' }: FallbackOptions) {
  functionOption('onFallback', onFallback);
  if (invalidReportId === 'text' || invalidReportId === 'refuse') return { onFallback, invalidReportId };
  throw invalidOption('invalidReportId', "'text' or 'refuse'", invalidReportId);
}

/** Puts the private fields of its subclasses on an object that exists already. */
class Onto {
  constructor(object: object) {
    return object;
  }
}

/**
 * What the upstream sent as the `report_id` of a message that has none now. A private field, so that no credit policy
 * sees it; a WeakMap of a million messages would take minutes.
 */
class InvalidId extends Onto {
  readonly #value: unknown;

  constructor(message: Message, value: unknown) {
    super(message);
    this.#value = value;
  }

  static of(message: Message): unknown {
    return #value in message ? (message as InvalidId).#value : undefined;
  }
}

/** Keeps an invalid `report_id`, if it names a report at all, with a message that was made without it. */
export function keepInvalidId(message: Message, reportId: unknown): void {
  if (reportId !== undefined && reportId !== null) new InvalidId(message, reportId);
}

/** @throws {ContractError} at the first message with an invalid `report_id`. */
export async function refuseInvalidIds(messages: readonly Message[], signal: AbortSignal): Promise<void> {
  await inSlices(messages.length, signal, (from, to) => {
    for (let index = from; index < to; index++) {
      const invalid = InvalidId.of(messages[index]!);
      if (invalid !== undefined) throw refusal(`messages[${index}].report_id`, invalid);
    }
  });
}

function refusal(path: string, value: unknown): ContractError {
  const got = typeof value === 'number' ? `the number ${value}` : describeType(value);
  const rule = "a safe integer of at least 0, null or absent, as `invalidReportId` is 'refuse'";
  return new ContractError(`${path} must be ${rule}; got ${got}.`, path);
}

/** The fallbacks of one bill. */
export class Fallbacks {
  readonly #all: [message: FallbackMessage, reason: FallbackReason][] = [];

  /** Notes a message that is priced without a report, if it names one. */
  note(message: Message): void {
    const { id, text, timestamp, report_id } = message;
    const named = report_id ?? InvalidId.of(message);
    if (named === undefined) return;
    const reason = report_id === undefined ? 'invalid_report_id' : 'missing_report';
    this.#all.push([{ id, text, timestamp, report_id: named }, reason]);
  }

  async tell(listener: FallbackListener, signal: AbortSignal): Promise<void> {
    const tell = withoutErrors(listener, (error) => console.error(error));
    await inSlices(this.#all.length, signal, (from, to) => {
      for (const fallback of this.#all.slice(from, to)) tell(...fallback);
    });
  }
}

/**
 * A listener whose errors change nothing.
 * @param onError hears the first one, thrown or by a promise that rejects.
 */
export function withoutErrors(listener: FallbackListener, onError: (error: unknown) => void): FallbackListener {
  let isHeard = false;
  const hear = (error: unknown) => {
    if (!isHeard) onError(error);
    isHeard = true;
  };
  return (message, reason) => {
    try {
      const told = listener(message, reason);
      if (isPromise(told)) Promise.resolve(told).catch(hear);
    } catch (error) {
      hear(error);
    }
  };
}
