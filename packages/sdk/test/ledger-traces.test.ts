import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { UsageLedger } from '../src/reading/ledger.ts';
import { item } from './usage-items.ts';

// Real usage, which lies beside the repository and not in it; shared/data/traces/PROVENANCE.md says whose it is.
const traces = new URL('../../../../shared/data/traces/', import.meta.url);
const skip = existsSync(traces) ? false : 'the real traces are not here (../shared/data/traces beside the repository)';
const read = (file: string) => readFileSync(new URL(file, traces), 'utf8');
const readJson = (file: string) => JSON.parse(read(file)) as unknown;

interface ExpectedTotals {
  traces: Record<string, { rows: number; total_credits: string; credits_per_minute: Record<string, string> }>;
}

interface Bucket {
  start_time: number;
  results: { input_tokens: number; amount: { value: number } }[];
}

/** One item for each row, with 0.40 credits for each token of context and at least 1.00. */
function azureItems(trace: string) {
  const rows = read(`AzureLLMInferenceTrace_${trace}.csv`).trim().split(/\r?\n/).slice(1);
  return rows.map((row, index) => {
    const [time = '', contextTokens] = row.split(',');
    const credits_used = Math.max(100, Number(contextTokens) * 40) / 100;
    return item({ message_id: index + 1000, timestamp: `${time.replace(' ', 'T')}Z`, credits_used });
  });
}

function openAiBuckets(kind: string): Bucket[] {
  return (readJson(`openai-cookbook-${kind}-2025-01-11_2025-02-10.json`) as { data: Bucket[] }).data;
}

function openAiItems(kind: string, credits: (result: Bucket['results'][number]) => number) {
  return openAiBuckets(kind).flatMap(({ start_time, results }) =>
    results.map((result) =>
      item({ timestamp: new Date(start_time * 1000).toISOString(), credits_used: credits(result) }),
    ),
  );
}

/** The hundredths in a decimal text, without binary arithmetic. */
function hundredths(decimal: string): number {
  const [whole, fraction = ''] = decimal.split('.');
  return Number(whole + fraction.padEnd(2, '0'));
}

for (const trace of ['conv', 'code']) {
  test(`every minute of Azure's ${trace} trace has its exact credits, in the export as in the total`, { skip }, () => {
    const expected = (readJson('azure-2023-expected-totals.json') as ExpectedTotals).traces[trace]!;
    const ledger = UsageLedger.from(azureItems(trace));
    assert.equal(ledger.length, expected.rows);
    assert.equal(ledger.totalAmount, hundredths(expected.total_credits));
    assert.deepEqual(ledger.days('UTC'), [{ day: '2023-11-16', amount: ledger.totalAmount, messages: expected.rows }]);
    const minutes = new Map<string, number>();
    for (const line of ledger.csv({ timeZone: 'Asia/Tokyo' }).trim().split('\r\n').slice(1)) {
      const [, timestamp, day, , , credits] = line.split(',');
      assert.equal(day, '2023-11-17');
      const minute = `${timestamp!.slice(0, 16)}:00Z`;
      minutes.set(minute, (minutes.get(minute) ?? 0) + hundredths(credits!));
    }
    const perMinute = Object.entries(expected.credits_per_minute).map(([at, credits]) => [at, hundredths(credits)]);
    assert.deepEqual(Object.fromEntries(minutes), Object.fromEntries(perMinute as [string, number][]));
  });
}

test("Azure's first thousand rows, which tell ten-millionths of a second, sort by them", { skip }, () => {
  const { usage } = readJson('azure-conv-first-1000.usage.json') as { usage: ReturnType<typeof item>[] };
  const shuffled = usage.toSorted((a, b) => a.credits_used - b.credits_used);
  const sorting = [{ column: 'timestamp', direction: 'asc' }] as const;
  const rows = UsageLedger.from(shuffled).rows({ timeZone: 'UTC', sorting });
  assert.deepEqual(
    Array.from(usage, (_, index) => rows.at(index)?.timestamp),
    usage.map(({ timestamp }) => timestamp),
  );
});

test("OpenAI's month has its five days without usage", { skip }, () => {
  const items = openAiItems('usage-completions', (result) => result.input_tokens / 100);
  const days = UsageLedger.from(items).days('UTC');
  const empty = days.filter(({ messages }) => messages === 0).map(({ day }) => day);
  assert.deepEqual([days.length, days[0]?.day, days.at(-1)?.day], [31, '2025-01-11', '2025-02-10']);
  assert.deepEqual(empty, ['2025-01-20', '2025-01-26', '2025-01-27', '2025-02-01', '2025-02-09']);
  assert.equal(days[2]?.amount, 3_718_360);
});

test("OpenAI's month is a day shorter where it began in the evening", { skip }, () => {
  const items = openAiItems('usage-completions', (result) => result.input_tokens / 100);
  const days = UsageLedger.from(items).days('America/New_York');
  assert.deepEqual(days[0], { day: '2025-01-11', amount: 141_201 + 45_949, messages: 2 });
  assert.deepEqual([days.length, days.at(-1)?.day], [30, '2025-02-09']);
});

test("OpenAI's costs, which have 17 digits, are refused as they are and exact once rounded up", { skip }, () => {
  const path = 'usage[0].credits_used';
  const costs = openAiItems('costs', (result) => result.amount.value);
  assert.throws(() => UsageLedger.from(costs), { code: 'contract_violation', path });
  const cents = costs.map((each) => Math.ceil(each.credits_used * 100));
  const ledger = UsageLedger.from(costs.map((each, index) => ({ ...each, credits_used: cents[index]! / 100 })));
  assert.equal(
    ledger.totalAmount,
    cents.reduce((sum, each) => sum + each, 0),
  );
});
