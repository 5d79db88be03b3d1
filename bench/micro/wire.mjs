// Point 6: the same usage as plain JSON and as columns, in bytes and in the time a client takes to its ledger.
import { UsageClient, columnarFormat } from '@usage/sdk';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { answerTo, columnarType, createMeteredHandler } from '../metered-usage.mjs';
import { cpuOf, rowsText } from './interleave.mjs';

/** @param {import('./interleave.mjs').Bench} bench */
export default async function measureWire({ rounds, quick, record }) {
  const count = quick ? 10_000 : 200_000;
  const handler = createMeteredHandler(count);
  const json = await answerTo(handler, 'application/json');
  const columns = await answerTo(handler, `${columnarType}, application/json;q=0.9`);
  const answers = { JSON: json, ...(columns.type.startsWith(columnarType) && { columns }) };
  const rows = rowsText(count);
  for (const [name, { bytes }] of Object.entries(answers)) {
    const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
    record(`${rows} items as ${name}, raw`, bytes.length, 'bytes');
    record(`${rows} items as ${name}, gzip`, gzipSync(bytes).length, 'bytes');
    record(`${rows} items as ${name}, brotli 5`, brotliCompressSync(bytes, fast).length, 'bytes');
  }
  for (let round = -1; round < rounds; round++) {
    for (const [name, { type, bytes }] of Object.entries(answers)) {
      const headers = { 'content-type': type };
      const fromMemory = async () => new Response(bytes, { headers });
      const client = new UsageClient({ url: 'http://usage.test/usage', fetch: fromMemory, columns: columnarFormat });
      const [, milliseconds] = await cpuOf(() => client.load());
      if (round >= 0) record(`${rows} items as ${name}, body in memory to ledger`, milliseconds);
    }
  }
}
