import { ContractError } from '../errors.ts';
import { isSelecting, type Scope } from './query.ts';
import type { UsageSummary } from './snapshot.ts';

/**
 * Proves that a summary adds up: buckets and parts to each other, and to the whole where all is selected. A server's sums
 * are checked like its rows.
 * @param query What it answers: without a selection in it, all has to be selected.
 * @throws {ContractError} at the first figure that does not.
 */
export function checkSummary(summary: UsageSummary, query?: Scope): UsageSummary {
  const { buckets, parts, selected } = summary;
  const isWhole = query ? !isSelecting(query) : selected.messages === summary.messages;
  for (const figure of ['messages', 'amount'] as const) {
    const all = sumOf(figure, [summary[figure]]);
    const own = sumOf(`selected.${figure}`, [selected[figure]]);
    const inBuckets = sumOf(`buckets[].${figure}`, figuresOf(buckets, figure));
    const inParts = sumOf(`parts[].${figure}`, figuresOf(parts, figure));
    check(inParts === inBuckets, `parts[].${figure}`, `add up to the ${figure} of the buckets`);
    // Buckets show days that are not selected, too.
    const isInAll = isWhole ? inBuckets === all : inBuckets <= all;
    check(isInAll, `buckets[].${figure}`, `add up to the ${figure} of all messages`);
    const isInBuckets = isWhole ? own === all : own <= inBuckets;
    check(isInBuckets, `selected.${figure}`, `be the ${figure} of the buckets, or a part of it`);
  }
  for (const [index, { from, until, amount, parts: own }] of buckets.entries()) {
    const path = `buckets[${index}]`;
    check(own.length === parts.length, `${path}.parts`, 'have an amount for each part');
    check(sumOf(`${path}.parts`, own) === amount, `${path}.parts`, 'add up to the amount of their bucket');
    const follows = index === 0 || from === buckets[index - 1]!.until;
    check(follows && from <= until, path, 'begin where the one before ends, and end after that');
  }
  for (const [index, { amount }] of parts.entries()) {
    const path = `buckets[].parts[${index}]`;
    const own = buckets.map((bucket) => bucket.parts[index]!);
    check(sumOf(path, own) === amount, path, 'add up to the amount of their part');
  }
  return summary;
}

type Figures = { readonly messages: number; readonly amount: number };

function figuresOf(all: readonly Figures[], figure: keyof Figures): number[] {
  return all.map((one) => one[figure]);
}

function sumOf(path: string, values: readonly number[]): number {
  let total = 0;
  for (const value of values) {
    check(Number.isSafeInteger(value) && value >= 0, path, 'be whole numbers of at least 0');
    total += value;
  }
  check(Number.isSafeInteger(total), path, 'have a sum of at most 2^53 - 1');
  return total;
}

function check(holds: boolean, path: string, what: string): void {
  if (!holds) throw new ContractError(`summary: ${path} must ${what}.`, path);
}
