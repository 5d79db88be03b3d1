import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { formatDay } from '../src/civil-date.ts';
import { civilDays, zoneOffsets } from '../src/reading/zone-offsets.ts';
import { Random } from './fuzz/random.ts';
import { zoneNames } from './zone-names.ts';

const year = 365.2425 * 86_400_000;

/** Milliseconds of a span of years. */
function someInstants(random: Random, count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, () =>
    Math.floor((from - 1970 + (random.below(1e9) / 1e9) * (to - from)) * year),
  );
}

/** When the zone's clocks changed in some years of our time, and the millisecond before. */
function changes(zone: string, firstYear: number, lastYear: number): number[] {
  const found: number[] = [];
  let next = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 })
    .toZonedDateTime(zone)
    .getTimeZoneTransition('next');
  for (; next && next.year <= lastYear; next = next.getTimeZoneTransition('next')) {
    found.push(next.epochMilliseconds - 1, next.epochMilliseconds);
  }
  return found;
}

test('the names are those of the database: links, zones without a place, and what Intl does not list', () => {
  assert.ok(zoneNames.length >= 597);
  for (const name of [
    'UTC',
    'Etc/GMT+12',
    'Asia/Kathmandu',
    'Asia/Katmandu',
    'America/Nuuk',
    'US/Eastern',
    'Europe/Kyiv',
  ]) {
    assert.ok(zoneNames.includes(name), name);
  }
  const listed = Intl.supportedValuesOf('timeZone');
  assert.deepEqual(
    listed.filter((name) => !zoneNames.includes(name)),
    [],
  );
});

test('in every zone, offset and day of more than a hundred instants are those of Temporal', () => {
  const random = new Random(1);
  for (const zone of zoneNames) {
    const offsetAt = zoneOffsets(zone);
    const dayOf = civilDays(zone);
    const instants = [
      ...changes(zone, 2023, 2026),
      ...someInstants(random, 80, 1850, 2050),
      ...someInstants(random, 10, 0, 1850),
      ...someInstants(random, 10, 2050, 9999),
    ];
    for (const instant of instants) {
      const expected = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
      assert.equal(offsetAt(instant), expected.offsetNanoseconds / 1e6, `${zone} at ${instant}`);
      assert.equal(formatDay(dayOf(instant)), expected.toPlainDate().toString(), `${zone} at ${instant}`);
    }
  }
});
