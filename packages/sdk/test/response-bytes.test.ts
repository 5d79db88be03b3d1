import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSent } from './fuzz/check-answer.ts';
import { checkSentColumns } from './fuzz/check-columns.ts';
import { Random } from './fuzz/random.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const report = { id: 5392, name: 'Lease é 👩', credit_cost: 79.05 };
const messages = [
  { id: 1000, text: 'Générer 👩', timestamp, report_id: 5392 },
  { id: 1001, text: '', timestamp },
];
const usage = [
  { message_id: 1000, timestamp, report_name: report.name, credits_used: 79.05 },
  { message_id: 'm', timestamp: '2024-04-29T02:08:29+01:00', report_name: ' ', credits_used: 1 },
  { message_id: 1001, timestamp, report_name: null, credits_used: 0 },
];
const columns = [
  { version: 1 },
  { id: 9, time: 17143565093, unit: 100, ids: [0, 'é'], times: [0, timestamp], names: [' '], codes: [1, 0], credits: [7905, 0] },
  { id: 1, time: 1714356509, unit: 1000, ids: [0], times: [1], names: ['👩'], codes: [2], credits: [100] },
  { count: 3, total: 8005 },
]; // prettier-ignore

type Check = (bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]) => Promise<string>;

/** Bodies that are right, and who reads them and holds what comes of it to what the bytes say. */
const readers: [name: string, good: string, check: Check][] = [
  ['messages', JSON.stringify({ messages }), (bytes, cuts) => checkSent('messages', bytes, cuts)],
  ['a report', JSON.stringify(report), (bytes, cuts) => checkSent('report', bytes, cuts)],
  ['usage', JSON.stringify({ usage }), (bytes, cuts) => checkSent('usage', bytes, cuts)],
  ['usage by column', columns.map((line) => JSON.stringify(line)).join('\n'), checkSentColumns],
];

/** Every byte with each of its bits turned, taken out, doubled, and made a few others; and every beginning. */
function* mutations(good: Buffer): Generator<Buffer> {
  for (let at = 0; at < good.length; at++) {
    const before = good.subarray(0, at);
    const after = good.subarray(at + 1);
    for (let bit = 0; bit < 8; bit++) yield Buffer.concat([before, Buffer.of(good[at]! ^ (1 << bit)), after]);
    for (const other of ['', '"', '9', '-', '.', 'e', '\\', '{', ']', '\u0000', '\ufeff', '\n']) {
      yield Buffer.concat([before, Buffer.from(other), after]);
    }
    yield Buffer.concat([before, good.subarray(at, at + 1), good.subarray(at)]);
    yield before;
  }
}

for (const [name, good, check] of readers) {
  test(`any change of any byte of ${name} is a typed error or a valid result, which says what the bytes say`, async () => {
    const bytes = Buffer.from(good);
    const random = new Random(1);
    const someCuts = () => Array.from({ length: random.below(3) }, () => random.below(bytes.length));
    assert.equal(await check(new Uint8Array(bytes), someCuts()), 'taken');
    const verdicts = new Map<string, number>();
    for (const body of mutations(bytes)) {
      const verdict = await check(new Uint8Array(body), someCuts()).catch((error: unknown) => {
        throw new Error(String(body), { cause: error });
      });
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    const [taken = 0, refused = 0, noJson = 0] = ['taken', 'refused', 'no JSON'].map((each) => verdicts.get(each));
    assert.ok(taken > 100 && refused + noJson > 500, `${taken} taken, ${refused} refused, ${noJson} no JSON`);
  });
}
