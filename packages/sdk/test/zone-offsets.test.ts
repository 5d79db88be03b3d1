import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayNumber, formatDay } from '../src/civil-date.ts';
import { isUsageError } from '../src/errors.ts';
import { chunk, civilDays, zoneOffsets } from '../src/reading/zone-offsets.ts';
import { zoneNames } from './zone-names.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const aZone = fc.constantFrom(...zoneNames);
/** All that an RFC 3339 timestamp can say, offset included, and more often what it is likely to say. */
const anInstant = fc.oneof(
  fc.integer({ min: Date.parse('-000001-12-31T00:01:00Z'), max: Date.parse('+010000-01-01T23:58:59.999Z') }),
  fc.integer({ min: Date.UTC(1850), max: Date.UTC(2050) }),
);

function dayIn(timeZone: string): (instant: number) => string {
  const dayOf = civilDays(timeZone);
  return (instant) => formatDay(dayOf(instant));
}

/** The oracle. */
function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

function changes(timeZone: string, firstYear: number, lastYear: number): number[] {
  const found: number[] = [];
  let next = zoned(Date.UTC(firstYear, 0), timeZone).getTimeZoneTransition('next');
  while (next && next.year <= lastYear) {
    found.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return found;
}

/** `USAGE_FULL=1` walks through the whole history of every zone, which takes a quarter of a minute. */
const full = process.env['USAGE_FULL'] === '1';

/** Zones that moved over the date line, changed at midnight, by odd minutes, below zero, or twice in short order. */
const eventful = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Freetown',
  'America/Juneau',
  'America/Recife',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Asia/Manila',
  'Australia/Lord_Howe',
  'Europe/Amsterdam',
  'Europe/Dublin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Kwajalein',
];

/**
 * Every zone's changes from 2010 to 2030, and those of eventful ones from 1800 to 2040. In full, everyone's from 1800 to
 * 2200; after 2040 once for all the zones that keep the same rules in the 2030s.
 */
function changesOfAllZones(): [zone: string, changes: number[]][] {
  const history = (full ? zoneNames : eventful).map((zone): [string, number[]] => [zone, changes(zone, 1800, 2040)]);
  if (!full) return [...history, ...zoneNames.map((zone): [string, number[]] => [zone, changes(zone, 2010, 2030)])];
  const rules = new Map(
    history.map(([zone, instants]) => [String(instants.filter((at) => at > Date.UTC(2030))), zone]),
  );
  return [...history, ...[...rules.values()].map((zone): [string, number[]] => [zone, changes(zone, 2040, 2200)])];
}

// By hand, from the history of the zones (IANA tz database).
const days: [zone: string, instant: string, day: string, why: string][] = [
  ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31', 'the last millisecond before 1970'],
  ['Europe/London', '2024-03-31T00:30:00Z', '2024-03-31', 'the hour before summer time'],
  ['Europe/London', '2024-06-30T23:00:00Z', '2024-07-01', 'midnight in summer'],
  [
    'America/Sao_Paulo',
    '2017-10-15T02:59:59.999Z',
    '2017-10-14',
    'the last instant of a day before one without midnight',
  ],
  ['America/Sao_Paulo', '2017-10-15T03:00:00Z', '2017-10-15', 'a day that begins at 01:00'],
  ['Asia/Beirut', '2022-03-26T22:00:00Z', '2022-03-27', 'a day that begins at 01:00'],
  ['America/Havana', '2024-03-10T04:59:59.999Z', '2024-03-09', 'the last instant of a day before one without midnight'],
  ['America/Havana', '2024-03-10T05:00:00Z', '2024-03-10', 'a day that begins at 01:00'],
  ['Africa/Cairo', '2024-04-25T22:00:00Z', '2024-04-26', 'a day that begins at 01:00'],
  ['Africa/Cairo', '2024-10-31T20:30:00Z', '2024-10-31', '23:30 for the first time'],
  ['Africa/Cairo', '2024-10-31T21:30:00Z', '2024-10-31', '23:30 for the second time'],
  ['America/Asuncion', '2023-10-01T04:00:00Z', '2023-10-01', 'a day that begins at 01:00'],
  ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29', 'before 30 December was skipped'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31', 'after 30 December was skipped'],
  ['Pacific/Kwajalein', '1993-08-21T11:59:59Z', '1993-08-20', 'before 21 August was skipped'],
  ['Pacific/Kwajalein', '1993-08-21T12:00:00Z', '1993-08-22', 'after 21 August was skipped'],
  ['Asia/Manila', '1844-12-31T15:55:00Z', '1844-12-30', 'before 31 December was skipped'],
  ['Asia/Manila', '1844-12-31T15:57:00Z', '1845-01-01', 'after 31 December was skipped'],
  ['Asia/Kathmandu', '2024-01-01T18:14:59Z', '2024-01-01', 'an offset of 5:45'],
  ['Asia/Kathmandu', '2024-01-01T18:15:00Z', '2024-01-02', 'an offset of 5:45'],
  ['Europe/Amsterdam', '1800-01-01T23:42:30Z', '1800-01-02', 'local mean time, which has seconds'],
  ['Asia/Tokyo', '9999-12-31T15:00:00Z', '+010000-01-01', 'a year of five digits'],
  ['America/New_York', '0000-01-01T00:00:00Z', '-000001-12-31', 'a year before 0'],
  ['UTC', '0000-02-29T12:00:00Z', '0000-02-29', 'the leap day of year 0'],
];
for (const [zone, instant, expected, why] of days) {
  test(`${instant} in ${zone} is ${expected}: ${why}`, () => {
    assert.equal(dayIn(zone)(Date.parse(instant)), expected);
  });
}

test('offsets have the seconds of history', () => {
  assert.equal(zoneOffsets('America/New_York')(Date.UTC(1850, 0)), -(4 * 3600 + 56 * 60 + 2) * second);
});

test('offsets have the sign of ISO 8601', () => {
  assert.equal(zoneOffsets('Asia/Kolkata')(Date.UTC(2024, 0)), 5.5 * hour);
  assert.equal(zoneOffsets('America/St_Johns')(Date.UTC(2024, 6)), -2.5 * hour);
});

for (const zone of ['Europe/Nowhere', '', 'Europe/London ', '../etc/passwd']) {
  test(`a time zone that there is not, ${JSON.stringify(zone)}, is an invalid option, named`, () => {
    assert.throws(
      () => zoneOffsets(zone),
      (error) => isUsageError(error) && error.code === 'invalid_option' && error.message.includes(zone),
    );
  });
}

test('an instant without end is on some day: there are no rows then', () => {
  for (const zone of ['UTC', 'Europe/London', 'Pacific/Apia']) assert.equal(civilDays(zone)(Infinity), 0);
});

test('no time zone at all is not taken for the one of the runtime', () => {
  for (const nothing of [undefined, null, 0, {}]) {
    assert.throws(() => zoneOffsets(nothing as unknown as string), { code: 'invalid_option' });
  }
});

test('at random instants of years 0 to 9999, in any order, the day is the one of Intl', () => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const intlDay = (instant: number, timeZone: string) => {
    const options = { timeZone, era: 'short', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-gregory', options);
    formats.set(timeZone, format);
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
    return formatDay(dayNumber(year, Number(parts['month']), Number(parts['day'])));
  };
  fc.assert(
    fc.property(aZone, fc.array(anInstant, { minLength: 1, maxLength: 30 }), (zone, instants) => {
      const dayOf = dayIn(zone);
      for (const instant of [...instants, ...instants.toReversed()]) {
        assert.equal(dayOf(instant), intlDay(instant, zone), `${zone} at ${instant}`);
      }
    }),
    { numRuns: full ? 1000 : 400 },
  );
});

test('in every zone, an instant is on one day, which contains it', () => {
  const someInstants = fc.array(anInstant, { minLength: 1, maxLength: 3 });
  for (const zone of zoneNames) {
    const dayOf = dayIn(zone);
    for (const instant of fc.sample(someInstants, { numRuns: full ? 50 : 4 }).flat()) {
      const day = Temporal.PlainDate.from(dayOf(instant));
      const [start, end] = [day, day.add({ days: 1 })].map((date) => date.toZonedDateTime(zone).epochMilliseconds);
      const label = `${zone} at ${instant}`;
      assert.ok(start! <= instant, label);
      // Where clocks went back over midnight, a day has a part after the next one has begun.
      assert.ok(instant < end! || zoned(instant, zone).toPlainDate().equals(day), label);
    }
  }
});

test('near a change, the offset does not depend on what was asked before', () => {
  const change = Date.UTC(2024, 2, 31, 1);
  const offset = (instant: number) => (instant < change ? 0 : hour);
  const distances = Array.from({ length: 25 }, (_, index) => (index - 12) * day);
  for (const start of distances) {
    for (const order of [distances, distances.toReversed()]) {
      const offsetAt = zoneOffsets('Europe/London');
      offsetAt(change + start);
      for (const distance of order) {
        assert.equal(offsetAt(change + distance), offset(change + distance), `${distance / day} after ${start / day}`);
      }
    }
  }
});

let known: [zone: string, changes: number[]][] | undefined;
const allChanges = () => (known ??= changesOfAllZones());

test('a chunk is shorter than the time between the closest two changes on record, which not every runtime knows', () => {
  // Africa/Freetown, in the part of the database that is called backzone.
  assert.ok(chunk < Date.parse('1939-09-05T00:40:00Z') - Date.parse('1939-09-01T01:00:00Z'));
});

test('no zone changes twice within a chunk', () => {
  for (const [zone, instants] of allChanges()) {
    instants.forEach((instant, index) => {
      const since = instant - (instants[index - 1] ?? -Infinity);
      assert.ok(since > chunk, `${zone} at ${new Date(instant).toISOString()}`);
    });
  }
});

test('around every change of every zone, the offset and the day are those of Temporal', () => {
  for (const [zone, instants] of allChanges()) {
    const offsetAt = zoneOffsets(zone);
    const dayOf = dayIn(zone);
    for (const change of instants) {
      for (const instant of [change - day, change - 1, change, change + 1, change + day]) {
        const expected = zoned(instant, zone);
        assert.equal(offsetAt(instant), expected.offsetNanoseconds / 1e6, `${zone} at ${instant}`);
        assert.equal(dayOf(instant), expected.toPlainDate().toString(), `${zone} at ${instant}`);
      }
    }
  }
});
