import { dayNumber } from '../civil-date.ts';
import { UsageError } from '../errors.ts';

const day = 86_400_000;

/**
 * `Intl` is asked for the offset once a chunk, and not once a row, which is a thousand times slower. A chunk may hold one
 * change at most: the closest two on record are 3.99 days apart (Africa/Freetown 1939; everywhere else a week).
 */
export const chunk = 3 * day;

/** A stretch of time with one offset. */
interface Span {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * The offset of a time zone from UTC at an instant, as a function that is fast for many instants.
 * Instants and offsets are milliseconds, offsets positive east of Greenwich and with seconds where history has them.
 * @param timeZone An IANA name such as `Europe/London`.
 * @throws {UsageError} `invalid_option` for a time zone that the runtime does not know.
 */
export function zoneOffsets(timeZone: string): (instant: number) => number {
  // Known without Intl, whose first time zone takes 10 ms and more.
  if (timeZone === 'UTC') return () => 0;
  const offsetAt = slowOffsets(timeZone);
  // Chunks by their distance from the first, those before and after it in turn: an array is faster than a map.
  const chunks: (readonly [before: Span, after: Span])[] = [];
  let first: number | undefined;
  let span: Span = { from: 0, until: 0, offset: 0 };

  function chunkAt(number: number): readonly [before: Span, after: Span] {
    const distance = number - (first ??= number);
    // As zigzag numbers: 0, -1, 1, -2, 2 to 0, 1, 2, 3, 4.
    const place = (steps: number) => (steps << 1) ^ (steps >> 31);
    return (chunks[place(distance)] ??= readChunk(
      number * chunk,
      // The neighbours may know already.
      chunks[place(distance - 1)]?.[1].offset,
      chunks[place(distance + 1)]?.[0].offset,
    ));
  }

  function readChunk(start: number, known?: number, knownAfter?: number): readonly [before: Span, after: Span] {
    const end = start + chunk;
    const before = known ?? offsetAt(start);
    const after = knownAfter ?? offsetAt(end);
    const change = before === after ? end : changeBetween(offsetAt, start, end);
    return [
      { from: start, until: change, offset: before },
      { from: change, until: end, offset: after },
    ];
  }

  return (instant) => {
    if (!(instant >= span.from && instant < span.until)) {
      const [before, after] = chunkAt(Math.floor(instant / chunk) | 0);
      span = instant < before.until ? before : after;
    }
    return span.offset;
  };
}

let knownTimeZone = 'UTC';

/** @throws {UsageError} `invalid_option` for a time zone that the runtime does not know. */
export function checkTimeZone(timeZone: string): void {
  if (timeZone !== knownTimeZone) dateTimeFormat(timeZone);
  knownTimeZone = timeZone;
}

/**
 * The number of the civil day of an instant in a time zone, 1970-01-01 being 0, as a function that is fast for many
 * instants.
 * @param offsetAt The zone's offsets, where they are there already.
 * @throws {UsageError} `invalid_option` for a time zone that the runtime does not know.
 */
export function civilDays(timeZone: string, offsetAt = zoneOffsets(timeZone)): (instant: number) => number {
  return (instant) => Math.floor((instant + offsetAt(instant)) / day) | 0;
}

/** The first millisecond of the offset that holds at `end`, but not at `start`. */
function changeBetween(offsetAt: (instant: number) => number, start: number, end: number): number {
  const after = offsetAt(end);
  // Zones change on whole seconds, and chunks begin on them.
  while (end - start > 1000) {
    const middle = start + Math.floor((end - start) / 2000) * 1000;
    if (offsetAt(middle) === after) end = middle;
    else start = middle;
  }
  return end;
}

/** Offsets at whole seconds. */
function slowOffsets(timeZone: string): (instant: number) => number {
  const format = dateTimeFormat(timeZone);
  return (instant) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
    const year = parts.era?.startsWith('B') ? 1 - Number(parts.year) : Number(parts.year);
    const days = dayNumber(year, Number(parts.month), Number(parts.day));
    const seconds = (Number(parts.hour) * 60 + Number(parts.minute)) * 60 + Number(parts.second);
    return days * day + seconds * 1000 - instant;
  };
}

function dateTimeFormat(timeZone: unknown): Intl.DateTimeFormat {
  try {
    // Without a text, Intl would take the runtime's own zone in silence.
    return new Intl.DateTimeFormat('en-US', {
      timeZone: String(timeZone),
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new UsageError(
      'invalid_option',
      `The time zone must be an IANA name such as Europe/London; got ${String(timeZone)}.`,
    );
  }
}
