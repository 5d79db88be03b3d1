import { parseUsageEnvelope } from '../contract.ts';
import { isUsageError } from '../errors.ts';
import { defaultMaxBytes, defaultMaxRows, maximumFailureBytes, readText, type BodyFault } from '../http.ts';
import { formatAmount } from '../amounts.ts';
import { UsageLedger } from '../reading/ledger.ts';
import { checkFields } from './check-fields.ts';
import { broken, kept, type Finding } from './finding.ts';

/** A text, or why there is none. */
export type Body = { readonly text: string } | { readonly problem: string };

/** Reads a body within the limits of a `UsageClient`: what is over them the element would not read either. */
export async function readBody(response: Response, signal: AbortSignal): Promise<Body> {
  const pieces: string[] = [];
  const maxBytes = response.status === 200 ? defaultMaxBytes : maximumFailureBytes;
  const limits = { maxBytes, maxRows: defaultMaxRows };
  const fault = await readText(
    response,
    limits,
    signal,
    () => {},
    (text) => pieces.push(text),
  );
  return fault ? { problem: problemOf(fault, maxBytes) } : { text: pieces.join('') };
}

function problemOf(fault: BodyFault, maxBytes: number): string {
  if (fault === 'bytes') return `It is larger than ${maxBytes} bytes, the most that is read.`;
  if (fault === 'values') return `It holds more values than ${defaultMaxRows} rows can have, the most that is read.`;
  return 'It must be JSON in UTF-8, and is not UTF-8.';
}

/** Says of a body that came with 200 whether it keeps the contract, field by field. */
export function checkBody(body: Body): Finding[] {
  const parsed = parse(body);
  if ('problem' in parsed) return [broken('body', parsed.problem)];
  let items: readonly unknown[];
  try {
    items = parseUsageEnvelope(parsed.body, defaultMaxRows);
  } catch (error) {
    return [broken('body', sentence(error))];
  }
  const findings = [kept('body', `an object with a list "usage" of ${items.length}`), ...checkFields(items)];
  return findings.some(({ verdict }) => verdict === 'broken') ? findings : [...findings, checkTotal(items)];
}

function checkTotal(items: readonly unknown[]): Finding {
  try {
    return kept('total', `${formatAmount(UsageLedger.from(items).totalAmount, 2)} credits`);
  } catch (error) {
    return broken('total', sentence(error));
  }
}

/** What a text says in JSON, or why it says nothing. */
export function parse(body: Body): { body: unknown } | { problem: string } {
  if ('problem' in body) return body;
  const { text } = body;
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
