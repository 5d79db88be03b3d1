import assert from 'node:assert/strict';
import { expected, usage } from './page-server.ts';

/** Rows, total, bars, sorting and scrolling, once the rows are there. Runs in the page. */
export async function work() {
  await probe.drawn();
  const loaded = probe.seen();
  await probe.sort('Credits Used');
  await probe.sort('Credits Used');
  const sorted = probe.rows()[0]?.[3];
  const end = (await probe.scrollTo(1)).length;
  await probe.scrollTo(0);
  await probe.sort('Credits Used');
  const unsorted = probe.rows()[0]?.[0];
  return { loaded, sorted, end, unsorted, search: location.search };
}

/** That it showed the usage as it is, sorted and scrolled it. */
export function assertWorks({ loaded, sorted, end, unsorted, search }: Awaited<ReturnType<typeof work>>) {
  assert.equal(loaded.total, expected.total);
  assert.equal(loaded.bars, expected.bars);
  assert.equal(loaded.drawnBars, expected.bars);
  assert.ok(loaded.laidOut);
  assert.deepEqual(loaded.first?.slice(2), [usage[0]!.report_name, '10.00']);
  assert.ok(loaded.rows > 3 && loaded.rows < 60, `${loaded.rows} rows`);
  assert.equal(sorted, expected.dearest);
  assert.ok(end > 3);
  assert.equal(unsorted, '1000');
  assert.equal(search, '');
}
