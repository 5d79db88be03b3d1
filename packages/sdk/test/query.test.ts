import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isUsageError } from '../src/errors.ts';
import {
  canonicalQuery,
  checkRowsQuery,
  checkSummaryQuery,
  isSelecting,
  type RowsQuery,
  type SummaryQuery,
} from '../src/reading/query.ts';

// As from JavaScript, where no type stands in the way.
const summaryQuery = (query: unknown) => checkSummaryQuery(query as SummaryQuery);
const rowsQuery = (query: unknown) => checkRowsQuery(query as RowsQuery);

const timeZone = 'Europe/London';

describe('a summary query', () => {
  const defaults: [query: Partial<SummaryQuery>, checked: object][] = [
    [{}, { granularity: 'auto', breakdownBy: 'report_name', top: 0 }],
    [{ breakdownBy: 'report_name' }, { granularity: 'auto', breakdownBy: 'report_name', top: 4 }],
    [
      { breakdownBy: 'report_name', top: 0 },
      { granularity: 'auto', breakdownBy: 'report_name', top: 0 },
    ],
    [{ top: 7 }, { granularity: 'auto', breakdownBy: 'report_name', top: 7 }],
    [
      { granularity: 'month', firstDayOfWeek: 7 },
      { granularity: 'month', breakdownBy: 'report_name', top: 0 },
    ],
    [{ selection: {} }, { granularity: 'auto', breakdownBy: 'report_name', top: 0 }],
    [
      { selection: { days: undefined, parts: undefined, text: undefined }, granularity: undefined, top: undefined },
      { granularity: 'auto', breakdownBy: 'report_name', top: 0 },
    ],
  ];
  for (const [query, checked] of defaults) {
    it(`${JSON.stringify(query)} is ${JSON.stringify(checked)}`, () => {
      assert.deepEqual(summaryQuery({ timeZone, ...query }), { timeZone, ...checked });
    });
  }

  const wrong: [query: object, message: RegExp][] = [
    [{ granularity: 'hour' }, /^`granularity` \(hour\) is not answered by this version: leave it out\.$/],
    [{ granularity: 'week' }, /^`granularity` \(week\) is not answered/],
    [{ granularity: 'days' }, /^`granularity` must be hour, day, week, month, year, auto; got a string\.$/],
    [{ granularity: null }, /^`granularity` must be .* got null\.$/],
    [{ granularity: ['day'] }, /^`granularity` must be .* got a list\.$/],
    [{ firstDayOfWeek: 0 }, /^`firstDayOfWeek` must be a whole number from 1 \(Monday\) to 7; got the number 0\.$/],
    [{ firstDayOfWeek: 8 }, /^`firstDayOfWeek` must be/],
    [{ firstDayOfWeek: 1.5 }, /^`firstDayOfWeek` must be/],
    [{ firstDayOfWeek: '1' }, /^`firstDayOfWeek` must be .* got a string\.$/],
    [{ breakdownBy: 'model' }, /^`breakdownBy` \(model\) is not answered by this version: leave it out\.$/],
    [{ breakdownBy: '' }, /^`breakdownBy` \(\) is not answered/],
    [{ breakdownBy: null }, /^`breakdownBy` is not answered/],
    [{ top: -1 }, /^`top` must be a whole number of at least 0; got the number -1\.$/],
    [{ top: 0.5 }, /^`top` must be/],
    [{ top: Infinity }, /^`top` must be/],
    [{ top: '4' }, /^`top` must be .* got a string\.$/],
    [{ granularty: 'day' }, /^`query` has no granularty: it has timeZone, selection, granularity, firstDayOfWeek, /],
    [{ sorting: [] }, /^`query` has no sorting: /],
    [{ locale: 'en' }, /^`query` has no locale: /],
    // An own key, as JSON.parse makes it.
    [JSON.parse('{"__proto__":1}'), /^`query` has no __proto__: /],
  ];
  for (const [query, message] of wrong) {
    it(`${JSON.stringify(query)} is an invalid option, named`, () => {
      assert.throws(() => summaryQuery({ timeZone, ...query }), isInvalid(message));
    });
  }
});

describe('a rows query', () => {
  it('stays as it is: its sorting and locale are looked at where rows are put in order', () => {
    const query = { timeZone, sorting: [{ column: 'timestamp', direction: 'asc' }], locale: 'en', selection: {} };
    assert.deepEqual({ ...rowsQuery(query) }, query);
  });

  for (const key of ['granularity', 'firstDayOfWeek', 'breakdownBy', 'top', 'order']) {
    it(`has no ${key}`, () => {
      const message = `\`query\` has no ${key}: it has timeZone, selection, sorting, locale.`;
      assert.throws(() => rowsQuery({ timeZone, [key]: undefined }), { code: 'invalid_option', message });
    });
  }

  it('has a time zone that the runtime knows, each time', () => {
    for (const zone of ['Mars/Olympus', 'Europe/London', 'UTC', 'Mars/Olympus', 'Mars/Olympus']) {
      if (zone.startsWith('Mars')) assert.throws(() => rowsQuery({ timeZone: zone }), isInvalid(/Mars\/Olympus/));
      else rowsQuery({ timeZone: zone });
    }
  });
});

for (const [name, check] of [
  ['a summary query', summaryQuery],
  ['a rows query', rowsQuery],
] as const) {
  describe(`${name} is refused`, () => {
    for (const query of [undefined, null, 'UTC', 5]) {
      it(`as ${String(query)}`, () => assert.throws(() => check(query), isInvalid(/^`query` must be an object; got/)));
    }

    for (const zone of [undefined, null, '', 5, {}, ['UTC']]) {
      it(`with ${JSON.stringify(zone)} as its time zone`, () => {
        assert.throws(() => check({ timeZone: zone }), isInvalid(/^`timeZone` must be an IANA name such as .*; got/));
      });
    }

    for (const selection of [null, 'x', 5]) {
      it(`with ${JSON.stringify(selection)} as its selection`, () => {
        assert.throws(() => check({ timeZone, selection }), isInvalid(/^`selection` must be an object; got/));
      });
    }

    const selections: [selection: object, message: RegExp][] = [
      [{ days: ['2024-04-29', '2024-04-30'] }, /^`selection\.days` is not answered by this version: leave it out\.$/],
      [{ parts: { report_name: { in: ['Short Lease'] } } }, /^`selection\.parts` is not answered/],
      [{ parts: {} }, /^`selection\.parts` is not answered/],
      // What a person has typed stays out of errors.
      [{ text: 'secret' }, /^`selection\.text` is not answered by this version: leave it out\.$/],
      [{ text: null }, /^`selection\.text` is not answered/],
      [{ day: undefined }, /^`selection` has no day: it has days, parts, text\.$/],
    ];
    for (const [selection, message] of selections) {
      it(`with the selection ${JSON.stringify(selection)}`, () => {
        assert.throws(() => check({ timeZone, selection }), isInvalid(message));
      });
    }
  });
}

describe('isSelecting', () => {
  it('says whether anything narrows a query down', () => {
    assert.equal(isSelecting({ timeZone }), false);
    assert.equal(isSelecting({ timeZone, selection: { text: undefined } }), false);
    assert.equal(isSelecting({ timeZone, selection: { text: '' } }), true);
  });
});

describe('canonicalQuery', () => {
  it('is one text, whatever the order of keys, with what is undefined left out', () => {
    const one: SummaryQuery = { timeZone, top: 2, selection: { text: 'a', days: ['1', '2'] }, breakdownBy: undefined };
    const other: SummaryQuery = { selection: { days: ['1', '2'], parts: undefined, text: 'a' }, top: 2, timeZone };
    assert.equal(canonicalQuery(one), canonicalQuery(other));
    assert.equal(canonicalQuery(one), '{"selection":{"days":["1","2"],"text":"a"},"timeZone":"Europe/London","top":2}');
  });

  it('keeps the order of lists, which means something', () => {
    const sorted = (...columns: ('timestamp' | 'credits_used')[]) =>
      canonicalQuery({ timeZone, sorting: columns.map((column) => ({ column, direction: 'asc' })) });
    assert.notEqual(sorted('timestamp', 'credits_used'), sorted('credits_used', 'timestamp'));
  });

  it('differs exactly where queries differ', () => {
    const aValue = fc.constantFrom('a', 'b', '', null);
    const aQuery = fc.record(
      {
        timeZone: fc.constantFrom('UTC', 'Europe/London'),
        top: fc.nat({ max: 2 }),
        granularity: fc.constantFrom('day', 'auto'),
        selection: fc.record(
          {
            text: fc.constantFrom('a', 'b', '{"a":1}'),
            parts: fc.dictionary(fc.constantFrom('model', 'user', '__proto__'), fc.record({ in: fc.array(aValue) })),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['timeZone'] },
    ) as fc.Arbitrary<SummaryQuery>;
    fc.assert(
      fc.property(aQuery, aQuery, (one, other) => {
        let areEqual = true;
        try {
          assert.deepEqual(one, other);
        } catch {
          areEqual = false;
        }
        assert.equal(canonicalQuery(one) === canonicalQuery(other), areEqual);
        assert.equal(canonicalQuery(JSON.parse(canonicalQuery(one))), canonicalQuery(one));
      }),
    );
  });
});

function isInvalid(message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isUsageError(error) && error.code === 'invalid_option', String(error));
    assert.match(error.message, message);
    return true;
  };
}
