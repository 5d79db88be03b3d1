import * as z from 'zod/mini';
import { ContractError, UsageError, describeType } from './errors.ts';
import { toAmount, toAmountWithNoise } from './amounts.ts';
import { usageItemRules, type FieldRule, type UsageItem } from './usage-item.ts';

/** One request that a customer made to the AI, as the upstream lists it. */
export interface Message {
  readonly id: number;
  readonly text: string;
  /** RFC 3339 with offset, as the upstream wrote it. */
  readonly timestamp: string;
  /** Only where the upstream gave a safe integer of at least 0: anything else is a text message, told to `onFallback`. */
  readonly report_id?: number;
}

/** A priced document that a message produced. */
export interface Report {
  readonly id: number;
  readonly name: string;
  /** Credits, a decimal number with at most two places. */
  readonly credit_cost: number;
}

const expected = {
  integer: 'a safe integer',
  text: 'a string',
  name: 'a non-empty string',
} as const;

const { timestamp, credits_used } = usageItemRules;

// Each is made on first use, and by itself, so that a bundle leaves out what it never calls.
const messageSchema = once(() =>
  z.object({
    id: rule<number>(Number.isSafeInteger, expected.integer),
    text: rule<string>(isText, expected.text),
    timestamp: rule<string>(timestamp.holds, timestamp.expected),
    report_id: z.optional(z.unknown()),
  }),
);

const reportSchema = once(() =>
  z.object({
    id: rule<number>(Number.isSafeInteger, expected.integer),
    name: rule<string>((name) => isText(name) && name !== '', expected.name),
    credit_cost: rule<number>((credits) => toAmount(credits) !== undefined, credits_used.expected),
  }),
);

/** Each field as it came, once its rule holds. */
interface CheckedItem extends Omit<UsageItem, 'report_name'> {
  readonly report_name?: string | null;
}

const usageItemSchema = once(() => {
  const fields = Object.entries(usageItemRules).map(([name, { holds, expected, isOptional }]: [string, FieldRule]) => [
    name,
    isOptional ? z.optional(rule(holds, expected)) : rule(holds, expected),
  ]);
  return z.object(Object.fromEntries(fields)) as unknown as z.ZodMiniType<CheckedItem>;
});

const failureSchema = once(() =>
  z.object({
    error: z.object({ code: rule<string>(isText, expected.text), message: rule<string>(isText, expected.text) }),
  }),
);

/**
 * The body of `GET /messages/current-period` to what should be messages: only the envelope is looked at, `parseMessage`
 * does the rest.
 * @throws {ContractError} without a list `messages`.
 * @throws {UsageError} `too_large` for a list of more than `maxRows`.
 */
export function parseMessageEnvelope(body: unknown, maxRows = Infinity): readonly unknown[] {
  return listOf(body, 'messages', maxRows);
}

/**
 * Checks and tidies the message at a place in the list.
 * @throws {ContractError} at the first rule that is broken.
 */
export function parseMessage(value: unknown, index: number): Message {
  const { report_id, ...message } = parse(messageSchema(), value, `messages[${index}]`);
  return isReportId(report_id) ? { ...message, report_id } : message;
}

/**
 * The body of `GET /reports/{id}` to the report that was asked for.
 * @throws {ContractError} at the first rule that is broken.
 */
export function parseReport(body: unknown, id: number): Report {
  const report = parse(reportSchema(), body, '');
  if (report.id !== id) throw violation('id', `the id that was asked for, ${id}`, report.id);
  return report;
}

/**
 * The body of `GET /usage` to what should be items: only the envelope is looked at, `parseUsageItems` does the rest.
 * @throws {ContractError} without a list `usage`.
 * @throws {UsageError} `too_large` for a list of more than `maxRows`.
 */
export function parseUsageEnvelope(body: unknown, maxRows = Infinity): readonly unknown[] {
  const list = listOf(body, 'usage', maxRows);
  // They change what figures mean: read without them, every one would be wrong.
  const { scale, unit, adjustments } = body as Record<string, unknown>;
  if (scale !== undefined && scale !== 2) throw violation('scale', '2, or left out, in this version', scale);
  if (unit !== undefined && unit !== 'credits')
    throw violation('unit', '"credits", or left out, in this version', unit);
  const isEmpty = adjustments === undefined || (Array.isArray(adjustments) && adjustments.length === 0);
  if (!isEmpty) throw violation('adjustments', 'an empty list, or left out, in this version', adjustments);
  return list;
}

/**
 * Checks and tidies usage items by the rules of the reading side.
 * @throws {ContractError} at the first rule that is broken.
 */
export function parseUsageItems(items: unknown): UsageItem[] {
  if (!Array.isArray(items)) throw violation('usage', 'a list', items);
  // Item by item: a schema for the whole list would gather an issue for each of a million bad rows.
  return Array.from(items, (item, index) => {
    const { message_id, timestamp, report_name, credits_used } = parse(usageItemSchema(), item, `usage[${index}]`);
    const credits = (toAmountWithNoise(credits_used) ?? NaN) / 100;
    return report_name
      ? { message_id, timestamp, report_name, credits_used: credits }
      : { message_id, timestamp, credits_used: credits };
  });
}

/** The `error` of an answer in the shape of the contract, or undefined. */
export function parseFailure(body: unknown): { code: string; message: string } | undefined {
  const result = failureSchema().safeParse(body);
  return result.success ? result.data.error : undefined;
}

/** Can this be looked up? Anything else makes its message a text message. */
export function isReportId(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function rule<T>(holds: (value: unknown) => boolean, error: string) {
  return z.custom<T>(holds, { error });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** More rows are on their way than may be read. */
export function checkRows(key: string, count: number, maxRows: number): void {
  if (count > maxRows) throw new UsageError('too_large', `${key} has more than ${maxRows} rows (\`maxRows\`).`);
}

function listOf(body: unknown, key: string, maxRows: number): readonly unknown[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw violation('', `an object with ${key}`, body);
  const list = (body as Record<string, unknown>)[key];
  if (!Array.isArray(list)) throw violation(key, 'a list', list);
  checkRows(key, list.length, maxRows);
  return list;
}

function parse<T>(itemSchema: z.ZodMiniType<T>, value: unknown, path: string): T {
  const result = itemSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const keys = issue?.path ?? [];
  const wrong = keys.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
  const where = [path, ...keys.map(String)].filter(Boolean).join('.');
  throw violation(where, keys.length ? (issue?.message ?? 'a valid value') : 'an object', wrong);
}

function violation(path: string, what: string, value: unknown): ContractError {
  return new ContractError(`${path || 'The body'} must be ${what}; got ${describeType(value)}.`, path);
}
