// Point 3: row order and days.
import { UsageLedger } from '@usage/sdk';
import { generateUsage } from '../usage-data.mjs';
import { cpuOf, interleave, rowsText } from './interleave.mjs';

/** @typedef {import('@usage/sdk').Sorting} Sorting */

/** @type {Record<string, Sorting>} */
const sortings = {
  one: [{ column: 'credits_used', direction: 'asc' }],
  two: [
    { column: 'report_name', direction: 'asc' },
    { column: 'credits_used', direction: 'desc' },
  ],
  three: [
    { column: 'report_name', direction: 'asc' },
    { column: 'credits_used', direction: 'desc' },
    { column: 'timestamp', direction: 'desc' },
  ],
};

/** @param {import('./interleave.mjs').Bench} bench */
export default async function measureOrder(bench) {
  const many = bench.quick ? 100_000 : 1_000_000;
  const ledger = UsageLedger.from([...generateUsage(many)]);
  const small = UsageLedger.from([...generateUsage(100_000)]);
  // The last four orders are remembered: in five locales in turn, each is made anew.
  const locales = ['en-AU', 'en-CA', 'en-GB', 'en-NZ', 'en-US'];
  let calls = 0;
  const order = (/** @type {UsageLedger} */ of, /** @type {string} */ keys) => {
    const locale = locales[calls++ % locales.length];
    of.rows({ timeZone: 'UTC', sorting: sortings[keys], locale }).at(0);
  };
  const objects = [...generateUsage(many)];
  await interleave(bench, {
    'order of 100,000 by two columns': () => order(small, 'two'),
    [`order of ${rowsText(many)} by one column`]: () => order(ledger, 'one'),
    [`order of ${rowsText(many)} by three columns`]: () => order(ledger, 'three'),
    [`objects of ${rowsText(many)} by one column, toSorted with a comparator`]: () =>
      objects.toSorted((a, b) => a.credits_used - b.credits_used),
  });

  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  const few = objects.slice(0, 20_000).map(({ timestamp }) => Date.parse(timestamp));
  /** @type {[name: string, rows: number, step: () => unknown][]} */
  const ways = [
    ['days in Europe/London, a row', many, () => ledger.days('Europe/London')],
    ['days in UTC, a row', many, () => ledger.days('UTC')],
    ['days by a cached Intl format, a row', few.length, () => few.map((one) => format.format(one))],
  ];
  for (let round = -3; round < bench.rounds; round++) {
    for (const [name, rows, step] of ways) {
      const [, milliseconds] = await cpuOf(step);
      if (round >= 0) bench.record(name, (milliseconds * 1e6) / rows, 'ns');
    }
  }
}
