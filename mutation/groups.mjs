/**
 * What is mutated, by which tests: each run knows only the tests of its own files, so a score is a lower bound.
 * Quick tests of the same folder, without servers and clocks, where there are any.
 * @typedef {{ group: string; files: string[]; tests: string[] }} Run
 */

/**
 * The least score of a group, in per cent: what money, days and requests depend on, and the rest.
 * @type {Record<string, number>}
 */
export const least = { credits: 95, contract: 95, days: 95, order: 95, sorting: 95, retry: 95 };
export const leastOfRest = 85;

/** Files of names alone. */
export const nothingToBreak = ['index', 'reading/snapshot'];

/** @type {Run[]} */
export const runs = [
  { group: 'credits', files: ['amounts'], tests: ['amounts'] },
  { group: 'credits', files: ['metering/pricing', 'metering/ratio'], tests: ['metering/pricing', 'metering/ratio'] },
  { group: 'credits', files: ['metering/code-points'], tests: ['metering/code-points'] },
  { group: 'contract', files: ['contract', 'timestamp'], tests: ['contract', 'timestamp'] },
  { group: 'contract', files: ['reading/gate'], tests: ['gate', 'column-store'] },
  { group: 'days', files: ['civil-date'], tests: ['civil-date'] },
  {
    group: 'days',
    files: ['reading/day-sums', 'reading/calendar', 'reading/parts', 'reading/summarize'],
    tests: ['days', 'calendar', 'summary', 'summary-figures'],
  },
  { group: 'days', files: ['reading/zone-offsets'], tests: ['zone-offsets'] },
  { group: 'order', files: ['reading/order', 'reading/integers'], tests: ['integers', 'order'] },
  { group: 'sorting', files: ['reading/sorting'], tests: ['sorting'] },
  { group: 'retry', files: ['http/retries', 'http/retry-after'], tests: ['http/retries', 'http/retry-after'] },
  { group: 'retry', files: ['http/retry-budget'], tests: ['http/retry-budget'] },
  { group: 'retry', files: ['metering/circuit'], tests: ['metering/circuit'] },
  {
    group: 'retry',
    files: ['http'],
    tests: ['http', 'http/call', 'http/headers', 'http/deadline', 'http/pauses', 'http/retry-budget'],
  },
  { group: 'retry', files: ['http/watchdog'], tests: ['http/watchdog', 'http/deadline'] },
  {
    group: 'retry',
    files: ['http/attempt'],
    tests: [
      'http',
      'http/attempt',
      'http/odd-fetch',
      'http/body',
      'http/deadline',
      'http/headers',
      'http/redirects',
      'usage-client-columnar',
    ],
  },
  { group: 'ground', files: ['errors', 'options'], tests: ['errors', 'options', 'no-options'] },
  { group: 'ground', files: ['shared-load', 'waiting'], tests: ['shared-load', 'waiting', 'metering/slices'] },
  { group: 'http', files: ['http/headers'], tests: ['http/headers', 'http/options'] },
  { group: 'http', files: ['http/options'], tests: ['http/options', 'metering/shared-budget'] },
  { group: 'http', files: ['http/identity'], tests: ['http/identity'] },
  { group: 'http', files: ['http/json-meter'], tests: ['http/json-meter', 'http/body'] },
  { group: 'http', files: ['http/redirects'], tests: ['http/redirects', 'http/odd-fetch'] },
  { group: 'http', files: ['http/response-body'], tests: ['http/response-body', 'http/odd-fetch'] },
  { group: 'http', files: ['http/target'], tests: ['http/target'] },
  {
    group: 'metering',
    files: ['metering/accept', 'metering/bounded-map', 'metering/cors', 'metering/keyed-loads', 'metering/limiter'],
    tests: ['metering/accept', 'metering/bounded-map', 'metering/cors', 'metering/keyed-loads', 'metering/limiter'],
  },
  {
    group: 'metering',
    files: ['metering/failures', 'metering/messages', 'metering/reports', 'metering/slices', 'metering/usage-json'],
    tests: [
      'metering/failures',
      'metering/foreign-errors',
      'metering/messages',
      'metering/reports',
      'metering/slices',
      'metering/usage-json',
    ],
  },
  {
    group: 'metering',
    files: ['metering/collect-usage'],
    tests: ['metering/collect-usage', 'metering/policy', 'no-options'],
  },
  {
    group: 'metering',
    files: ['metering/upstream'],
    tests: ['metering/upstream', 'metering/shared-budget', 'no-options'],
  },
  {
    group: 'metering',
    files: ['metering/usage-handler', 'metering/body'],
    tests: [
      'metering/usage-handler',
      'metering/usage-handler-columnar',
      'metering/usage-handler-sharing',
      'metering/authorize',
      'metering/cors',
      'no-options',
    ],
  },
  {
    group: 'metering',
    files: ['metering/columnar-writer', 'columnar-wire'],
    tests: ['columnar-writer', 'metering/usage-handler-columnar'],
  },
  { group: 'reading', files: ['reading/column-store'], tests: ['column-store', 'ledger'] },
  { group: 'reading', files: ['reading/query'], tests: ['query'] },
  { group: 'reading', files: ['reading/check-summary'], tests: ['check-summary'] },
  { group: 'reading', files: ['reading/revision'], tests: ['revision'] },
  {
    group: 'reading',
    files: ['reading/settle', 'reading/source'],
    tests: ['settle', 'client-source-loads', 'usage-client-source'],
  },
  { group: 'reading', files: ['reading/client-source'], tests: ['client-source', 'client-source-loads'] },
  { group: 'reading', files: ['reading/csv'], tests: ['csv'] },
  { group: 'reading', files: ['reading/columnar-reader'], tests: ['columnar-reader'] },
  {
    group: 'reading',
    files: ['reading/ledger', 'reading/ledger-rows'],
    tests: ['ledger', 'ledger-orders', 'no-options', 'columnar-reader'],
  },
  {
    group: 'reading',
    files: ['reading/usage-client', 'reading/usage-client-options', 'reading/usage-request'],
    tests: [
      'usage-client',
      'usage-client-source',
      'usage-client-customer',
      'usage-client-columnar',
      'usage-client-identity',
      'no-options',
    ],
  },
  {
    group: 'check',
    files: ['check/check-endpoint', 'check/check-options', 'check/finding'],
    tests: ['check/check-endpoint', 'check/check-answers'],
  },
  { group: 'check', files: ['check/check-cors'], tests: ['check/check-cors'] },
  {
    group: 'check',
    files: ['check/check-body', 'check/check-fields'],
    tests: ['check/check-body'],
  },
];
