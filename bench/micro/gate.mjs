// Points 1 and 2: from text to ledger, and what a row costs in memory.
import { UsageLedger } from '@usage/sdk';
import { usageBody } from '../usage-data.mjs';
import { interleave, rowsText } from './interleave.mjs';

/** @param {import('./interleave.mjs').Bench} bench */
export default async function measureGate(bench) {
  const count = bench.quick ? 100_000 : 1_000_000;
  const text = usageBody(count).toString();
  const { usage } = JSON.parse(text);
  await interleave(bench, {
    [`JSON.parse of ${rowsText(count)} items`]: () => JSON.parse(text),
    [`UsageLedger.from of ${rowsText(count)} parsed items`]: () => UsageLedger.from(usage),
  });
  for (let round = 0; round < bench.rounds; round++) {
    bench.record('bytes a row, objects of JSON.parse', bytesOf(() => JSON.parse(text)) / count, 'bytes');
    bench.record('bytes a row, UsageLedger', bytesOf(() => UsageLedger.from(JSON.parse(text).usage)) / count, 'bytes');
  }
}

/**
 * What stays when the rest is collected: objects and array buffers.
 * @param {() => unknown} make
 */
function bytesOf(make) {
  const size = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const kept = [];
  const before = size();
  kept.push(make());
  const after = size();
  kept.length = 0;
  return after - before;
}
