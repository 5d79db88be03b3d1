import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { isUsageError } from '../src/errors.ts';
import { createUpstream } from '../src/metering/upstream.ts';
import { UsageClient } from '../src/reading/usage-client.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const report = { id: 5392, name: 'Lease é 👩', credit_cost: 79.05 };
const messages = [
  { id: 1000, text: 'Générer 👩', timestamp, report_id: 5392 },
  { id: 1001, text: '', timestamp },
];
const usage = [
  { message_id: 1000, timestamp, report_name: report.name, credits_used: 79.05 },
  { message_id: 1001, timestamp, credits_used: 1 },
];

const strict = new TextDecoder('utf-8', { fatal: true });

/** Who reads a body, and gives what they made of it as the body again. */
const readers: [name: string, good: unknown, read: (send: typeof fetch) => Promise<unknown>][] = [
  ['messages', { messages }, async (send) => ({ messages: await upstream(send).messages() })],
  ['a report', report, (send) => upstream(send).report(5392)],
  [
    'usage',
    { usage },
    async (send) => {
      const ledger = await new UsageClient({ url: 'https://a.test/usage', fetch: send, retry: { limit: 0 } }).load();
      return { usage: Array.from({ length: ledger.length }, (_, index) => ledger.item(index)) };
    },
  ],
];

function upstream(send: typeof fetch) {
  return createUpstream({ baseUrl: 'https://a.test', fetch: send, retry: { limit: 0 } });
}

/** Every byte with each of its bits turned, taken out, doubled, and made a few others; and every beginning. */
function* mutations(good: Buffer): Generator<Buffer> {
  for (let at = 0; at < good.length; at++) {
    const before = good.subarray(0, at);
    const after = good.subarray(at + 1);
    for (let bit = 0; bit < 8; bit++) yield Buffer.concat([before, Buffer.of(good[at]! ^ (1 << bit)), after]);
    for (const other of ['', '"', '9', '-', '.', 'e', '\\', '{', ']', '\u0000', '\ufeff']) {
      yield Buffer.concat([before, Buffer.from(other), after]);
    }
    yield Buffer.concat([before, good.subarray(at, at + 1), good.subarray(at)]);
    yield before;
  }
}

for (const [name, good, read] of readers) {
  test(`any change of any byte of ${name} is a typed error or a valid result, which says what the bytes say`, async () => {
    const bytes = Buffer.from(JSON.stringify(good));
    const reading = (body: Buffer) => read(async () => new Response(new Uint8Array(body)));
    assert.deepEqual(await reading(bytes), good);
    let taken = 0;
    let refused = 0;
    for (const body of mutations(bytes)) {
      try {
        const result = await reading(body);
        taken++;
        // What is read is in the bytes: the known fields, as JSON.parse gives them.
        assert.ok(isPartOf(result, JSON.parse(strict.decode(body))), inspect({ result, body: String(body) }));
      } catch (error) {
        if (!isUsageError(error)) throw error;
        refused++;
        assert.equal(error.code, 'contract_violation', String(body));
      }
    }
    assert.ok(taken > 100 && refused > 500, `${taken} taken, ${refused} refused`);
  });
}

/** Has the whole all that the part has? A field that stands for none may be left out of the part. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(part, whole) || part === Number(whole);
  if (Array.isArray(part) && part.length !== Object(whole).length) return false;
  return Object.entries(part).every(([key, value]) => isPartOf(value, Object(whole)[key]));
}
