import type { UsageItem } from '../usage-item.ts';
import { BodyWriter, encode, type Bytes } from './body.ts';
import { inSlices } from './slices.ts';

/** So few rows are written in one go. */
const fewRows = 256;

/** The body of `GET /usage`, by the strict JSON contract. */
export async function toUsageJson(items: readonly UsageItem[], signal?: AbortSignal): Promise<Bytes> {
  if (items.length <= fewRows) return encode(JSON.stringify({ usage: items }));
  const body = new BodyWriter();
  body.write('{"usage":[');
  await inSlices(items.length, signal, (from, to) => {
    const rows = JSON.stringify(items.slice(from, to)).slice(1, -1);
    body.write(from === 0 ? rows : `,${rows}`);
  });
  body.write(']}');
  return body.end(signal);
}
