import { nextTask } from '../waiting.ts';

/** The first slice of so few rows needs no turn of its own. */
const fewRows = 4096;
/** So many rows are done between two looks at the clock. */
const rowsPerLook = 256;
/** How long a slice may hold the event loop, in milliseconds. */
const longestSlice = 16;

/**
 * Goes through many rows in slices, so that whatever else this process has to answer gets its turn in between. The first
 * slice has its own turn too: what came before, such as `JSON.parse`, has held the loop already.
 * @param work does the rows from `from` to before `to`.
 */
export async function inSlices(
  length: number,
  signal: AbortSignal | undefined,
  work: (from: number, to: number) => void,
): Promise<void> {
  let end = length > fewRows ? -Infinity : performance.now() + longestSlice;
  for (let from = 0; from < length; from += rowsPerLook) {
    if (performance.now() > end) {
      await nextTask();
      signal?.throwIfAborted();
      end = performance.now() + longestSlice;
    }
    work(from, Math.min(from + rowsPerLook, length));
  }
}
