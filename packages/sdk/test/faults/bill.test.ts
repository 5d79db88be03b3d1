import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UsageItem } from '../../src/usage-item.ts';
import { isUsageError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { connectUpstream } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';
import { goodMessages, goodUsage, otherReport } from './bodies.ts';
import { readRows } from './expected.ts';
import { startFaultServer, type FaultServer } from './fault-server.ts';
import { patienceWith } from './outcome.ts';

// Bills whose messages are well and whose ten reports are all at fault: what comes of them follows from the table.

let server: FaultServer;
before(async () => (server = await startFaultServer()));
after(() => server.close());

const otherUsage = goodMessages.map(({ id, timestamp, report_id }) => {
  const { name, credit_cost } = otherReport(report_id);
  return { message_id: id, timestamp, report_name: name, credits_used: credit_cost };
});
/** 12 characters are 3 tokens. */
const textUsage = goodMessages.map(({ id, timestamp }) => ({ message_id: id, timestamp, credits_used: 1.2 }));

/** The bill, or the code of the error instead of it, by the `report` column. */
function expectedBill(report: string): UsageItem[] | string {
  if (report.startsWith('no report,')) return textUsage;
  if (report.startsWith('`ok`, the second answer alone,')) return otherUsage;
  if (report.startsWith('`ok`,')) return goodUsage;
  return /`(\w+)`/.exec(report)?.[1] ?? 'unknown';
}

describe('a bill', { concurrency: 16 }, () => {
  const counts = { bills: 0, failures: 0 };

  for (const { fault, report } of readRows()) {
    // Where nobody listens there are no messages either.
    if (fault === 'no-server') continue;
    it(`of reports that meet ${fault} is right, or none at all`, async () => {
      const baseUrl = `${server.origin}/faults/${fault}/bill-${Math.random().toString(36).slice(2)}/bill`;
      const upstream = connectUpstream({ baseUrl, ...patienceWith(fault) }, { random: () => 0 });
      const bill = collectUsage({ upstream });
      const expected = expectedBill(report);
      if (typeof expected !== 'string') {
        assert.deepEqual(await bill, expected);
        counts.bills++;
        return;
      }
      const error = await failure(bill);
      assert.ok(isUsageError(error), String(error));
      assert.equal(error.code, expected);
      counts.failures++;
    });
  }

  after(() => assert.ok(counts.bills > 15 && counts.failures > 90, JSON.stringify(counts)));
});
