import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { parseReport, parseUsageEnvelope, type Message, type UsageItem } from '../../src/contract.ts';
import { ContractError, isUsageError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { readMessages } from '../../src/metering/messages.ts';
import { UsageLedger } from '../../src/reading/ledger.ts';
import type { Answer } from './answers.ts';

/** What came of an answer. */
export type Verdict = 'no JSON' | 'refused' | 'taken';

/** Reads an answer and holds what comes of it to the rules of the contract, written down once more. */
export async function checkAnswer({ kind, text }: Answer): Promise<Verdict> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  try {
    if (kind === 'report') checkReport(body);
    else if (kind === 'messages') await checkMessages(body);
    else checkUsage(body);
    return 'taken';
  } catch (error) {
    if (!isUsageError(error)) throw error;
    checkRefusal(error, kind, body);
    return 'refused';
  }
}

function checkReport(body: unknown): void {
  const { id, name, credit_cost } = parseReport(body, 5392);
  assert.ok(isReport({ id, name, credit_cost }));
}

async function checkMessages(body: unknown): Promise<void> {
  const messages = await readMessages(body);
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
  const ledger = UsageLedger.from(JSON.parse(JSON.stringify(usage)));
  assert.equal(BigInt(ledger.totalHundredths), total);
  assert.equal(ledger.length, messages.length);
}

function checkUsage(body: unknown): void {
  const ledger = UsageLedger.from(parseUsageEnvelope(body));
  const raw = Object(body).usage as Record<string, unknown>[];
  assert.equal(ledger.length, raw.length);
  let total = 0n;
  for (const [index, { message_id, timestamp, report_name, credits_used }] of raw.entries()) {
    const item: UsageItem = ledger.item(index);
    assert.equal(item.message_id, Object.is(message_id, -0) ? 0 : message_id);
    assert.equal(item.timestamp, timestamp);
    assert.equal(item.report_name, report_name || undefined);
    assert.ok(Math.abs(item.credits_used - Number(credits_used)) <= 1.1e-6);
    assert.ok(isTimestamp(timestamp) && isHundredths(item.credits_used));
    total += BigInt(Math.round(item.credits_used * 100));
  }
  assert.equal(BigInt(ledger.totalHundredths), total);
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
  return !Array.isArray(body) && id === 5392 && typeof name === 'string' && name !== '' && isHundredths(credit_cost);
}

function isMessage(message: unknown): boolean {
  const { id, text, timestamp } = Object(message);
  return !Array.isArray(message) && Number.isSafeInteger(id) && typeof text === 'string' && isTimestamp(timestamp);
}

function isItem(item: unknown, noise: bigint): boolean {
  const { message_id, timestamp, report_name, credits_used } = Object(item);
  const isId = Number.isSafeInteger(message_id) || (typeof message_id === 'string' && message_id !== '');
  const isName = report_name === undefined || report_name === null || typeof report_name === 'string';
  return !Array.isArray(item) && isId && isName && isTimestamp(timestamp) && isNearHundredths(credits_used, noise);
}

const one = 10n ** 30n;
/** What the reading side forgives: 1e-6. */
const forgiven = one / 10n ** 6n;

/** Is the decimal text of a number so near to whole hundredths from 0 to 1e11? */
function isNearHundredths(credits: unknown, noise: bigint): boolean {
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
function isHundredths(credits: unknown): boolean {
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
