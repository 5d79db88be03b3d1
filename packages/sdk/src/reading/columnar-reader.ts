import { checkRows } from '../contract.ts';
import { ContractError } from '../errors.ts';
import type { TextFormat, TextReader } from '../http.ts';
import { addAmounts } from '../amounts.ts';
import { canonicalDigits, parseTimestamp } from '../timestamp.ts';
import { columnarType, columnarVersion, timeUnits } from '../columnar-wire.ts';
import { usageItemRules } from '../usage-item.ts';
import { rowAt } from './column-store.ts';
import { Integers } from './integers.ts';
import { UsageLedger } from './ledger.ts';
import type { RowView } from './snapshot.ts';

/**
 * Usage by column, for the `columns` of a `UsageClient`: about 6 times fewer bytes than JSON. What goes on the wire is told
 * in docs/columnar-format.md.
 * @param onRows is given the rows that have come so far, after each block.
 */
export function columnarFormat(onRows: (rows: RowView) => void): TextFormat<UsageLedger> {
  return { type: columnarType, open: (maxRows) => new ColumnarReader(onRows, maxRows) };
}

/** Reads usage that comes by column, line by line, by the rules of the reading side, and makes a ledger of it. */
class ColumnarReader implements TextReader<UsageLedger> {
  readonly #onRows: (rows: RowView) => void;
  readonly #maxRows: number;
  /** With room for more rows than have come. */
  readonly #columns = {
    ids: new Integers(0),
    textIds: [] as string[],
    instants: new Integers(0),
    fractionDigits: new Uint8Array(),
    timestamps: [] as string[],
    amounts: new Integers(0),
    nameCodes: new Integers(0),
    names: [] as string[],
    length: 0,
    totalAmount: 0,
  };
  readonly #names = new Set<unknown>();
  #line = '';
  #lines = 0;
  #isWhole = false;

  constructor(onRows: (rows: RowView) => void, maxRows: number) {
    this.#onRows = onRows;
    this.#maxRows = maxRows;
  }

  take(text: string): void {
    const [end = '', ...others] = text.split('\n');
    this.#line += end;
    for (const other of others) {
      this.#read(this.#line);
      this.#line = other;
    }
  }

  end(): UsageLedger {
    if (this.#line) this.#read(this.#line);
    check(this.#isWhole, 'count');
    const columns = this.#columns;
    this.#resize(columns.length);
    for (const integers of this.#integers()) integers.narrow();
    return UsageLedger.ofColumns(columns);
  }

  #read(text: string): void {
    const line = parseLine(text);
    const columns = this.#columns;
    // Nothing comes behind the last line.
    check(!this.#isWhole, 'count');
    if (this.#lines++ === 0) {
      check(line['version'] === columnarVersion, 'version');
    } else if ('count' in line) {
      check(line['count'] === columns.length, 'count');
      check(line['total'] === addAmounts(columns.totalAmount, 0), 'total');
      this.#isWhole = true;
    } else {
      this.#readBlock(line, `blocks[${this.#lines - 2}].`);
      const { length } = columns;
      const has = (row: number) => Number.isInteger(row) && row >= 0 && row < length;
      this.#onRows({ length, at: (row) => (has(row) ? rowAt(columns, row) : undefined) });
    }
  }

  #readBlock(block: Readonly<Record<string, unknown>>, path: string): void {
    const columns = this.#columns;
    const start = columns.length;
    const end = start + (Array.isArray(block['ids']) ? block['ids'].length : 0);
    checkRows('ids', end, this.#maxRows);
    if (end > columns.fractionDigits.length) this.#resize(2 * end);

    const read = (key: string, ...rule: Rule) => {
      const list = block[key];
      check(Array.isArray(list) && start + list.length === end && readList(list, start, ...rule), path + key);
    };
    const unit = block['unit'] as number;
    const digits = timeUnits.indexOf(unit);
    const { message_id, timestamp, credits_used } = usageItemRules;
    read('ids', columns.ids, message_id.least, message_id.most, 1, block['id'], (text, row) => {
      columns.textIds[row] = text;
      return text ? 0 : NaN;
    });
    check(digits >= 0, `${path}unit`);
    columns.fractionDigits.fill(digits, start, end);
    read('times', columns.instants, timestamp.least, timestamp.most, unit, block['time'], (text, row) => {
      // Held as it is when it comes as JSON: as a text only where instant and digits do not say it.
      const own = canonicalDigits(text);
      columns.fractionDigits[row] = own ?? 0;
      if (own === undefined) columns.timestamps[row] = text;
      return parseTimestamp(text);
    });
    const isNew = (name: unknown) => {
      const { size } = this.#names;
      return typeof name === 'string' && name && this.#names.add(name).size > size && columns.names.push(name);
    };
    check(Array.isArray(block['names']) && block['names'].every(isNew), `${path}names`);
    read('codes', columns.nameCodes, 0, columns.names.length);
    read('credits', columns.amounts, credits_used.least * 100, credits_used.most * 100);
    for (let row = start; row < end; row++) columns.totalAmount += columns.amounts.at(row);
    columns.length = end;
  }

  #integers(): Integers[] {
    const { ids, instants, amounts, nameCodes } = this.#columns;
    return [ids, instants, amounts, nameCodes];
  }

  #resize(room: number): void {
    for (const integers of this.#integers()) integers.resize(room);
    const { fractionDigits } = this.#columns;
    this.#columns.fractionDigits = new Uint8Array(room);
    this.#columns.fractionDigits.set(fractionDigits.subarray(0, room));
  }
}

type Rule = [
  column: Integers,
  least: number,
  most: number,
  step?: number,
  start?: unknown,
  takeText?: (text: string, row: number) => number,
];

/**
 * Puts a list into a column, from a row on; false at the first value that breaks the rule.
 * @param step of which the numbers are differences, beginning at `start` of them; 0 where they stand for themselves.
 * @param takeText keeps a value that is a text, and gives its number; NaN for one that must not be.
 */
function readList(
  list: readonly unknown[],
  firstRow: number,
  ...[column, least, most, step = 0, start = 0, takeText = () => NaN]: Rule
): boolean {
  // Beyond safe integers a sum is rounded, and may come back into range as another number.
  let sum = (start as number) * step;
  if (!Number.isInteger(start) || !Number.isSafeInteger(sum)) return false;
  for (let at = 0; at < list.length; at++) {
    const value = list[at];
    let number = NaN;
    if (typeof value === 'string') {
      number = takeText(value, firstRow + at);
    } else {
      const difference = (value as number) * (step || 1);
      if (!Number.isInteger(value) || !Number.isSafeInteger(difference)) return false;
      sum = step ? sum + difference : difference;
      if (sum >= least && sum <= most) number = sum;
    }
    if (Number.isNaN(number)) return false;
    column.set(firstRow + at, number);
  }
  return true;
}

/** No line is right without members. */
function parseLine(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function check(holds: boolean, path: string): void {
  if (!holds)
    throw new ContractError(`${path} breaks the format of usage by column, version ${columnarVersion}.`, path);
}
