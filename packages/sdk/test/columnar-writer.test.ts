import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UsageItem } from '../src/usage-item.ts';
import { toColumnar } from '../src/metering/columnar-writer.ts';
import { columnarFormat } from '../src/reading/columnar-reader.ts';
import type { UsageLedger } from '../src/reading/ledger.ts';
import type { RowView } from '../src/reading/snapshot.ts';
import { itemsOfRows } from './row-items.ts';
import { item } from './usage-items.ts';

const write = async (items: readonly UsageItem[]) => new TextDecoder().decode(await toColumnar(items));

function read(text: string, cuts: readonly number[] = [], onRows: (rows: RowView) => void = () => {}): UsageLedger {
  const reader = columnarFormat(onRows).open(Infinity);
  const places = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
  for (let at = 1; at < places.length; at++) reader.take(text.slice(places[at - 1], places[at]));
  return reader.end();
}

describe('usage by column', () => {
  test('is written as documented', async () => {
    const items = [
      item({ message_id: 1000, report_name: 'Short Lease', credits_used: 79 }),
      item({ message_id: 1003, timestamp: '2024-04-29T02:08:30.000Z', credits_used: 1.2 }),
      item({ message_id: 'x', timestamp: '2024-04-29T03:08:31+01:00', report_name: 'Short Lease' }),
    ];
    assert.deepEqual((await write(items)).split('\n'), [
      '{"version":1}',
      '{"id":1000,"time":1714356509375,"unit":1,"ids":[0,3,"x"],"times":[0,625,"2024-04-29T03:08:31+01:00"],' +
        '"names":["Short Lease"],"codes":[1,0,1],"credits":[7900,120,100]}',
      '{"count":3,"total":8120}',
      '',
    ]);
  });

  test('without a row is a first and a last line', async () => {
    assert.equal(await write([]), '{"version":1}\n{"count":0,"total":0}\n');
    assert.equal(read('{"version":1}\n{"count":0,"total":0}').length, 0);
  });

  test('comes in blocks of 8,192 rows, and shows what has come after each', async () => {
    const items = Array.from({ length: 20_000 }, (_, id) =>
      item({ message_id: id, report_name: `Report ${id % 300}` }),
    );
    const views: RowView[] = [];
    const ledger = read(await write(items), [], (rows) => views.push(rows));
    assert.deepEqual([...views.map(({ length }) => length), ledger.length], [8192, 16_384, 20_000, 20_000]);
    assert.deepEqual(itemsOfRows(views[0]!), items.slice(0, 8192));
    for (const outside of [-1, 0.5, 8192, NaN]) assert.equal(views[0]?.at(outside), undefined);
  });

  test('begins a block where a difference of ids would not be exact', async () => {
    const ids = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 'x', 5, Number.MAX_SAFE_INTEGER];
    const items = ids.map((message_id) => item({ message_id }));
    const text = await write(items);
    assert.equal(text.split('\n').length, 2 + 3 + 1);
    assert.deepEqual(itemsOfRows(read(text).rows({ timeZone: 'UTC' })), items);
  });

  test('with a total that cannot be exact is not written', async () => {
    const items = new Array<UsageItem>(90_072).fill(item({ credits_used: 1e9 }));
    await assert.rejects(toColumnar(items), { code: 'total_too_large' });
  });
});
