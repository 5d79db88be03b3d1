import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ContractError } from '../src/errors.ts';
import { checkSummary } from '../src/reading/check-summary.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import type { SummaryQuery } from '../src/reading/query.ts';
import type { UsageSummary } from '../src/reading/snapshot.ts';
import { aTimeZone, item } from './usage-items.ts';

type Place = readonly (string | number)[];

/** Where the figures of a summary are: counts and amounts, and where two buckets meet. */
function placesOf({ buckets, parts }: UsageSummary): Place[] {
  const figures = ['messages', 'amount'];
  return [
    ...figures.map((figure) => [figure]),
    ...figures.map((figure) => ['selected', figure]),
    ...parts.flatMap((_, part) => figures.map((figure) => ['parts', part, figure])),
    ...buckets.flatMap(({ parts: own }, bucket) => [
      ...figures.map((figure) => ['buckets', bucket, figure]),
      ...own.map((_, part) => ['buckets', bucket, 'parts', part]),
      ...(bucket > 0 ? [['buckets', bucket, 'from']] : []),
      ...(bucket < buckets.length - 1 ? [['buckets', bucket, 'until']] : []),
    ]),
  ];
}

/** A copy in which one figure is another. */
function changed(summary: UsageSummary, place: Place, change: (figure: number) => unknown): UsageSummary {
  const copy = structuredClone(summary);
  const key = place.at(-1)!;
  const holder = place.slice(0, -1).reduce<unknown>((inner, step) => Object(inner)[step], copy);
  Object.assign(holder as object, { [key]: change(Object(holder)[key] as number) });
  return copy;
}

const items = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('a', 'b', 'c', undefined), fc.nat({ max: 5 }))
    .map(([day, report_name, credits_used]) =>
      item({
        timestamp: new Date(Date.UTC(2011, 11, 1 + day, 12)).toISOString(),
        credits_used,
        ...(report_name && { report_name }),
      }),
    ),
  { maxLength: 12 },
);
const aSummary = fc
  .tuple(items, aTimeZone, fc.constantFrom('day', 'month', 'year'), fc.nat({ max: 3 }))
  .map(([given, timeZone, granularity, top]) => {
    const query: SummaryQuery = { timeZone, granularity, top };
    return { query, summary: UsageLedger.from(given).summary(query) };
  });

const isRefused = (error: unknown) => error instanceof ContractError && /^summary: \S+ must .+\.$/.test(error.message);

describe('checkSummary', () => {
  it('gives back a summary that adds up, itself', () => {
    fc.assert(
      fc.property(aSummary, ({ query, summary }) => {
        assert.equal(checkSummary(summary, query), summary);
        assert.equal(checkSummary(summary), summary);
      }),
    );
  });

  it('a summary in which any one figure is another is refused', () => {
    const changes = [1, -1, 1000].map((by) => (figure: number) => figure + by);
    const noFigures = [-1, 0.5, NaN, Infinity, 2 ** 53, '1', null, undefined, 1n].map((value) => () => value);
    fc.assert(
      fc.property(aSummary, ({ query, summary }) => {
        for (const place of placesOf(summary)) {
          const isFigure = !['from', 'until'].includes(String(place.at(-1)));
          for (const change of isFigure ? [...changes, ...noFigures] : changes) {
            const wrong = changed(summary, place, change);
            assert.throws(() => checkSummary(wrong, query), isRefused, `${place.join('.')}: ${String(change(7))}`);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  const summary = UsageLedger.from([
    item({ report_name: 'a', credits_used: 3 }),
    item({ credits_used: 2, timestamp: '2024-04-30T02:08:29Z' }),
    item({ credits_used: 0, timestamp: '2024-04-30T02:08:29Z' }),
  ]).summary({ timeZone: 'UTC' });
  const wrong: [name: string, path: string, wrong: UsageSummary][] = [
    ['a bucket is missing', 'parts[].messages', { ...summary, buckets: summary.buckets.slice(1) }],
    ['a part is missing', 'parts[].messages', { ...summary, parts: summary.parts.slice(1) }],
    ['a bucket has no amount for a part', 'buckets[0].parts', changed(summary, ['buckets', 0], (own) => ({ ...Object(own), parts: [300] }))],
    ['two parts have changed places', 'buckets[].parts[0]', { ...summary, parts: summary.parts.toReversed() }],
    ['buckets are in another order', 'buckets[1]', { ...summary, buckets: summary.buckets.toReversed() }],
    ['a bucket ends before it begins', 'buckets[1]', changed(summary, ['buckets', 1, 'until'], () => 0)],
    [
      'amounts move between buckets and parts, so that all but one sum is right',
      'buckets[0].parts',
      changed(changed(summary, ['buckets', 0, 'amount'], (amount) => amount - 1), ['buckets', 1, 'amount'], (amount) => amount + 1),
    ],
    [
      'a part is below zero, and another makes up for it',
      'parts[].amount',
      { ...summary, parts: [{ ...summary.parts[0]!, amount: 600 }, { ...summary.parts[1]!, amount: -100 }] },
    ],
    [
      'a sum is too large to be exact',
      'buckets[].amount',
      changed(summary, ['buckets', 0, 'amount'], () => Number.MAX_SAFE_INTEGER),
    ],
  ]; // prettier-ignore
  for (const [name, path, given] of wrong) {
    it(`says where: ${name}`, () => {
      assert.throws(() => checkSummary(given), { name: 'ContractError', code: 'contract_violation', path });
    });
  }

  describe('of a selection', () => {
    const scope = { timeZone: 'UTC', selection: { days: ['2024-04-29', '2024-04-29'] } } as const;
    const ofADay = { ...summary, selected: { messages: 1, amount: 300 } };

    it('takes figures that are a part of the whole', () => {
      for (const query of [scope, undefined]) checkSummary(ofADay, query);
      // Buckets obey the selection's parts and text.
      const [bucket] = summary.buckets;
      const ofAPart = { ...ofADay, parts: [summary.parts[0]!], buckets: [{ ...bucket!, parts: [300] }] };
      checkSummary(ofAPart, scope);
    });

    it('refuses them where nothing was selected', () => {
      for (const selection of [undefined, {}, { days: undefined }]) {
        assert.throws(() => checkSummary(ofADay, { timeZone: 'UTC', selection }), isRefused);
      }
    });

    it('refuses more than there is', () => {
      for (const place of [
        ['selected', 'messages'],
        ['selected', 'amount'],
      ]) {
        assert.throws(
          () =>
            checkSummary(
              changed(ofADay, place, () => 501),
              scope,
            ),
          isRefused,
        );
      }
      for (const figure of ['messages', 'amount']) {
        assert.throws(
          () =>
            checkSummary(
              changed(ofADay, [figure], () => 0),
              scope,
            ),
          isRefused,
        );
      }
    });
  });
});
