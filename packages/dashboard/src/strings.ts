import type { Granularity, UsageErrorCode } from '@usage/sdk';

const plural = (count: number, formatted: string, one: string, many: string) =>
  `${formatted} ${count === 1 ? one : many}`;

/** All words of the elements, in English. A host may replace any of them by the `strings` property. */
export const english = {
  heading: 'Usage',
  credits: (formatted: string) => `${formatted} credits`,
  messages: (count: number, formatted: string) => plural(count, formatted, 'message', 'messages'),
  dates: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  timeZone: (name: string) => `Days in ${name}`,
  chooseTimeZone: 'Time zone',
  asOf: (time: string) => `as of ${time}`,
  unknownTimeZone: (given: string, used: string) => `The time zone “${given}” is not known here; days are in ${used}.`,
  unknownTimeZoneInUrl: (parameter: string, used: string) =>
    `The time zone in the URL (${parameter}) is not known here; days are in ${used}.`,

  download: 'Download CSV',
  refreshing: 'Refreshing …',
  refreshed: 'Usage is up to date.',
  loading: 'Loading usage …',
  loaded: (messages: string, credits: string) => `Usage loaded: ${messages}, ${credits}.`,
  empty: 'No usage in this period yet.',
  failed: 'Usage could not be loaded',
  refreshFailed: (time: string) => `Usage could not be refreshed. You see it as of ${time}.`,
  retry: 'Try again',
  reason: 'Technical reason',
  errors: {
    invalid_option: 'The page around this dashboard has set it up in a way that does not work.',
    headers_failed: 'The page around this dashboard could not sign the request.',
    network: 'The server could not be reached. Check your connection.',
    circuit_open: 'The server failed several times and is given a pause.',
    timeout: 'The server took too long to answer.',
    http_status: 'The server could not answer the request.',
    redirect: 'The server sent the request somewhere else.',
    too_large: 'The answer is larger than this page can take.',
    contract_violation: 'The server’s answer is not what was promised, so its figures are not shown.',
    invalid_price: 'A price in the usage is not a valid one, so no figures are shown.',
    total_too_large: 'The total is too large to be shown exactly.',
  } satisfies Record<UsageErrorCode, string> as Record<UsageErrorCode, string>,
  unauthorized: 'You are not signed in, or may not see this usage.',

  table: 'Messages',
  tableRegion: 'Messages, scrollable',
  columns: {
    message_id: 'Message ID',
    timestamp: 'Timestamp',
    report_name: 'Report Name',
    credits_used: 'Credits Used',
  },
  sorted: (direction: 'asc' | 'desc', rank: number, count: number) =>
    `sorted ${direction === 'asc' ? 'ascending' : 'descending'}, ${rank} of ${count}`,
  sortedBy: (columns: string) => `Table sorted: ${columns}.`,
  unsorted: 'In original order.',
  sortHint: 'Click to sort. Hold Shift to sort by several columns.',

  rest: (count: number, formatted: string) =>
    `${plural(count, formatted, 'more message is', 'more messages are')} in the CSV export, with all of these.`,

  perDay: 'Credits per day',
  perMonth: 'Credits per month',
  perYear: 'Credits per year',
  longSpan: (unit: 'month' | 'year'): string =>
    unit === 'month' ? 'by month, as there are more than 400 days' : 'by year, as there are more than 400 months',
  chartSummary: (name: string, zone: string, count: string, credits: string, highest: string) =>
    `${name}, ${zone}. ${count}, ${credits}, highest ${highest}.`,
  buckets: (unit: Granularity, count: number, formatted: string) => plural(count, formatted, unit, `${unit}s`),
  on: (credits: string, day: string) => `${credits} on ${day}`,
  bar: (day: string, credits: string, messages: string) => `${day}: ${credits}, ${messages}`,
  reports: 'Reports',
  otherMessages: 'Messages',
  messagesColumn: 'Messages',
  asTable: 'Show as table',
  units: { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month', year: 'Year' } satisfies Record<Granularity, string>,
  reportCredits: 'Credits for reports',
  total: 'Total',
};

/** Every word the elements show or speak. */
export type UsageStrings = typeof english;

/** Words that a page gives; what it leaves out stays English. */
export type GivenStrings = Partial<Omit<UsageStrings, 'columns' | 'errors' | 'units'>> & {
  readonly columns?: Partial<UsageStrings['columns']>;
  readonly units?: Partial<UsageStrings['units']>;
  readonly errors?: Partial<UsageStrings['errors']>;
};

/** English, and over it what is given, the last one first. */
export function mergeStrings(...given: (GivenStrings | undefined)[]): UsageStrings {
  return given.reduce<UsageStrings>(
    (words, strings) => ({
      ...words,
      ...strings,
      units: { ...words.units, ...strings?.units },
      columns: { ...words.columns, ...strings?.columns },
      errors: { ...words.errors, ...strings?.errors },
    }),
    english,
  );
}
