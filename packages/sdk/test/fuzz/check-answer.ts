import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { parseReport, parseUsageEnvelope, type Message, type Report } from '../../src/contract.ts';
import type { UsageItem } from '../../src/usage-item.ts';
import { ContractError, isUsageError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { readMessages } from '../../src/metering/messages.ts';
import { createUpstream } from '../../src/metering/upstream.ts';
import { UsageLedger } from '../../src/reading/ledger.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import type { Answer } from './answers.ts';
import { checkLedger } from './check-ledger.ts';
import { answering, bytesOf, textOf } from './transport.ts';

/** What came of an answer. */
export type Verdict = 'no JSON' | 'refused' | 'taken';

/** Reads an answer and holds what comes of it to the rules of the contract, written down once more. */
export async function checkAnswer({ kind, text, sent }: Answer): Promise<Verdict> {
  return sent ? checkSent(kind, bytesOf(text, sent), sent.cuts) : check(kind, text, asItIs[kind]);
}

/** As `checkAnswer`, for bytes that come over HTTP, cut at some places. */
export function checkSent(
  kind: Answer['kind'],
  bytes: Uint8Array<ArrayBuffer>,
  cuts: readonly number[],
): Promise<Verdict> {
  const read = async () => overHttp[kind](answering(bytes, cuts));
  return check(kind, textOf(bytes), read, () => assert.rejects(read, isNoJson));
}

function isNoJson(error: unknown): boolean {
  return error instanceof ContractError && error.message.endsWith('the body is not JSON.');
}

async function check(
  kind: Answer['kind'],
  text: string | undefined,
  read: (body: unknown) => unknown,
  refused?: () => Promise<void>,
): Promise<Verdict> {
  let body: unknown;
  try {
    body = JSON.parse(text ?? '');
  } catch {
    await refused?.();
    return 'no JSON';
  }
  try {
    const result = await read(body);
    if (kind === 'report') checkReport(result as Report, body);
    else if (kind === 'messages') await checkMessages(result as Message[], body);
    else checkUsage(result as UsageLedger, body);
    return 'taken';
  } catch (error) {
    if (!isUsageError(error)) throw error;
    checkRefusal(error, kind, body);
    return 'refused';
  }
}

const asItIs: Record<Answer['kind'], (body: unknown) => unknown> = {
  messages: (body) => readMessages(body),
  report: (body) => parseReport(body, 5392),
  usage: (body) => UsageLedger.from(parseUsageEnvelope(body)),
};

const retry = { limit: 0 };
const overHttp: Record<Answer['kind'], (send: typeof fetch) => unknown> = {
  messages: (send) => createUpstream({ baseUrl: 'https://a.test', fetch: send, retry }).messages(),
  report: (send) => createUpstream({ baseUrl: 'https://a.test', fetch: send, retry }).report(5392),
  usage: (send) => new UsageClient({ url: 'https://a.test/usage', fetch: send, retry }).load(),
};

function checkReport(report: Report, body: unknown): void {
  assert.ok(isReport(body));
  const { id, name, credit_cost } = body as Report;
  assert.deepEqual(report, { id, name, credit_cost });
}

async function checkMessages(messages: readonly Message[], body: unknown): Promise<void> {
  const raw = Object(body).messages as Record<string, unknown>[];
  assert.equal(messages.length, raw.length);
  assert.ok(raw.every(isMessage));
  for (const [index, message] of messages.entries()) {
    const { id, text, timestamp, report_id } = raw[index]!;
    const isLookedUp = Number.isSafeInteger(report_id) && Number(report_id) >= 0;
    assert.deepEqual(message, isLookedUp ? { id, text, timestamp, report_id } : { id, text, timestamp });
  }
  await checkBill(messages);
}

/** From messages to a ledger and back through JSON, the total stays. */
async function checkBill(messages: readonly Message[]): Promise<void> {
  const usage = await collectUsage({ upstream: { messages: async () => messages, report: async () => undefined } });
  const total = messages.reduce((sum, { text }) => {
    const tokens = (BigInt([...text].length) + 3n) / 4n;
    return sum + (tokens > 2n ? tokens * 40n : 100n);
  }, 0n);
  const items: UsageItem[] = JSON.parse(JSON.stringify(usage));
  const ledger = UsageLedger.from(items);
  assert.equal(BigInt(ledger.totalAmount), total);
  assert.equal(ledger.length, messages.length);
  checkLedger(ledger, items);
}

function checkUsage(ledger: UsageLedger, body: unknown): void {
  const raw = Object(body).usage as Record<string, unknown>[];
  assert.equal(ledger.length, raw.length);
  const items = raw.map((each, index): UsageItem => {
    assert.ok(isItem(each, 2n * forgiven));
    const { message_id, timestamp, report_name, credits_used } = each as unknown as UsageItem;
    // The hundredth, that it is one, and the nearest.
    const credits = ledger.item(index).credits_used;
    assert.ok(isAmount(credits) && Math.abs(credits - credits_used) <= 1.1e-6);
    const id = Object.is(message_id, -0) ? 0 : message_id;
    return { message_id: id, timestamp, ...(report_name && { report_name }), credits_used: credits };
  });
  checkLedger(ledger, items);
}

/** A refusal names the place, and there is something wrong there. */
function checkRefusal(error: Error, kind: Answer['kind'], body: unknown): void {
  assert.match(error.message, /^(`[a-z]+\(\)`: )?\S.* must be .+; got .+\.$/);
  assert.ok(error instanceof ContractError);
  assert.equal(error.cause, undefined);
  const list: unknown = Object(body)[kind];
  if (kind === 'report') assert.ok(!isReport(body));
  else if (!Array.isArray(list)) assert.ok(error.path === '' || error.path === kind);
  else {
    const index = Number(/^\w+\[(\d+)\]/.exec(error.path)?.[1]);
    const isValid = (each: unknown, noise: bigint) => (kind === 'messages' ? isMessage(each) : isItem(each, noise));
    assert.ok(!isValid(list[index], forgiven), error.message);
    // Twice as much: large doubles are apart by a part of what is forgiven.
    assert.ok(
      list.slice(0, index).every((each) => isValid(each, 2n * forgiven)),
      'It is the first that is broken.',
    );
  }
}

function isReport(body: unknown): boolean {
  const { id, name, credit_cost } = Object(body);
  return !Array.isArray(body) && id === 5392 && typeof name === 'string' && name !== '' && isAmount(credit_cost);
}

function isMessage(message: unknown): boolean {
  const { id, text, timestamp } = Object(message);
  return !Array.isArray(message) && Number.isSafeInteger(id) && typeof text === 'string' && isTimestamp(timestamp);
}

function isItem(item: unknown, noise: bigint): boolean {
  const { message_id, timestamp, report_name, credits_used } = Object(item);
  const isId = Number.isSafeInteger(message_id) || (typeof message_id === 'string' && message_id !== '');
  const isName = report_name === undefined || report_name === null || typeof report_name === 'string';
  return !Array.isArray(item) && isId && isName && isTimestamp(timestamp) && isNearAmount(credits_used, noise);
}

const one = 10n ** 30n;
/** What the reading side forgives: 1e-6. */
const forgiven = one / 10n ** 6n;

/** Is the decimal text of a number so near to whole hundredths from 0 to 1e11? */
function isNearAmount(credits: unknown, noise: bigint): boolean {
  if (typeof credits !== 'number' || !Number.isFinite(credits)) return false;
  const [, sign, whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(
    String(credits),
  )!;
  const places = 30 + Number(exponent) - fraction.length;
  const size = places >= 0 ? BigInt(whole + fraction) * 10n ** BigInt(places) : 0n;
  const value = sign ? -size : size;
  const step = one / 100n;
  const nearest = (value + step / 2n + (value < 0n ? 1n - step : 0n)) / step;
  const distance = value - nearest * step;
  return nearest >= 0n && nearest <= 10n ** 11n && (distance < 0n ? -distance : distance) <= noise;
}

/** By the decimal text: at most two places. */
function isAmount(credits: unknown): boolean {
  return typeof credits === 'number' && credits >= 0 && credits <= 1e9 && /^\d+(\.\d{1,2})?$/.test(String(credits));
}

/** By Temporal, which knows the calendar; 24:00 and offsets it takes otherwise. */
function isTimestamp(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const parts = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.exec(
    text,
  );
  return parts !== null && isDate(parts[1]!);
}

const knownDates = new Map<string, boolean>();

function isDate(text: string): boolean {
  const known = knownDates.get(text);
  if (known !== undefined) return known;
  let exists = true;
  try {
    Temporal.PlainDate.from(text);
  } catch {
    exists = false;
  }
  knownDates.set(text, exists);
  return exists;
}
