type Words = Uint8Array | Uint16Array | Uint32Array;

const word = 2 ** 32;

/** A column of safe integers, as narrow as they allow: the one at `row` is `base + high[row] * 2^32 + low[row]`. */
export class Integers {
  least = Infinity;
  most = -Infinity;
  low: Words | Float64Array;
  /** Only where one word is not enough. */
  high: Words | undefined;
  #base = 0;

  constructor(length: number) {
    this.low = new Float64Array(length);
  }

  /** Each row is set once, before `narrow`. */
  set(row: number, value: number): void {
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
    this.low[row] = value;
  }

  /** Makes room for more rows, or takes away what no row has been set in; before `narrow`. */
  resize(length: number): this {
    const low = new Float64Array(length);
    low.set(this.low.subarray(0, length));
    this.low = low;
    return this;
  }

  /** To be called once, when all rows are set. */
  narrow(): this {
    const { least, most, low: values } = this;
    // Most columns have no need of a base, and the time that it takes.
    let base = least < 0 || most >= word ? least : 0;
    const span = most - base;
    if (span >= word) {
      const words = Math.floor(least / word);
      base = words * word;
      this.high = narrowest(
        values.map((value) => Math.floor(value / word) - words),
        span / word + 1,
      );
    } else if (base !== 0) {
      values.forEach((value, row) => (values[row] = value - base));
    }
    // What is above the last 32 bits, the array drops.
    this.low = narrowest(values, span);
    this.#base = base;
    return this;
  }

  at(row: number): number {
    return (this.high ? this.#base + this.high[row]! * word : this.#base) + this.low[row]!;
  }
}

function narrowest(values: Words | Float64Array, most: number): Words {
  return new (most < 2 ** 8 ? Uint8Array : most < 2 ** 16 ? Uint16Array : Uint32Array)(values);
}
