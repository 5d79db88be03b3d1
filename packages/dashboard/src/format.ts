import { civilDate, formatAmount, parseTimestamp, zoneOffsets } from '@usage/sdk';

/** How figures, instants and days are written, in one language and time zone. */
export interface UsageFormat {
  /** Whole amount as credits with two decimals: `1,240.60`. */
  credits(amount: number): string;
  /** Whole amount as credits, without decimals where there are none: an axis label. */
  tick(amount: number): string;
  /** A number of things: `1,240`. */
  count(count: number): string;
  /** An RFC 3339 text, or milliseconds since 1970, as date and time in the time zone. */
  instant(instant: string | number): string;
  /** Milliseconds since 1970 as the civil day in the time zone. */
  day(instant: number): string;
  /** The first civil day of a day, month or year (`2024-04-29`), as that day, month or year. */
  period(start: string, unit: 'day' | 'month' | 'year'): string;
}

const dayLength = 86_400_000;

type Numbers = Pick<UsageFormat, 'credits' | 'tick' | 'count'>;
type Dates = Pick<UsageFormat, 'instant' | 'day' | 'period'>;

let latest: { readonly key: string; readonly format: UsageFormat } | undefined;

/**
 * Without a locale, numbers are `1,240.60`, times `dd-MM-yyyy HH:mm` and days `dd-MM-yyyy`, by our own arithmetic, as
 * `Intl` takes longer to start than all the rest to be drawn, and writes eras for early years; with one, that locale's
 * medium forms.
 * @param timeZone A name that `Intl` knows.
 */
export function createFormat(locale: string | undefined, timeZone: string): UsageFormat {
  const key = `${locale} ${timeZone}`;
  // The elements of a dashboard ask for the same one after another.
  if (latest?.key !== key) {
    const format =
      locale === undefined
        ? { ...plainNumbers, ...plainDates(timeZone) }
        : { ...localeNumbers(locale), ...localeDates(locale, timeZone) };
    latest = { key, format };
  }
  return latest.format;
}

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const plainNumbers: Numbers = {
  credits: (amount) => grouped(formatAmount(amount)),
  tick: (amount) => plainNumbers.credits(amount).replace('.00', ''),
  count: (count) => grouped(String(count)),
};

function localeNumbers(locale: string): Numbers {
  // Decimal text goes in, so that no figure passes through floating point.
  const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = (amount: number) => formatAmount(amount) as Intl.StringNumericLiteral;
  return {
    credits: (amount) => two.format(decimal(amount)),
    tick: (amount) => (amount % 100 ? two : whole).format(decimal(amount)),
    count: (count) => whole.format(count),
  };
}

function plainDates(timeZone: string): Dates {
  const offsetAt = zoneOffsets(timeZone);
  const pad = (value: number) => String(value).padStart(2, '0');
  const date = (localDay: number) => {
    const { year, month, day } = civilDate(localDay);
    return `${pad(day)}-${pad(month)}-${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  };
  return {
    instant(instant) {
      const utc = toInstant(instant);
      const local = utc + offsetAt(utc);
      const localDay = Math.floor(local / dayLength);
      const minutes = Math.floor((local - localDay * dayLength) / 60_000);
      return `${date(localDay)} ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
    },
    day: (instant) => date(Math.floor((instant + offsetAt(instant)) / dayLength)),
    period(start, unit) {
      const [year, month, day] = splitDate(start);
      if (unit === 'year') return year;
      return unit === 'month' ? `${month}-${year}` : `${day}-${month}-${year}`;
    },
  };
}

function localeDates(locale: string, timeZone: string): Dates {
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  // A civil day is not an instant: it is written as the same day in UTC.
  const utc = { timeZone: 'UTC' } as const;
  const periods = {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...utc }),
    month: new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', ...utc }),
    year: new Intl.DateTimeFormat(locale, { year: 'numeric', ...utc }),
  };
  return {
    instant: (instant) => instants.format(toInstant(instant)),
    day: (instant) => days.format(instant),
    period: (start, unit) => periods[unit].format(Date.parse(start)),
  };
}

function toInstant(instant: string | number): number {
  return typeof instant === 'number' ? instant : parseTimestamp(instant);
}

/** Year, month and day of an ISO date; the year may have a sign. */
function splitDate(date: string): [year: string, month: string, day: string] {
  return [date.slice(0, -6), date.slice(-5, -3), date.slice(-2)];
}
