import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UsageItem } from '../../src/usage-item.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { columnarFormat } from '../../src/reading/columnar-reader.ts';
import { billOf, reportAnswer, upstreamOf, validIds, type PricedReport } from './bills.ts';

// Bills of more rows than are done at once. No two rows are alike, so that one in the place of another is seen.

const url = 'https://app.test/usage';
const start = Date.UTC(2024, 3, 29);

/** Each message has an id and a time of its own; every 13th has a report, and every 26th one that there is. */
function task(length: number) {
  const messages = Array.from({ length }, (_, index) => ({
    id: 7 * (length - index),
    // Another price than a row beside it, or 256, 4096 or 8192 rows away: distinct ones would take 200 MB of text.
    text: 'x'.repeat((index * 37) % 503),
    timestamp: new Date(start + index * 1001).toISOString(),
    ...(index % 13 === 0 && { report_id: index }),
    ...(index % 13 === 1 && { report_id: `${index - 1}`, extra: index }),
  }));
  const reports = new Map<number, PricedReport>();
  for (let id = 0; id < length; id += 26) reports.set(id, { name: `Report ${id}`, amount: 1_000_000 + id });
  return { messages, reports, expected: billOf(messages, reports) };
}

async function answerTo(request: Request, { messages, reports }: ReturnType<typeof task>): Promise<Response> {
  const { upstream } = upstreamOf(messages, (id) => reportAnswer(reports, id));
  return createUsageHandler({ upstream })(request);
}

describe('a bill of many rows', () => {
  for (const length of [255, 256, 257, 4095, 4096, 4097, 10_001]) {
    const all = task(length);

    it(`has each of ${length} messages once, in order, at its own price`, async () => {
      const { upstream, asked } = upstreamOf(all.messages, (id) => reportAnswer(all.reports, id));
      assertSame(await collectUsage({ upstream }), all.expected);
      assert.deepEqual(asked.sort(), validIds(all.messages).sort());
    });

    it(`is served whole: ${length} rows as JSON`, async () => {
      const response = await answerTo(new Request(url), all);
      assert.equal(response.headers.get('content-type'), 'application/json');
      const { usage, ...others } = (await response.json()) as { usage: UsageItem[] };
      assertSame(usage, all.expected);
      assert.deepEqual(others, {});
    });

    it(`is served whole, and read back: ${length} rows by column`, async () => {
      const types: (string | null)[] = [];
      const fetch = async (request: string | URL | Request) => {
        const response = await answerTo(request as Request, all);
        types.push(response.headers.get('content-type'));
        return response;
      };
      const ledger = await new UsageClient({ url, fetch, columns: columnarFormat }).load();
      assert.deepEqual(types, ['application/vnd.usage.columns+x-ndjson']);
      assertSame(
        Array.from({ length: ledger.length }, (_, index) => ledger.item(index)),
        all.expected,
      );
      const total = all.expected.reduce((sum, { credits_used }) => sum + BigInt(Math.round(credits_used * 100)), 0n);
      assert.equal(BigInt(ledger.totalAmount), total);
    });
  }
});

/** Says where two bills differ first: a difference of ten thousand rows takes minutes to print. */
function assertSame(usage: readonly unknown[], expected: readonly unknown[]): void {
  assert.equal(usage.length, expected.length);
  const at = usage.findIndex((item, index) => JSON.stringify(item) !== JSON.stringify(expected[index]));
  assert.deepEqual(usage[at], expected[at], `row ${at}`);
  assert.ok(at < 0);
}
