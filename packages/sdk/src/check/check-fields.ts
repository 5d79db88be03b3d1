import { describeType } from '../errors.ts';
import { usageItemRules, type UsageItem } from '../usage-item.ts';
import { accepted, broken, kept, type Finding } from './finding.ts';
import { writtenFields } from './written-fields.ts';

type Field = keyof UsageItem;

/** Says of each field of all items whether it keeps the contract, and where it first does not. */
export function checkFields(items: readonly unknown[]): Finding[] {
  const misfit = items.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item));
  if (misfit >= 0) return [broken('usage', `usage[${misfit}] must be an object with the fields of an item.`)];
  return (Object.keys(usageItemRules) as Field[]).map((field) => checkField(field, items as Record<string, unknown>[]));
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
    } else if (!writtenFields[field].isAsWritten(value)) {
      if (!odd++) firstOdd = index;
    }
  });
  if (wrong) return broken(field, `${share(wrong, items.length)} broken, first ${first}`);
  if (odd)
    return accepted(field, `usage[${firstOdd}].${field} ${writtenFields[field].habit} (${share(odd, items.length)}).`);
  return kept(
    field,
    items.length ? `${writtenFields[field].text}, in all ${items.length}` : 'no items, nothing to look at',
  );
}

/** The reading side's own verdict on one field; undefined when it is kept. */
function violationOf(field: Field, value: unknown): string | undefined {
  const { holds, expected } = usageItemRules[field];
  return holds(value) ? undefined : `must be ${expected}; got ${describeType(value)}.`;
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
