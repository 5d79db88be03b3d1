import { parseReport, type Message, type Report } from '../contract.ts';
import { ContractError, UsageError } from '../errors.ts';
import { fromAmount, maximumCredits } from '../amounts.ts';
import { countOption, durationOption, functionOption, invalidOption, ownOptions } from '../options.ts';
import { abortable, withDeadline } from '../waiting.ts';
import type { UsageItem } from '../usage-item.ts';
import { Fallbacks, readFallbackOptions, refuseInvalidIds, type FallbackOptions } from './fallbacks.ts';
import { Limiter } from './limiter.ts';
import { readMessages } from './messages.ts';
import { tokenCredits, type CreditPolicy } from './pricing.ts';
import { inSlices } from './slices.ts';
import { reportKey } from './reports.ts';
import { defaultConcurrency, isOwnUpstream, knownReport, type Upstream } from './upstream.ts';

export interface CollectUsageOptions extends FallbackOptions {
  readonly upstream: Upstream;
  /** What a message costs. @default tokenCredits() */
  readonly credits?: CreditPolicy | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long it may take as a whole, in milliseconds. @default 60000 */
  readonly deadline?: number | undefined;
}

/** Made on first use: it is the same for all. */
let standard: CreditPolicy | undefined;

const maximumAmount = maximumCredits * 100;

/** For upstreams that are not ours, however many calls ask one at a time. Ours limit themselves. */
const limiters = new WeakMap<Upstream, Limiter>();

/**
 * The bill: one item for each message, in the order of the upstream. All or nothing: whatever cannot be known for sure
 * fails the whole.
 *
 * @throws {UsageError} the first failure; when the caller aborts, the signal's own reason.
 * @example
 * const usage = await collectUsage({ upstream: createUpstream({ baseUrl: 'https://api.example.com' }) });
 */
export async function collectUsage(options: CollectUsageOptions): Promise<UsageItem[]> {
  const own = ownOptions('options', options);
  const { upstream, signal } = own;
  if (!isUpstream(upstream)) throw invalidOption('upstream', 'an object with messages() and report()', upstream);
  const price = functionOption('credits', own.credits) ?? (standard ??= tokenCredits());
  const deadline = durationOption('deadline', own.deadline, 60_000);
  const { onFallback, invalidReportId } = readFallbackOptions(own);
  const late = () =>
    new UsageError('timeout', `The usage was not collected within ${deadline / 1000} s, the deadline.`);
  return withDeadline(deadline, signal, late, async (ownSignal) => {
    const messages = await messagesOf(upstream, ownSignal);
    if (invalidReportId === 'refuse') await refuseInvalidIds(messages, ownSignal);
    const reports = await readReports(upstream, messages, ownSignal);
    const fallbacks = onFallback && new Fallbacks();
    const items = new Array<UsageItem>(messages.length);
    await inSlices(messages.length, ownSignal, (from, to) => {
      for (let index = from; index < to; index++) {
        const message = messages[index]!;
        const { id, text, timestamp, report_id } = message;
        const report = reports.of(index);
        if (!report) fallbacks?.note(message);
        const amount = price(message, report);
        if (
          message.id !== id ||
          message.text !== text ||
          message.timestamp !== timestamp ||
          message.report_id !== report_id
        ) {
          throw changedMessage(message, { id, text, timestamp, report_id }, index);
        }
        items[index] = toItem(id, timestamp, report, checkPrice(amount, index));
      }
    });
    if (fallbacks) await fallbacks.tell(onFallback, ownSignal);
    return items;
  });
}

export function isUpstream(value: unknown): value is Upstream {
  const { messages, report } = Object(value) as Partial<Upstream>;
  return typeof messages === 'function' && typeof report === 'function';
}

async function messagesOf(upstream: Upstream, signal: AbortSignal): Promise<readonly Message[]> {
  if (isOwnUpstream(upstream)) return upstream.messages(signal);
  // One that is not ours may ignore the signal, and give anything.
  const ask = async () => upstream.messages(signal);
  const messages = await abortable(ask(), signal);
  return checked('messages()', () => readMessages({ messages }, signal));
}

/** Which report each message has. */
class MessageReports {
  /** By message: 0 for none, else the place of its report in the list. */
  readonly places: Uint32Array;
  /** From 1 on; undefined for a report that does not exist. */
  readonly reports: (Report | undefined)[] = [undefined];

  constructor(messages: number) {
    this.places = new Uint32Array(messages);
  }

  of(index: number): Report | undefined {
    return this.reports[this.places[index]!];
  }
}

/** Each report once; the first failure ends it. */
async function readReports(
  upstream: Upstream,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<MessageReports> {
  const found = new MessageReports(messages.length);
  const { places, reports } = found;
  const placeOf = new Map<string, number>();
  const asked: { readonly id: number; readonly place: number }[] = [];
  await inSlices(messages.length, signal, (from, to) => {
    for (let index = from; index < to; index++) {
      const id = messages[index]!.report_id;
      if (id === undefined) continue;
      const key = reportKey(id);
      let place = placeOf.get(key);
      if (place === undefined) {
        const known = knownReport(upstream, id);
        place = reports.push(known ?? undefined) - 1;
        placeOf.set(key, place);
        if (known === undefined) asked.push({ id, place });
      }
      places[index] = place;
    }
  });
  const concurrency = countOption('upstream.concurrency', upstream.concurrency, { fallback: defaultConcurrency });
  if (asked.length === 0) return found;

  const read = reportReader(upstream, concurrency);
  const queue = asked.values();
  const work = async () => {
    for (const { id, place } of queue) {
      signal.throwIfAborted();
      reports[place] = await read(id, signal);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, asked.length) }, work));
  return found;
}

/** How to look a report up. The `concurrency` of an upstream that is not ours counts as it was at first. */
function reportReader(upstream: Upstream, concurrency: number) {
  if (isOwnUpstream(upstream)) return (id: number, signal: AbortSignal) => upstream.report(id, signal);
  const limiter = limiters.get(upstream) ?? new Limiter(concurrency);
  limiters.set(upstream, limiter);
  return async (id: number, signal: AbortSignal): Promise<Report | undefined> => {
    const lookUp = async (): Promise<Report | null | undefined> => upstream.report(id, signal);
    // A look-up that ignores its signal must not keep its place for ever.
    const report = await limiter.run(() => abortable(lookUp(), signal), signal);
    if (report === undefined || report === null) return undefined;
    // Frozen, as ours are: it may price many messages, and no policy changes it for the next.
    return checked(`report(${id})`, () => Object.freeze(parseReport(report, id)));
  };
}

/** An upstream that is not ours may give anything. */
async function checked<T>(source: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    throw error instanceof ContractError ? new ContractError(`\`${source}\`: ${error.message}`, error.path) : error;
  }
}

function checkPrice(amount: unknown, index: number): number {
  if (Number.isInteger(amount) && Number(amount) >= 0 && Number(amount) <= maximumAmount) {
    // Adding 0 turns -0 into 0.
    return Number(amount) + 0;
  }
  const got = typeof amount === 'number' ? amount : typeof amount;
  throw new UsageError(
    'invalid_price',
    `messages[${index}]: the credit policy must give whole hundredths, from 0 to ${maximumAmount}; got ${got}.`,
  );
}

/** What stood on the message before the policy saw it is what the bill has to say, so the two must agree. */
function changedMessage(message: Message, before: Record<keyof Message, unknown>, index: number): UsageError {
  const fields = (Object.keys(before) as (keyof Message)[]).filter((field) => message[field] !== before[field]);
  return new UsageError(
    'invalid_price',
    `messages[${index}]: the credit policy changed ${fields.join(' and ')} of the message; it must only give a price.`,
  );
}

function toItem(id: number, timestamp: string, report: Report | undefined, amount: number): UsageItem {
  const credits_used = fromAmount(amount);
  return report
    ? { message_id: id, timestamp, report_name: report.name, credits_used }
    : { message_id: id, timestamp, credits_used };
}
