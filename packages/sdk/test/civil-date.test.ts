import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { civilDate, dayNumber, daysInMonth, formatDay } from '../src/civil-date.ts';

const millisecondsPerDay = 86_400_000;
/** As far as a Date reaches, in days either side of 1970. */
const farthest = 100_000_000;

describe('dayNumber and civilDate', () => {
  const table: [year: number, month: number, day: number, number: number][] = [
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2000, 2, 29, 11_016],
    [2024, 4, 29, 19_842],
    [1900, 3, 1, -25_508],
    [0, 1, 1, -719_528],
    [-1, 12, 31, -719_529],
    [9999, 12, 31, 2_932_896],
  ];
  for (const [year, month, day, number] of table) {
    it(`numbers ${year}-${month}-${day} as ${number}, and back`, () => {
      assert.equal(dayNumber(year, month, day), number);
      assert.deepEqual(civilDate(number), { year, month, day });
    });
  }

  it('agree with Date on every day that it knows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -farthest, max: farthest }), (number) => {
        const date = new Date(number * millisecondsPerDay);
        const { year, month, day } = civilDate(number);
        assert.deepEqual([year, month, day], [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        assert.equal(dayNumber(year, month, day), number);
      }),
      { numRuns: 1000 },
    );
  });

  it('follow one another without a gap for 800 years', () => {
    let last = civilDate(-146_097);
    for (let number = -146_096; number < 146_097; number++) {
      const next = civilDate(number);
      const isNextDay = next.month === last.month && next.day === last.day + 1;
      const isNextMonth = next.day === 1 && last.day === daysInMonth(last.year, last.month);
      assert.ok(isNextDay || isNextMonth, `${formatDay(number - 1)} is followed by ${formatDay(number)}`);
      last = next;
    }
  });
});

describe('formatDay', () => {
  const table: [year: number, text: string][] = [
    [2024, '2024-04-09'],
    [0, '0000-04-09'],
    [33, '0033-04-09'],
    [9999, '9999-04-09'],
    [10_000, '+010000-04-09'],
    [-1, '-000001-04-09'],
  ];
  for (const [year, text] of table) {
    it(`writes the year ${year} as in ${text}`, () => assert.equal(formatDay(dayNumber(year, 4, 9)), text));
  }
});

describe('daysInMonth', () => {
  it('knows the lengths of the months', () => {
    const lengths = Array.from({ length: 12 }, (_, index) => daysInMonth(2023, index + 1));
    assert.deepEqual(lengths, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  });

  for (const [year, days] of [
    [2024, 29],
    [2000, 29],
    [1900, 28],
    [0, 29],
    [-4, 29],
  ] as const) {
    it(`gives February ${year} ${days} days`, () => assert.equal(daysInMonth(year, 2), days));
  }
});
