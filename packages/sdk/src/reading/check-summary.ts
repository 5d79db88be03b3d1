import { ContractError } from '../errors.ts';
import type { UsageSummary } from './snapshot.ts';

/**
 * Proves that a summary adds up: buckets and parts to each other, and to the whole where all is selected. A server's sums
 * are checked like its rows.
 * @throws {ContractError} at the first figure that does not.
 */
export function checkSummary(summary: UsageSummary): UsageSummary {
  const { buckets, parts, messages, amount, selected } = summary;
  const fail = (path: string, what: string): never => {
    throw new ContractError(`summary: ${path} must ${what}.`, path);
  };
  const sum = (path: string, values: Iterable<number>) => {
    let total = 0;
    for (const value of values) {
      if (!Number.isSafeInteger(value) || value < 0) fail(path, 'be whole numbers of at least 0');
      total += value;
    }
    return Number.isSafeInteger(total) ? total : fail(path, 'have a sum of at most 2^53 - 1');
  };
  const same = (path: string, one: number, other: number, what: string) => {
    if (one !== other) fail(path, `add up to ${what}`);
  };
  sum('messages', [messages]);
  sum('amount', [amount]);
  sum('selected', [selected.messages, selected.amount]);
  const bucketAmount = sum('buckets', buckets.map((bucket) => bucket.amount)); // prettier-ignore
  const bucketMessages = sum('buckets', buckets.map((bucket) => bucket.messages)); // prettier-ignore
  same('parts', sum('parts', parts.map((part) => part.amount)), bucketAmount, 'the amount of the buckets'); // prettier-ignore
  same('parts', sum('parts', parts.map((part) => part.messages)), bucketMessages, 'the messages of the buckets'); // prettier-ignore
  const isWhole = selected.messages === messages;
  if (isWhole) same('selected.amount', selected.amount, amount, 'the amount of all messages');
  if (isWhole ? bucketMessages !== messages : bucketMessages > messages)
    fail('buckets', 'have no other messages than all');
  if (isWhole ? bucketAmount !== amount : bucketAmount > amount)
    fail('buckets', 'add up to the amount of all messages');
  if (selected.messages > bucketMessages || selected.amount > bucketAmount) fail('selected', 'be within the buckets');
  for (const [index, bucket] of buckets.entries()) {
    const path = `buckets[${index}]`;
    if (bucket.parts.length !== parts.length) fail(`${path}.parts`, 'have a figure for each part');
    same(`${path}.parts`, sum(`${path}.parts`, bucket.parts), bucket.amount, 'the amount of their bucket');
    if (!(bucket.until >= bucket.from && bucket.from >= (buckets[index - 1]?.until ?? -Infinity))) {
      fail(path, 'begin where the one before ends');
    }
  }
  for (const [index, part] of parts.entries()) {
    const own = sum(`parts[${index}]`, buckets.map((bucket) => bucket.parts[index]!)); // prettier-ignore
    same(`parts[${index}]`, own, part.amount, 'its figures in the buckets');
  }
  return summary;
}
