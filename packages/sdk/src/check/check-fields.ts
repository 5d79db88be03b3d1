import { parseUsageItems, type UsageItem } from '../contract.ts';
import { ContractError } from '../errors.ts';
import { toAmount } from '../amounts.ts';
import { accepted, broken, kept, type Finding } from './finding.ts';

type Field = keyof UsageItem;

const valid: UsageItem = { message_id: 1, timestamp: '2024-04-29T02:08:29Z', credits_used: 1 };

const strict: Record<Field, { text: string; holds: (value: unknown) => boolean; habit: string }> = {
  message_id: {
    text: 'a safe integer',
    holds: (value) => typeof value === 'number',
    habit: 'is a text; the element takes it, other readers may ask for an integer',
  },
  timestamp: { text: 'RFC 3339 with offset', holds: () => true, habit: '' },
  report_name: {
    text: 'a name, or left out',
    holds: (value) => value === undefined || (typeof value === 'string' && value !== ''),
    habit: 'is null or ""; the element takes it for none, the contract leaves it out',
  },
  credits_used: {
    text: 'a number with at most two decimals',
    holds: (value) => toAmount(value) !== undefined,
    habit: 'has binary noise, which the element rounds away: round to two decimals',
  },
};

/** Says of each field of all items whether it keeps the contract, and where it first does not. */
export function checkFields(items: readonly unknown[]): Finding[] {
  const misfit = items.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item));
  if (misfit >= 0) return [broken('usage', `usage[${misfit}] must be an object with the fields of an item.`)];
  return (Object.keys(strict) as Field[]).map((field) => checkField(field, items as Record<string, unknown>[]));
}

function checkField(field: Field, items: readonly Record<string, unknown>[]): Finding {
  let wrong = 0;
  let first = '';
  let odd = 0;
  let firstOdd = 0;
  items.forEach((item, index) => {
    const value = item[field];
    const violation = violationOf(field, value);
    if (violation !== undefined) {
      if (!wrong++) first = `usage[${index}].${field} ${violation}${hint(field, value)}`;
    } else if (!strict[field].holds(value)) {
      if (!odd++) firstOdd = index;
    }
  });
  if (wrong) return broken(field, `${share(wrong, items.length)} broken, first ${first}`);
  if (odd) return accepted(field, `usage[${firstOdd}].${field} ${strict[field].habit} (${share(odd, items.length)}).`);
  return kept(field, items.length ? `${strict[field].text}, in all ${items.length}` : 'no items, nothing to look at');
}

/** The reading side's own verdict on one field, among others that are right; undefined when it is kept. */
function violationOf(field: Field, value: unknown): string | undefined {
  try {
    parseUsageItems([{ ...valid, [field]: value }]);
    return undefined;
  } catch (error) {
    if (error instanceof ContractError) return error.message.slice(error.path.length + 1);
    throw error;
  }
}

/** What the mistakes that backends make most often are, and what to do. */
function hint(field: Field, value: unknown): string {
  if (typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) && field === 'credits_used')
    return ' Write it without quotes.';
  if (field === 'credits_used' && typeof value === 'number') return ` It is ${value}.`;
  if (field === 'message_id' && typeof value === 'number' && Number.isInteger(value))
    return ' It is beyond 2^53: write it as a text.';
  if (field === 'timestamp' && typeof value === 'number') return ' Write the date and time out, not seconds.';
  if (
    field === 'timestamp' &&
    typeof value === 'string' &&
    violationOf(field, `${value.replace(' ', 'T')}Z`) === undefined
  )
    return /\d \d/.test(value)
      ? ' Put a T for the space, and an offset at the end, such as Z.'
      : ' It lacks an offset at the end, such as Z.';
  return '';
}

function share(count: number, all: number): string {
  return `${count} of ${all}`;
}
