import { createUsageHandler } from '@usage/sdk';
import { generateUsage } from './usage-data.mjs';

/** What a client of ours asks for. */
export const columnarType = 'application/vnd.usage.columns+x-ndjson';

/**
 * Our own server half over an upstream in memory, whose bill is the generated usage.
 * @param {number} count
 */
export function createMeteredHandler(count) {
  /** @type {number[]} */
  const amounts = [];
  /** @type {string[]} */
  const names = [];
  const messages = Array.from(generateUsage(count), ({ message_id, timestamp, report_name, credits_used }) => {
    amounts[Number(message_id)] = Math.round(credits_used * 100);
    const message = { id: Number(message_id), text: '', timestamp };
    if (!report_name) return message;
    if (!names.includes(report_name)) names.push(report_name);
    return { ...message, report_id: names.indexOf(report_name) };
  });
  return createUsageHandler({
    upstream: {
      messages: async () => messages,
      report: async (id) => ({ id, name: names[id] ?? '', credit_cost: 0 }),
    },
    credits: ({ id }) => amounts[id] ?? 0,
  });
}

/**
 * @param {(request: Request) => Promise<Response>} handler
 * @param {string} accept
 */
export async function answerTo(handler, accept) {
  const response = await handler(new Request('http://usage.test/usage', { headers: { accept } }));
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`The handler answered ${response.status}: ${bytes}`);
  return { type: response.headers.get('content-type') ?? '', bytes };
}
