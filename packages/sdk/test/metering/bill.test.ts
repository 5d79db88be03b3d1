import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import {
  aMessage,
  aReport,
  anId,
  billOf,
  invalidIds,
  reportAnswer,
  someMessages,
  someReports,
  upstreamOf,
  validIds,
} from './bills.ts';
import { timestamp } from './tech-task.ts';

// What holds for every bill, whatever the messages and the reports.

describe('a bill', () => {
  it('has every message once, in order, priced by its report or else by its text, and a name exactly where a report priced it', async () => {
    await fc.assert(
      fc.asyncProperty(someMessages, someReports, async (messages, reports) => {
        const { upstream, asked } = upstreamOf(messages, (id) => reportAnswer(reports, id));
        assert.deepEqual(await collectUsage({ upstream }), billOf(messages, reports));
        assert.deepEqual(asked.sort(), validIds(messages).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('prices by the text what names no report that could be, and looks nothing up', async () => {
    const messages = invalidIds.map((report_id, id) => ({ id, text: 'a'.repeat(10 * id), timestamp, report_id }));
    // There is a report for whatever is asked for.
    const { upstream, asked } = upstreamOf(messages, (id) =>
      reportAnswer(new Map([[id, { name: 'Report', amount: 7900 }]]), id),
    );
    assert.deepEqual(await collectUsage({ upstream }), billOf(messages, new Map()));
    assert.deepEqual(asked, []);
  });

  it('ignores the text of a message whose report is valid', async () => {
    await fc.assert(
      fc.asyncProperty(aMessage, anId, aReport, fc.string(), async (message, report_id, report, other) => {
        const reports = new Map([[report_id, report]]);
        const bill = (text: string) =>
          collectUsage(upstreamOf([{ ...message, text, report_id }], (id) => reportAnswer(reports, id)));
        assert.deepEqual(await bill(message.text), await bill(other));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same for a report that answers 404 and for none', async () => {
    await fc.assert(
      fc.asyncProperty(someMessages, async (messages) => {
        const without = messages.map(({ id, text, timestamp }) => ({ id, text, timestamp }));
        const bill = (list: typeof messages) => collectUsage(upstreamOf(list, (id) => reportAnswer(new Map(), id)));
        assert.deepEqual(await bill(messages), await bill(without));
      }),
      { numRuns: 100 },
    );
  });
});
