import fc from 'fast-check';
import type { Message } from '../../src/contract.ts';
import type { UsageItem } from '../../src/usage-item.ts';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../src/metering/upstream.ts';
import { aTimestamp } from '../usage-items.ts';

// Bills of any kind, and what each of them must be, by an oracle that shares nothing with the source.

/** A message as an upstream may send it: its `report_id` may be anything. */
export interface WireMessage extends Omit<Message, 'report_id'> {
  readonly report_id?: unknown;
}

/** A report by what it is billed for. */
export interface PricedReport {
  readonly name: string;
  readonly amount: number;
}

export const anId: fc.Arbitrary<number> = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 6 }) },
  fc.constant(Number.MAX_SAFE_INTEGER),
);
/** What no report can be looked up by. */
export const invalidIds: readonly unknown[] = [
  ...[null, true, false, '', ' ', '0', '1', '5392', '1e3', '../messages/current-period', {}, { id: 1 }, [], [1]],
  ...[-1, -5392, -Number.MAX_SAFE_INTEGER, 0.5, 1.5, -0.1, 1e-9, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e300],
];
const anInvalidId = fc.oneof(
  fc.constantFrom(...invalidIds),
  fc.integer({ max: -1 }),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
  fc.string(),
);
export const aReport: fc.Arbitrary<PricedReport> = fc.record({
  name: fc.string({ minLength: 1 }),
  amount: fc.integer({ min: 0, max: 1e11 }),
});
export const aMessage: fc.Arbitrary<WireMessage> = fc.record(
  {
    id: fc.maxSafeInteger(),
    text: fc.string({ unit: 'binary' }),
    timestamp: aTimestamp,
    report_id: fc.oneof({ weight: 2, arbitrary: anId }, anInvalidId),
  },
  { requiredKeys: ['id', 'text', 'timestamp'], noNullPrototype: true },
);
export const someMessages: fc.Arbitrary<WireMessage[]> = fc.array(aMessage, { maxLength: 20 });
/** By id; what is not there answers 404. */
export const someReports: fc.Arbitrary<Map<number, PricedReport>> = fc
  .array(fc.tuple(anId, aReport))
  .map((entries) => new Map(entries));

/** The ids that can be looked up, each once. */
export function validIds(messages: readonly WireMessage[]): number[] {
  const isValid = (id: unknown) => typeof id === 'number' && Math.trunc(id) === id && id >= 0 && id < 2 ** 53;
  return [...new Set(messages.map(({ report_id }) => report_id).filter(isValid))] as number[];
}

/** The bill. */
export function billOf(messages: readonly WireMessage[], reports: ReadonlyMap<unknown, PricedReport>): UsageItem[] {
  return messages.map(({ id, text, timestamp, report_id }) => {
    const report = reports.get(report_id);
    return report
      ? { message_id: id, timestamp, report_name: report.name, credits_used: report.amount / 100 }
      : { message_id: id, timestamp, credits_used: Number(textPrice(text)) / 100 };
  });
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

/** The answer to a look-up. */
export function reportAnswer(reports: ReadonlyMap<number, PricedReport>, id: number): Response {
  const report = reports.get(id);
  if (!report) return new Response('<Error/>', { status: 404 });
  return Response.json({ id, name: report.name, credit_cost: report.amount / 100 });
}

/** An upstream of ours whose network is a function, which notes the ids that are looked up. */
export function upstreamOf(
  messages: readonly WireMessage[],
  answer: (id: number) => Response | Promise<Response>,
  options: Partial<UpstreamOptions> = {},
): { upstream: Upstream; asked: number[] } {
  const asked: number[] = [];
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const id = /^\/reports\/(.+)$/.exec(pathname)?.[1];
    if (id === undefined) return Response.json({ messages });
    asked.push(Number(id));
    return answer(Number(id));
  };
  return { upstream: createUpstream({ baseUrl: 'https://a.test', fetch, retry: { limit: 0 }, ...options }), asked };
}
