/** The media type of usage by column. What goes on the wire is told in docs/columnar-format.md. */
export const columnarType = 'application/vnd.usage.columns+x-ndjson';

/** What the first line holds. */
export const columnarVersion = 1;

/** What one step of `times` may be, in milliseconds; its place is the number of digits that such timestamps have. */
export const timeUnits: readonly number[] = [1000, 100, 10, 1];

/** Some rows: of each list but `names`, the value at `i` is that of row `i`. */
export interface ColumnarBlock {
  /** Where the differences of `ids` start. */
  readonly id: number;
  /** Where the differences of `times` start, in units since 1970. */
  readonly time: number;
  /** One of `timeUnits`. */
  readonly unit: number;
  /** Differences. An id that is a text stands as it is. */
  readonly ids: (number | string)[];
  /** Differences in units. A timestamp that is written in another way stands as it is. */
  readonly times: (number | string)[];
  /** Those that have not been in a block before. */
  readonly names: string[];
  /** 0 for none, else the number of the name, counted from 1 over all blocks. */
  readonly codes: number[];
  /** Amounts: whole hundredths. */
  readonly credits: number[];
}
