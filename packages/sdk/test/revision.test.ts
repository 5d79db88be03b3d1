import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumnar } from '../src/metering/columnar-writer.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { manyItems } from './many-items.ts';
import { anItem, item, someItems } from './usage-items.ts';

const revisionOf = (items: readonly UsageItem[]) => UsageLedger.from(items).revision;

async function revisionByColumn(items: readonly UsageItem[]): Promise<string> {
  const reader = columnarFormat(() => {}).open(Infinity);
  reader.take(new TextDecoder().decode(await toColumnar(items)));
  return reader.end().revision;
}

test('a revision is 16 digits, the same each time', () => {
  const ledger = UsageLedger.from([item()]);
  assert.match(ledger.revision, /^[0-9a-f]{16}$/);
  assert.equal(ledger.revision, ledger.revision);
  assert.equal(revisionOf([item()]), ledger.revision);
});

const timestamp = '2024-04-29T02:08:29Z';
const pairs: [why: string, one: UsageItem[], other: UsageItem[]][] = [
  ['an amount', [item({ credits_used: 1 })], [item({ credits_used: 1.01 })]],
  ['the last amount of many', manyOf(1), manyOf(2)],
  ['an id', [item({ message_id: 1 })], [item({ message_id: 2 })]],
  ['an id beyond 32 bits', [item({ message_id: 1 })], [item({ message_id: 1 + 2 ** 32 })]],
  ['which row has which id beyond 32 bits', [0, 2 ** 32, 2 ** 33].map((message_id) => item({ message_id })), [0, 2 ** 33, 2 ** 32].map((message_id) => item({ message_id }))],
  ['the sign of an id', [item({ message_id: 5 })], [item({ message_id: -5 })]],
  ['the type of an id', [item({ message_id: 1 })], [item({ message_id: '1' })]],
  ['the text of an id', [item({ message_id: 'a' })], [item({ message_id: 'b' })]],
  ['an instant', [item({ timestamp })], [item({ timestamp: '2024-04-29T02:08:30Z' })]],
  ['a millisecond', [item({ timestamp: '2024-04-29T02:08:29.001Z' })], [item({ timestamp: '2024-04-29T02:08:29.002Z' })]],
  ['the digits of a fraction', [item({ timestamp })], [item({ timestamp: '2024-04-29T02:08:29.0Z' })]],
  ['the letter of a time zone', [item({ timestamp })], [item({ timestamp: '2024-04-29T02:08:29z' })]],
  ['the offset of the same instant', [item({ timestamp })], [item({ timestamp: '2024-04-29T03:08:29+01:00' })]],
  ['digits finer than a millisecond', [item({ timestamp: '2024-04-29T02:08:29.0001Z' })], [item({ timestamp: '2024-04-29T02:08:29.0002Z' })]],
  ['a name', [item({ report_name: 'a' })], [item({ report_name: 'b' })]],
  ['whether there is a name', [item({ report_name: 'a' })], [item()]],
  ['where a name begins', [item({ report_name: 'a' }), item({ report_name: 'bc' })], [item({ report_name: 'ab' }), item({ report_name: 'c' })]],
  ['a quote in a name', [item({ report_name: 'a","b' }), item({ report_name: 'c' })], [item({ report_name: 'a' }), item({ report_name: 'b","c' })]],
  ['a lone half of an emoji', [item({ report_name: '\ud83d' })], [item({ report_name: '\ud83e' })]],
  ['the order of rows', [item({ message_id: 1 }), item({ message_id: 2 })], [item({ message_id: 2 }), item({ message_id: 1 })]],
  ['the order of texts', [item({ message_id: 'a' }), item({ message_id: 'b' })], [item({ message_id: 'b' }), item({ message_id: 'a' })]],
  ['which row has a text', [item({ message_id: 'a' }), item({ message_id: 0 })], [item({ message_id: 0 }), item({ message_id: 'a' })]],
  ['which row has a name', [item({ report_name: 'a' }), item()], [item(), item({ report_name: 'a' })]],
  ['how many rows there are', [item()], [item(), item()]],
  ['whether there are any', [], [item({ message_id: 0, credits_used: 0, timestamp: '1970-01-01T00:00:00Z' })]],
  ['where a text is cut', [item({ message_id: 'ab' }), item({ message_id: 'c' })], [item({ message_id: 'a' }), item({ message_id: 'bc' })]],
  // Both have one text, the same one, at the same row.
  ['what a text is of', [item({ message_id: 0, timestamp: '2024-04-29T02:08:29+00:00' })], [item({ message_id: '2024-04-29T02:08:29+00:00', timestamp })]],
]; // prettier-ignore
for (const [why, one, other] of pairs) {
  test(`a revision tells ${why}`, async () => {
    assert.notEqual(revisionOf(one), revisionOf(other));
    assert.notEqual(await revisionByColumn(one), await revisionByColumn(other));
  });
}

function manyOf(last: number): UsageItem[] {
  return [...manyItems(), item({ credits_used: last })];
}

test('any two bills have one revision exactly when they are the same', () => {
  const known = new Map<string, string>();
  fc.assert(
    fc.property(someItems, (items) => {
      const text = JSON.stringify(items.map(keysInOrder));
      const revision = revisionOf(items);
      assert.equal(known.get(revision) ?? text, text);
      known.set(revision, text);
    }),
    { numRuns: 1000 },
  );
  assert.ok(known.size > 100);
});

test('a change of any row is another revision', () => {
  const aChange = fc
    .array(anItem, { minLength: 1, maxLength: 10 })
    .chain((items) => fc.tuple(fc.constant(items), fc.nat({ max: items.length - 1 }), anItem));
  fc.assert(
    fc.property(aChange, ([items, row, other]) => {
      const isSame = JSON.stringify(keysInOrder(items[row]!)) === JSON.stringify(keysInOrder(other));
      assert.equal(revisionOf(items) === revisionOf(items.with(row, other)), isSame);
    }),
    { numRuns: 1000 },
  );
});

const keysInOrder = ({ message_id, timestamp, report_name, credits_used }: UsageItem) => [
  ...[message_id, timestamp, report_name ?? null, credits_used],
];

test('the same bill has one revision, as items and by column', async () => {
  await fc.assert(
    fc.asyncProperty(someItems, async (items) => assert.equal(await revisionByColumn(items), revisionOf(items))),
    { numRuns: 300 },
  );
  const many = manyItems();
  assert.equal(await revisionByColumn(many), revisionOf(many));
});

test('a timestamp that comes by column as a text, though it need not, is the same bill', () => {
  const read = (times: string, unit: number) => {
    const reader = columnarFormat(() => {}).open(Infinity);
    const rest = `"id":1,"unit":${unit},"ids":[0,1],"names":[],"codes":[0,0],"credits":[100,100]`;
    reader.take(`{"version":1}\n{${rest},"time":0,"times":${times}}\n{"count":2,"total":200}`);
    return reader.end();
  };
  const written = ['1970-01-01T00:00:01Z', '1970-01-01T00:00:02.50Z'];
  const items = written.map((timestamp, row) => item({ message_id: 1 + row, timestamp }));
  for (const [times, unit] of [
    [JSON.stringify(written), 1],
    [JSON.stringify(written), 1000],
    [`[1,"${written[1]}"]`, 1000],
    [`["${written[0]}",250]`, 10],
  ] as const) {
    const ledger = read(times, unit);
    assert.deepEqual([ledger.item(0), ledger.item(1)], items);
    assert.equal(ledger.revision, revisionOf(items));
  }
});

test('it is the same in every process', async () => {
  const many = new URL('many-items.ts', import.meta.url);
  const ledger = new URL('../src/reading/ledger.ts', import.meta.url);
  const program = `
    import { manyItems } from ${JSON.stringify(many)};
    import { UsageLedger } from ${JSON.stringify(ledger)};
    console.log(UsageLedger.from(manyItems()).revision);`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  const outputs = await Promise.all([run(), run()]);
  assert.deepEqual(
    outputs.map(({ stdout }) => stdout.trim()),
    [revisionOf(manyItems()), revisionOf(manyItems())],
  );
});
