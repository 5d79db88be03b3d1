/**
 * What a micro-benchmark is given.
 * @typedef {object} Bench
 * @property {number} rounds How often everything is measured.
 * @property {boolean} quick Whether small numbers will do.
 * @property {(measure: string, value: number, unit?: string) => void} record
 */

/**
 * What a step took of this thread's processor, in milliseconds: a machine that is busy with something else does not tell.
 * @template T
 * @param {() => T} step
 * @returns {Promise<[result: Awaited<T>, milliseconds: number]>}
 */
export async function cpuOf(step) {
  globalThis.gc?.();
  const before = cpuTime();
  const result = await step();
  return [result, cpuTime() - before];
}

/** Processor time of this thread so far, in milliseconds. */
export function cpuTime() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * Measures each of several in turn, after three turns that do not count: by then they are compiled.
 * @param {Bench} bench
 * @param {Record<string, () => unknown>} steps
 */
export async function interleave({ rounds, record }, steps) {
  for (let round = -3; round < rounds; round++) {
    for (const [name, step] of Object.entries(steps)) {
      const [, milliseconds] = await cpuOf(step);
      if (round >= 0) record(name, milliseconds);
    }
  }
}

/**
 * The same number as text for people: `1,000,000`, `1 M`.
 * @param {number} count
 */
export const rowsText = (count) => (count >= 1e6 ? `${count / 1e6} M` : count.toLocaleString('en-US'));
