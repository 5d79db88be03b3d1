import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Message, Report } from '../../src/contract.ts';
import { isUsageError } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import { createUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';
import { aTimestamp } from '../usage-items.ts';

// What holds for every bill, whatever the messages, the reports and the faults.

const anId = fc.integer({ min: 0, max: 6 });
const aReport = fc.record({ name: fc.string({ minLength: 1 }), hundredths: fc.integer({ min: 0, max: 1e11 }) });
const aMessage: fc.Arbitrary<Message> = fc.record(
  { id: fc.maxSafeInteger(), text: fc.string({ unit: 'binary' }), timestamp: aTimestamp, report_id: anId },
  { requiredKeys: ['id', 'text', 'timestamp'], noNullPrototype: true },
);
const someMessages = fc.array(aMessage, { maxLength: 20 });
/** By id; what is not there answers 404. */
const someReports = fc.dictionary(anId.map(String), aReport);

interface Answer {
  readonly status: number;
  readonly body: string;
}

function reportAnswer(reports: Record<string, { name: string; hundredths: number }>, id: string): Answer {
  const report = Object.hasOwn(reports, id) ? reports[id] : undefined;
  if (!report) return { status: 404, body: '<Error/>' };
  return {
    status: 200,
    body: JSON.stringify({ id: Number(id), name: report.name, credit_cost: report.hundredths / 100 }),
  };
}

/** An upstream of ours whose network is a function. */
function upstreamOf(messages: readonly Message[], answerReport: (id: string) => Answer): Upstream {
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const id = /^\/reports\/(.+)$/.exec(pathname)?.[1];
    const { status, body } = id === undefined ? { status: 200, body: JSON.stringify({ messages }) } : answerReport(id);
    return new Response(body, { status });
  };
  return createUpstream({ baseUrl: 'https://a.test', fetch, retry: { limit: 0 } });
}

/** The price of a text in hundredths, by whole numbers of any size and units counted by hand. */
function textPrice(text: string): bigint {
  let characters = 0n;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const next = text.charCodeAt(index + 1);
    if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) index++;
    characters++;
  }
  const tokens = (characters + 3n) / 4n;
  return tokens * 40n > 100n ? tokens * 40n : 100n;
}

describe('a bill', () => {
  it('has every message once, in order, priced by its report or else by its text, and a name exactly where a report priced it', async () => {
    await fc.assert(
      fc.asyncProperty(someMessages, someReports, async (messages, reports) => {
        const usage = await collectUsage({ upstream: upstreamOf(messages, (id) => reportAnswer(reports, id)) });
        const expected = messages.map(({ id, text, timestamp, report_id }) => {
          const report = Object.hasOwn(reports, String(report_id)) ? reports[String(report_id)] : undefined;
          return report
            ? { message_id: id, timestamp, report_name: report.name, credits_used: report.hundredths / 100 }
            : { message_id: id, timestamp, credits_used: Number(textPrice(text)) / 100 };
        });
        assert.deepEqual(usage, expected);
      }),
      { numRuns: 300 },
    );
  });

  it('ignores the text of a message whose report is valid', async () => {
    await fc.assert(
      fc.asyncProperty(aMessage, anId, aReport, fc.string(), async (message, report_id, report, other) => {
        const bill = (text: string) =>
          collectUsage({
            upstream: upstreamOf([{ ...message, text, report_id }], () =>
              reportAnswer({ [report_id]: report }, String(report_id)),
            ),
          });
        assert.deepEqual(await bill(message.text), await bill(other));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same for a report that answers 404 and for none', async () => {
    await fc.assert(
      fc.asyncProperty(someMessages, async (messages) => {
        const without = messages.map(({ id, text, timestamp }) => ({ id, text, timestamp }));
        const bill = (list: Message[]) =>
          collectUsage({ upstream: upstreamOf(list, () => ({ status: 404, body: '' })) });
        assert.deepEqual(await bill(messages), await bill(without));
      }),
      { numRuns: 100 },
    );
  });

  it('is none at all when a report fails in any way but 404', async () => {
    const good = { id: 1, name: 'Report 1', credit_cost: 79 };
    const aField = fc.constantFrom('id', 'name', 'credit_cost');
    const wrong = fc.oneof(
      fc.record({ status: fc.integer({ min: 201, max: 599 }), body: fc.constant(JSON.stringify(good)) }),
      fc.record({ status: fc.constant(200), body: fc.oneof(fc.string(), fc.json()) }),
      fc
        .tuple(aField, fc.oneof(fc.constantFrom(null, '', '79', -1, 0.001, 2, 1e10, [], {}), fc.jsonValue()))
        .map(([field, value]) => ({ status: 200, body: JSON.stringify({ ...good, [field]: value }) })),
    );
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(aMessage, wrong, async (message, { status, body }) => {
        // Statuses that a Response may not have a body with.
        const answer = { status, body: [204, 205, 304].includes(status) ? (null as unknown as string) : body };
        const upstream = upstreamOf([{ ...message, report_id: 1 }], () => answer);
        if (status === 404) return;
        const bill = collectUsage({ upstream });
        if (status === 200 && isValid(body)) {
          assert.equal((await bill)[0]?.report_name, Object(JSON.parse(body)).name);
          return;
        }
        const error = await failure(bill);
        assert.ok(isUsageError(error), String(error));
        assert.ok(['http_status', 'contract_violation'].includes(error.code), error.code);
        failed++;
      }),
      { numRuns: 1000 },
    );
    assert.ok(failed > 500, `${failed}`);
  });
});

/** The rules for a report, written down once more. */
function isValid(body: string): boolean {
  try {
    const { id, name, credit_cost } = Object(JSON.parse(body)) as Partial<Report>;
    const cost = typeof credit_cost === 'number' && credit_cost >= 0 && credit_cost <= 1e9 ? credit_cost : NaN;
    return id === 1 && typeof name === 'string' && name !== '' && Math.round(cost * 100) / 100 === cost;
  } catch {
    return false;
  }
}
