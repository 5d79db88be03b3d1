import { parseUsageEnvelope } from '../contract.ts';
import { isUsageError } from '../errors.ts';
import { formatHundredths } from '../hundredths.ts';
import { UsageLedger } from '../reading/ledger.ts';
import { checkFields } from './check-fields.ts';
import { broken, kept, type Finding } from './finding.ts';

/** Says of a body that came with 200 whether it keeps the contract, field by field. */
export function checkBody(bytes: Uint8Array): Finding[] {
  const parsed = parse(bytes);
  if ('problem' in parsed) return [broken('body', parsed.problem)];
  let items: readonly unknown[];
  try {
    items = parseUsageEnvelope(parsed.body);
  } catch (error) {
    return [broken('body', sentence(error))];
  }
  const findings = [kept('body', `an object with a list "usage" of ${items.length}`), ...checkFields(items)];
  return findings.some(({ verdict }) => verdict === 'broken') ? findings : [...findings, checkTotal(items)];
}

function checkTotal(items: readonly unknown[]): Finding {
  try {
    return kept('total', `${formatHundredths(UsageLedger.from(items).totalHundredths)} credits`);
  } catch (error) {
    return broken('total', sentence(error));
  }
}

/** JSON in UTF-8, or why it is none. */
export function parse(bytes: Uint8Array): { body: unknown } | { problem: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'It must be JSON in UTF-8, and is not UTF-8.' };
  }
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    const constant = /[[,:]\s*(-?Infinity|NaN)\b/.exec(text)?.[1];
    if (constant)
      return { problem: `It must be JSON, which has no ${constant}: some libraries write it all the same.` };
    return { problem: /^\s*</.test(text) ? 'It must be JSON, and is HTML or XML.' : 'It must be JSON, and is not.' };
  }
}

function sentence(error: unknown): string {
  if (isUsageError(error)) return error.message;
  throw error;
}
