import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { dayNumber } from '../src/civil-date.ts';
import { dayStarts } from '../src/reading/calendar.ts';
import { startByTemporal } from './summary-oracle.ts';
import { zoneNames } from './zone-names.ts';

/** `USAGE_FULL=1` walks through the whole history of every zone, which takes a minute. */
const full = process.env['USAGE_FULL'] === '1';

/** By hand, from the history of the zones (IANA tz database). */
const starts: [zone: string, day: string, start: string, why: string][] = [
  ['UTC', '2024-04-29', '2024-04-29T00:00:00Z', 'midnight'],
  ['Europe/London', '2024-03-31', '2024-03-31T00:00:00Z', 'the day on which summer time begins'],
  ['Europe/London', '2024-04-01', '2024-03-31T23:00:00Z', 'the day after it'],
  ['Europe/London', '2024-10-28', '2024-10-28T00:00:00Z', 'the day after a day of 25 hours'],
  ['America/Sao_Paulo', '2017-10-15', '2017-10-15T03:00:00Z', 'a day that began at one, as midnight was skipped'],
  [
    'America/Toronto',
    '1919-03-31',
    '1919-03-31T04:30:00Z',
    'a day that began at half past midnight, as 23:30 was 0:30',
  ],
  ['Africa/Cairo', '2010-10-01', '2010-09-30T22:00:00Z', 'the day after clocks went from midnight back to 23:00'],
  [
    'America/St_Johns',
    '2010-11-07',
    '2010-11-07T02:30:00Z',
    'a day that began twice, as 0:01 was 23:01: the first time',
  ],
  ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z', 'the day before one that was skipped'],
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 'a day that was skipped: it has no length'],
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z', 'the day after it'],
  ['Pacific/Apia', '1892-07-04', '1892-07-03T11:26:56Z', 'a day that was there twice: the first time'],
];
for (const [zone, day, start, why] of starts) {
  test(`${day} begins at ${start} in ${zone}: ${why}`, () => {
    const [year, month, date] = day.split('-').map(Number);
    const at = dayStarts(zone)(dayNumber(year!, month!, date!));
    assert.equal(new Date(at).toISOString(), start.replace('Z', '.000Z'));
  });
}

/** Holds the days around each change of a zone's clocks to Temporal. */
function checkChanges(zone: string, firstYear: number, lastYear: number): void {
  const startOf = dayStarts(zone);
  const begin = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }).toZonedDateTime(zone);
  let change = begin.getTimeZoneTransition('next');
  for (; change && change.year <= lastYear; change = change.getTimeZoneTransition('next')) {
    for (let days = -2; days <= 2; days++) {
      const date = change.toPlainDate().add({ days });
      const start = startOf(dayNumber(date.year, date.month, date.day));
      assert.equal(start, startByTemporal(date, zone), `${date.toString()} in ${zone}`);
    }
  }
}

test('in every zone, the days around a change of clocks begin when those of Temporal do', () => {
  const [first, last] = full ? [1800, 2040] : [2023, 2025];
  for (const zone of zoneNames) checkChanges(zone, first!, last!);
});

/** Zones that moved over the date line, changed around midnight, by odd minutes, or twice in short order. */
const eventful = [
  'Africa/Cairo',
  'Africa/Freetown',
  'America/Juneau',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Toronto',
  'Asia/Gaza',
  'Asia/Manila',
  'Europe/Amsterdam',
  'Pacific/Apia',
  'Pacific/Kwajalein',
];

test('so they do in the whole history of zones in which much has happened', () => {
  for (const zone of eventful) checkChanges(zone, 1800, 2040);
});

test('any day of the ten thousand years begins when that of Temporal does', () => {
  for (const zone of ['UTC', 'Europe/London', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
    const startOf = dayStarts(zone);
    for (const date of ['-000001-12-31', '0000-01-01', '1066-10-14', '1582-10-15', '4000-02-29', '+010000-01-01']) {
      const day = Temporal.PlainDate.from(date);
      const start = startOf(dayNumber(day.year, day.month, day.day));
      assert.equal(start, startByTemporal(day, zone), `${date} in ${zone}`);
    }
  }
});
