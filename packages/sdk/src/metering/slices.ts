/** So few rows are done at once. */
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
  let end = length > fewRows ? -Infinity : Infinity;
  for (let from = 0; from < length; from += rowsPerLook) {
    if (performance.now() > end) {
      await nextTask();
      signal?.throwIfAborted();
      end = performance.now() + longestSlice;
    }
    work(from, Math.min(from + rowsPerLook, length));
  }
}

/** Resolves in a task of its own, after those that wait already. */
export function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    if (typeof MessageChannel === 'undefined') return void setTimeout(resolve);
    // Browsers and Node hold timers back for a millisecond or more, messages not.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
