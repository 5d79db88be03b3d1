import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Report } from '../../src/contract.ts';
import { isUsageError, type UsageErrorCode } from '../../src/errors.ts';
import { collectUsage } from '../../src/metering/collect-usage.ts';
import type { UpstreamOptions } from '../../src/metering/upstream.ts';
import { failure } from '../http/json-client.ts';
import { aMessage, reportAnswer, someReports, upstreamOf } from './bills.ts';

// A report that fails in any way but 404 leaves no bill: never a text price.

const failing = 5392;
const good = { id: failing, name: 'Report 5392', credit_cost: 79 };
const others = fc.array(aMessage, { maxLength: 6 });
const never = new Promise<never>(() => {});

interface Failure {
  readonly code: UsageErrorCode;
  /** What comes of a look-up. */
  readonly answer: () => Response | Promise<Response>;
  readonly options?: Partial<UpstreamOptions>;
  /** How many look-ups have failed before, of different ids. */
  readonly before?: number;
}

/** Gives headers for the messages, and fails for the report. */
function failingHeaders() {
  let count = 0;
  return () => {
    if (count++ > 0) throw new Error('no token');
    return {};
  };
}

const status = (code: number, headers = {}): Failure => ({
  code: 'http_status',
  answer: () => new Response(JSON.stringify(good), { status: code, headers }),
});
const body = (text: BodyInit): Failure => ({ code: 'contract_violation', answer: () => new Response(text) });
const statuses = [400, 401, 403, 405, 408, 409, 410, 418, 429, 451, 500, 501, 502, 503, 504, 599];
const failures: Record<string, () => Failure> = {
  ...Object.fromEntries(statuses.map((code) => [`status ${code}`, () => status(code)])),
  'status 201': () => status(201),
  'a 429 with Retry-After': () => status(429, { 'retry-after': '3600' }),
  'a redirect that does not say where to': () => status(302),
  'a redirect to another origin': () => ({
    ...status(302, { location: 'https://b.test/reports/5392' }),
    code: 'redirect',
  }),
  'a redirect to a 404': () => {
    const answers = [status(302, { location: '/reports/5392?gone' }), status(404)];
    return { code: 'http_status', answer: () => answers.shift()!.answer() };
  },
  'a redirect without end': () => ({ ...status(307, { location: '/reports/5392' }), code: 'redirect' }),
  'a fetch that throws': () => ({ code: 'network', answer: () => Promise.reject(new TypeError('fetch failed')) }),
  'a body that breaks off': () => ({
    code: 'network',
    answer: () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })),
  }),
  'a fetch that never settles': () => ({ code: 'timeout', answer: () => never, options: { timeout: 10 } }),
  'a body that never comes': () => ({
    code: 'timeout',
    answer: () => new Response(new ReadableStream()),
    options: { deadline: 10 },
  }),
  'a body over maxBytes': () => ({
    code: 'too_large',
    answer: () => Response.json({ ...good, filler: ' '.repeat(1e6) }),
    options: { maxBytes: 500_000 },
  }),
  'headers that fail': () => ({
    code: 'headers_failed',
    answer: () => Response.json(good),
    options: { headers: failingHeaders() },
  }),
  'an open circuit': () => ({
    code: 'circuit_open',
    before: 5,
    answer: () => new Response('{}', { status: 503 }),
  }),
  'another report': () => ({ code: 'contract_violation', answer: () => Response.json({ ...good, id: failing + 1 }) }),
  'a price that is a text': () => body(JSON.stringify({ ...good, credit_cost: '79' })),
  'an empty name': () => body(JSON.stringify({ ...good, name: '' })),
  'a body that is not JSON': () => body('<html>'),
  'an empty body': () => body(''),
  null: () => body('null'),
  'bytes that are no text': () => body(Buffer.from(JSON.stringify(good).replace('Report', '\xc3('), 'latin1')),
};

describe('a bill is none at all', () => {
  for (const [name, fail] of Object.entries(failures)) {
    it(`when a report meets ${name}`, async () => {
      let failed = 0;
      await fc.assert(
        fc.asyncProperty(aMessage, others, someReports, fc.nat(), async (message, list, reports, place) => {
          const { code, answer, options, before = 0 } = fail();
          const messages = list.toSpliced(place % (list.length + 1), 0, { ...message, report_id: failing });
          const isFailing = (id: number) => id >= failing && id <= failing + before;
          const answerReport = (id: number) => (isFailing(id) ? answer() : reportAnswer(reports, id));
          const { upstream } = upstreamOf(messages, answerReport, options);
          for (let count = 1; count <= before; count++) await failure(upstream.report(failing + count));
          const error = await failure(collectUsage({ upstream }));
          assert.ok(isUsageError(error), String(error));
          assert.equal(error.code, code);
          failed++;
        }),
        { numRuns: 20 },
      );
      assert.equal(failed, 20);
    });
  }

  it('when a report has any other status than 200 and 404, or breaks any rule', async () => {
    const aField = fc.constantFrom('id', 'name', 'credit_cost');
    const wrong = fc.oneof(
      fc.record({ status: fc.integer({ min: 201, max: 599 }), text: fc.constant(JSON.stringify(good)) }),
      fc.record({ status: fc.constant(200), text: fc.oneof(fc.string(), fc.json()) }),
      fc
        .tuple(aField, fc.oneof(fc.constantFrom(null, '', '79', -1, 0.001, 2, 1e10, [], {}), fc.jsonValue()))
        .map(([field, value]) => ({ status: 200, text: JSON.stringify({ ...good, [field]: value }) })),
    );
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(aMessage, wrong, async (message, { status, text }) => {
        // Statuses that a Response may not have a body with.
        const answer = () => new Response([204, 205, 304].includes(status) ? null : text, { status });
        const { upstream } = upstreamOf([{ ...message, report_id: failing }], answer);
        if (status === 404) return;
        const bill = collectUsage({ upstream });
        if (status === 200 && isValid(text)) {
          assert.equal((await bill)[0]?.report_name, Object(JSON.parse(text)).name);
          return;
        }
        const error = await failure(bill);
        assert.ok(isUsageError(error), String(error));
        assert.equal(error.code, status === 200 ? 'contract_violation' : 'http_status');
        failed++;
      }),
      { numRuns: 1000 },
    );
    assert.ok(failed > 500, `${failed}`);
  });
});

/** The rules for a report, written down once more. */
function isValid(text: string): boolean {
  try {
    const { id, name, credit_cost } = Object(JSON.parse(text)) as Partial<Report>;
    const cost = typeof credit_cost === 'number' && credit_cost >= 0 && credit_cost <= 1e9 ? credit_cost : NaN;
    return id === failing && typeof name === 'string' && name !== '' && Math.round(cost * 100) / 100 === cost;
  } catch {
    return false;
  }
}
