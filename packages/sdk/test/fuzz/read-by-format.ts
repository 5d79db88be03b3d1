import type { UsageItem } from '../../src/usage-item.ts';
import { instantByGrammar } from '../timestamp-grammar.ts';

/** Usage by column as docs/columnar-format.md tells it, with exact sums: the oracle of `columnarFormat`. */
export interface ColumnsRead {
  readonly items: readonly UsageItem[];
  /** How many rows there were after each block. */
  readonly lengths: readonly number[];
  /** What breaks the format first: `version`, `blocks[2].` or `count|total`; undefined where nothing does. */
  readonly broken?: string;
}

type Members = Readonly<Record<string, unknown>>;

export function readByFormat(text: string): ColumnsRead {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const items: UsageItem[] = [];
  const lengths: number[] = [];
  const names: string[] = [];
  const end = (broken?: string) => ({ items, lengths, ...(broken && { broken }) });
  if (membersOf(lines[0])['version'] !== 1) return end(lines.length ? 'version' : 'count|total');
  for (let line = 1; line < lines.length; line++) {
    const members = membersOf(lines[line]);
    if (Object.hasOwn(members, 'count')) {
      const total = items.reduce((sum, { credits_used }) => sum + BigInt(Math.round(credits_used * 100)), 0n);
      const { count, total: told } = members;
      const isRight = count === items.length && typeof told === 'number' && told === Number(total);
      return end(isRight && line === lines.length - 1 ? undefined : 'count|total');
    }
    const rows = rowsOf(members, names);
    if (!rows) return end(`blocks[${line - 1}].`);
    items.push(...rows);
    lengths.push(items.length);
  }
  return end('count|total');
}

function membersOf(line = ''): Members {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
  } catch {
    return {};
  }
}

/** The rows of a block; undefined where it breaks a rule. */
function rowsOf({ id, time, unit, ids, times, names: more, codes, credits }: Members, names: string[]) {
  const lists = [ids, times, codes, credits];
  if (!lists.every((list) => Array.isArray(list) && list.length === (ids as unknown[]).length)) return undefined;
  const digits = { 1: 3, 10: 2, 100: 1, 1000: 0 }[unit as number];
  if (typeof unit !== 'number' || digits === undefined || !Array.isArray(more)) return undefined;
  for (const name of more as unknown[]) {
    if (typeof name !== 'string' || name === '' || names.includes(name)) return undefined;
    names.push(name);
  }
  const allIds = summed(ids as unknown[], id, 1, (text) => text !== '');
  const allTimes = summed(times as unknown[], time, unit, (text) => !Number.isNaN(instantByGrammar(text)));
  if (!allIds || !allTimes) return undefined;
  const rows: UsageItem[] = [];
  for (const [row, id] of allIds.entries()) {
    const timestamp = textOf(allTimes[row]!, BigInt(unit), digits);
    const [code, amount] = [(codes as unknown[])[row], (credits as unknown[])[row]];
    if (typeof id !== 'string' && !Number.isSafeInteger(Number(id))) return undefined;
    if (timestamp === undefined || !isWhole(code, names.length) || !isWhole(amount, 1e11)) return undefined;
    const name = names[code - 1];
    // Adding 0 turns -0 into 0.
    const message_id = typeof id === 'string' ? id : Number(id);
    rows.push({ message_id, timestamp, ...(name && { report_name: name }), credits_used: (amount + 0) / 100 });
  }
  return rows;
}

/** Differences from a start on, texts passed over; undefined where one is neither, or not exact. */
function summed(list: readonly unknown[], start: unknown = 0, unit: number, isRight: (text: string) => boolean) {
  const isExact = (value: unknown) => Number.isInteger(value) && Number.isSafeInteger((value as number) * unit);
  if (!isExact(start)) return undefined;
  let sum = BigInt(start as number);
  const all: (bigint | string)[] = [];
  for (const value of list) {
    if (typeof value === 'string' ? !isRight(value) : !isExact(value)) return undefined;
    all.push(typeof value === 'string' ? value : (sum += BigInt(value as number)));
  }
  return all;
}

function textOf(time: bigint | string, unit: bigint, digits: number): string | undefined {
  if (typeof time === 'string') return time;
  const instant = Number(time * unit);
  if (!(instant >= Date.parse('0000-01-01T00:00:00Z') && instant <= Date.parse('9999-12-31T23:59:59.999Z')))
    return undefined;
  const [seconds, fraction = ''] = new Date(instant).toISOString().slice(0, -1).split('.');
  return `${seconds}${digits ? `.${fraction.slice(0, digits)}` : ''}Z`;
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
