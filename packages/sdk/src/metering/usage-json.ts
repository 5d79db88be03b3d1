import type { UsageItem } from '../contract.ts';
import { BodyWriter, type Bytes } from './body.ts';
import { inSlices } from './slices.ts';

/** The body of `GET /usage`, by the strict JSON contract. */
export async function toUsageJson(items: readonly UsageItem[], signal?: AbortSignal): Promise<Bytes> {
  const body = new BodyWriter();
  body.write('{"usage":[');
  await inSlices(items.length, signal, (from, to) => {
    const rows = JSON.stringify(items.slice(from, to)).slice(1, -1);
    body.write(from === 0 ? rows : `,${rows}`);
  });
  body.write(']}');
  return body.end(signal);
}
