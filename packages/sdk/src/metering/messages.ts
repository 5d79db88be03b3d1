import { isReportId, parseMessage, parseMessageEnvelope, type Message } from '../contract.ts';
import { parseDate, parseTime } from '../timestamp.ts';
import { nextTask } from '../waiting.ts';
import { keepInvalidId } from './fallbacks.ts';
import { inSlices } from './slices.ts';

/** So many characters are parsed at once. */
const fewCharacters = 2 ** 20;

/**
 * `JSON.parse`, which nothing can slice: for a long text it waits for a turn of its own, as putting the text together has
 * held the event loop already.
 */
export async function parseJson(text: string): Promise<unknown> {
  if (text.length > fewCharacters) await nextTask();
  return JSON.parse(text);
}

/**
 * The body of `GET /messages/current-period` to messages. The schema of the contract has the last word: a message that
 * raises the least doubt goes through it.
 * @throws {ContractError} at the first rule that is broken.
 * @throws {UsageError} `too_large` for more than `maxRows` messages.
 */
export async function readMessages(body: unknown, signal?: AbortSignal, maxRows?: number): Promise<Message[]> {
  const list = parseMessageEnvelope(body, maxRows);
  const messages = new Array<Message>(list.length);
  await inSlices(list.length, signal, (from, to) => {
    for (let index = from; index < to; index++) {
      messages[index] = passGate(list[index]) ?? parseMessage(list[index], index);
    }
  });
  return messages;
}

/** Undefined at the first doubt. */
function passGate(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, text, timestamp, report_id } = value as { readonly [Key in keyof Message]: unknown };
  if (!Number.isSafeInteger(id) || typeof text !== 'string') return undefined;
  // In two parts: a larger number that a function returns may be a new object each time.
  if (typeof timestamp !== 'string' || Number.isNaN(parseDate(timestamp) + parseTime(timestamp))) return undefined;
  const hasReport = isReportId(report_id);
  // With these fields and no others it is a message as it is. A million copies would keep the garbage collector busy.
  if ((hasReport || report_id === undefined) && Object.keys(value).length === (hasReport ? 4 : 3)) {
    return value as Message;
  }
  const message = { id: id as number, text, timestamp };
  if (hasReport) return { ...message, report_id };
  keepInvalidId(message, report_id);
  return message;
}
