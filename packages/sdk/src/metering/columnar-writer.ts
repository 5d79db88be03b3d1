import { addAmounts, toAmount } from '../amounts.ts';
import { canonicalDigits, parseTimestamp } from '../timestamp.ts';
import { columnarVersion, timeUnits, type ColumnarBlock } from '../columnar-wire.ts';
import type { UsageItem } from '../usage-item.ts';
import { BodyWriter, type Bytes } from './body.ts';
import { inSlices } from './slices.ts';

const rowsPerBlock = 8192;

/**
 * The body of `GET /usage` by column, for a client that asks for it: the same bill as by the JSON contract.
 * @throws {UsageError} `total_too_large`
 */
export async function toColumnar(items: readonly UsageItem[], signal?: AbortSignal): Promise<Bytes> {
  const writer = new ColumnarWriter();
  await inSlices(items.length, signal, (from, to) => {
    for (let index = from; index < to; index++) writer.add(items[index]!);
  });
  return writer.end(signal);
}

class ColumnarWriter {
  readonly #body = new BodyWriter();
  /** Of each name, from 1 on, over all blocks. */
  readonly #codes = new Map<string, number>();
  #block: ColumnarBlock | undefined;
  #lastId = 0;
  #lastInstant = 0;
  #count = 0;
  #total = 0;

  constructor() {
    this.#line({ version: columnarVersion });
  }

  add({ message_id, timestamp, report_name: name, credits_used }: UsageItem): void {
    const id = typeof message_id === 'number' ? message_id : this.#lastId;
    const instant = parseTimestamp(timestamp);
    const ownUnit = timeUnits[canonicalDigits(timestamp) ?? NaN];
    // A difference that would be too large to be exact begins a block.
    const isFar = !Number.isSafeInteger(id - this.#lastId);
    if (isFar || this.#block?.ids.length === rowsPerBlock) this.#endBlock();
    const block = (this.#block ??= this.#begin(id, instant, ownUnit ?? 1));
    const { unit, ids, times, names, codes, credits } = block;

    ids.push(id === message_id ? id - this.#lastId : message_id);
    this.#lastId = id;
    times.push(unit === ownUnit ? (instant - this.#lastInstant) / unit : timestamp);
    if (unit === ownUnit) this.#lastInstant = instant;

    let code = name === undefined ? 0 : this.#codes.get(name);
    if (code === undefined) {
      code = this.#codes.size + 1;
      this.#codes.set(name!, code);
      names.push(name!);
    }
    codes.push(code);

    const amount = toAmount(credits_used) ?? NaN;
    credits.push(amount);
    this.#total = addAmounts(this.#total, amount);
    this.#count++;
  }

  end(signal: AbortSignal | undefined): Promise<Bytes> {
    this.#endBlock();
    this.#line({ count: this.#count, total: this.#total });
    return this.#body.end(signal);
  }

  #begin(id: number, instant: number, unit: number): ColumnarBlock {
    this.#lastId = id;
    this.#lastInstant = instant;
    return { id, time: instant / unit, unit, ids: [], times: [], names: [], codes: [], credits: [] };
  }

  #endBlock(): void {
    if (this.#block) this.#line(this.#block);
    this.#block = undefined;
  }

  #line(value: unknown): void {
    this.#body.write(`${JSON.stringify(value)}\n`);
  }
}
