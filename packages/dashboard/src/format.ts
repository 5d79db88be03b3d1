import { civilDate, formatAmount, zoneOffsets, type Granularity } from '@usage/sdk';

/** How figures, instants and days are written, in one language and time zone. */
export interface UsageFormat {
  /** An amount with all of its decimals: `1,240.60`. */
  amount(amount: number): string;
  /** An amount, without decimals where there are none: a label of an axis. */
  tick(amount: number): string;
  /** A number of things: `1,240`. */
  count(count: number): string;
  /** Milliseconds since 1970 as date and time in the time zone. */
  instant(instant: number): string;
  /** Milliseconds since 1970 as the civil day in the time zone. */
  day(instant: number): string;
  /** A bucket's first civil day (`2024-04-29`), as that day, month or year. */
  bucket(start: string, granularity: Granularity): string;
}

const dayLength = 86_400_000;

type Numbers = Pick<UsageFormat, 'amount' | 'tick' | 'count'>;
type Dates = Pick<UsageFormat, 'instant' | 'day' | 'bucket'>;

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

/** How many decimals amounts have. */
const scale = 2;
const one = 10 ** scale;

const plainNumbers: Numbers = {
  amount: (amount) => grouped(formatAmount(amount, scale)),
  tick: (amount) => grouped(amount % one ? formatAmount(amount, scale) : String(amount / one)),
  count: (count) => grouped(String(count)),
};

function localeNumbers(locale: string): Numbers {
  // Decimal text goes in, so that no figure passes through floating point.
  const all = new Intl.NumberFormat(locale, { minimumFractionDigits: scale });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = (amount: number) => formatAmount(amount, scale) as Intl.StringNumericLiteral;
  return {
    amount: (amount) => all.format(decimal(amount)),
    tick: (amount) => (amount % one ? all : whole).format(decimal(amount)),
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
      const local = instant + offsetAt(instant);
      const localDay = Math.floor(local / dayLength);
      const minutes = Math.floor((local - localDay * dayLength) / 60_000);
      return `${date(localDay)} ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
    },
    day: (instant) => date(Math.floor((instant + offsetAt(instant)) / dayLength)),
    bucket(start, unit) {
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
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...utc });
  const buckets: Record<Granularity, Intl.DateTimeFormat> = {
    day: dates,
    hour: dates,
    week: dates,
    month: new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', ...utc }),
    year: new Intl.DateTimeFormat(locale, { year: 'numeric', ...utc }),
  };
  return {
    instant: (instant) => instants.format(instant),
    day: (instant) => days.format(instant),
    bucket: (start, granularity) => buckets[granularity].format(Date.parse(start)),
  };
}

/** Year, month and day of an ISO date; the year may have a sign. */
function splitDate(date: string): [year: string, month: string, day: string] {
  return [date.slice(0, -6), date.slice(-5, -3), date.slice(-2)];
}
