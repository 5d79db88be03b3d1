import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  UsageClient,
  UsageLedger,
  collectUsage,
  columnarFormat,
  createUpstream,
  createUsageHandler,
  isUsageError,
  tokenCredits,
  type CollectUsageOptions,
  type CsvOptions,
  type LoadOptions,
  type RowsQuery,
  type Sorting,
  type SummaryQuery,
  type TokenCreditsOptions,
  type Upstream,
  type UpstreamOptions,
  type UsageClientOptions,
  type UsageHandlerOptions,
} from '../src/index.ts';

// Some script has put a property on `Object.prototype`, so that every object seems to have it.

const url = 'https://a.test/usage';
const message = { id: 1, text: 'a'.repeat(4000), timestamp: '2024-04-29T02:08:29Z' };
const upstream: Upstream = { messages: async () => [], report: async () => undefined };
const ledger = UsageLedger.from([
  { message_id: 1, timestamp: '2024-01-31T00:00:00Z', report_name: 'b', credits_used: 1 },
  { message_id: 2, timestamp: '2024-02-01T00:00:00Z', report_name: 'a', credits_used: 1 },
]);

/** Calls a function while each object seems to have a property. */
function withInherited<T>(name: string, value: unknown, call: () => T): T {
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  try {
    return call();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

/** A `fetch` that notes what headers it is given. */
function recording(body: unknown) {
  const sent: string[][][] = [];
  const fetch: typeof globalThis.fetch = async (request) => {
    sent.push([...(request as Request).headers]);
    return Response.json(body);
  };
  return { fetch, sent };
}

const byName: Sorting = [{ column: 'report_name', direction: 'asc' }];

/** What no option may be. */
const wrong = { wrong: true };

/**
 * @param inherited What each option there is would be noticed by.
 * @param call reads its options at once.
 */
function ignores<T>(name: string, inherited: { [Name in keyof Required<T>]: unknown }, call: () => unknown): void {
  for (const [option, value] of Object.entries(inherited)) {
    it(`${name} has no inherited ${option}`, async () => {
      const expected = await call();
      assert.deepEqual(await withInherited(option, value, call), expected);
    });
  }
}

/** What comes of an empty object where this option is needed. */
function needs(name: string, inherited: Record<string, unknown>, call: () => unknown): void {
  for (const [option, value] of Object.entries(inherited)) {
    it(`${name} has no inherited ${option}, which it needs`, async () => {
      const error = await withInherited(option, value, async () => call()).catch((reason: unknown) => reason);
      assert.ok(isUsageError(error) && error.code === 'invalid_option', String(error));
    });
  }
}

describe('what takes options', () => {
  // What the platform reads in objects of ours must be right for it: headers for `Request`, a signal for listeners.
  const http = {
    headers: { 'x-inherited': '1' },
    fetch: wrong,
    timeout: wrong,
    deadline: wrong,
    retry: 'wrong',
    maxBytes: wrong,
    maxRows: wrong,
  };

  ignores<Omit<UpstreamOptions, 'baseUrl'>>('createUpstream', { ...http, concurrency: wrong }, async () => {
    const { fetch, sent } = recording({ messages: [] });
    const made = [createUpstream({ baseUrl: url, fetch }), createUpstream({ baseUrl: url })];
    await undefined;
    await made[0]!.messages();
    return [sent, made.map(({ concurrency }) => concurrency)];
  });
  ignores<UpstreamOptions['retry'] & object>('retry', { limit: wrong, sharedWith: wrong }, () => {
    return [{}, undefined].map((retry) => createUpstream({ baseUrl: url, retry }).concurrency);
  });
  needs('createUpstream', { baseUrl: url }, () => createUpstream({} as UpstreamOptions));

  const client = { ...http, credentials: wrong, staleTime: wrong, columns: wrong, customer: wrong };
  ignores<Omit<UsageClientOptions, 'url'>>('a UsageClient', client, async () => {
    const { fetch, sent } = recording({ usage: [] });
    const made = [new UsageClient({ url, fetch }), new UsageClient({ url })];
    await undefined;
    await made[0]!.load();
    return [sent, made.map(({ stale }) => stale)];
  });
  needs('a UsageClient', { url }, () => new UsageClient({} as UsageClientOptions));

  const heard = { requests: 0, rows: 0 };
  const byColumn = createUsageHandler({ upstream: { ...upstream, messages: async () => [message] } });
  const fetch: typeof globalThis.fetch = (request) => (heard.requests++, byColumn(request as Request));
  const fresh = new UsageClient({ url, fetch, staleTime: Infinity });
  const stale = new UsageClient({ url, fetch, staleTime: 0, columns: columnarFormat });
  const load = { period: '2026-10', signal: AbortSignal.abort(), refresh: true, onProgress: () => heard.rows++ };
  before(() => fresh.load());
  ignores<LoadOptions>('load', load, async () => {
    Object.assign(heard, { requests: 0, rows: 0 });
    await Promise.all([fresh.load(), fresh.load({}), stale.load({})]);
    return { ...heard };
  });

  const fallbacks = { onFallback: wrong, invalidReportId: wrong };
  ignores<Omit<CollectUsageOptions, 'upstream'>>(
    'collectUsage',
    { credits: wrong, signal: AbortSignal.abort(), deadline: wrong, ...fallbacks },
    () => collectUsage({ upstream }),
  );
  needs('collectUsage', { upstream }, () => collectUsage({} as CollectUsageOptions));

  const host = { authorize: wrong, allowOrigin: '*', allowCredentials: wrong, onError: wrong };
  ignores<Omit<UsageHandlerOptions, 'upstream'>>(
    'createUsageHandler',
    { credits: wrong, deadline: wrong, ...host, ...fallbacks },
    async () => {
      const handle = createUsageHandler({ upstream });
      // Only the options are inherited, not what a Request is made of.
      await undefined;
      const response = await handle(new Request(url, { headers: { origin: 'https://b.test' } }));
      return [response.status, ...response.headers];
    },
  );
  needs('createUsageHandler', { upstream }, () => createUsageHandler({} as UsageHandlerOptions));

  ignores<TokenCreditsOptions>(
    'tokenCredits',
    { charactersPerToken: 1, creditsPer100Tokens: 1, minimumCredits: 10_000 },
    () => [tokenCredits(), tokenCredits({})].map((credits) => credits(message, undefined)),
  );

  ignores<Omit<CsvOptions, 'timeZone'>>('csv', { sorting: byName, locale: 'no locale' }, () => [
    ledger.csv({ timeZone: 'UTC' }),
    ledger.csv({ timeZone: 'UTC', sorting: byName }),
  ]);
  needs('csv', { timeZone: 'UTC' }, () => ledger.csv({} as CsvOptions));
  const utc = { timeZone: 'UTC' };
  ignores<Omit<RowsQuery, 'timeZone'>>('rows', { selection: wrong, sorting: byName, locale: 'no locale' }, () => {
    return [ledger.rows(utc).at(0), ledger.rows({ ...utc, sorting: byName }).at(0)];
  });
  needs('rows', utc, () => ledger.rows({} as RowsQuery));
  const summary = { selection: wrong, granularity: 'year', firstDayOfWeek: 9, breakdownBy: 'model', top: 2 };
  ignores<Omit<SummaryQuery, 'timeZone'>>('summary', summary, () => ledger.summary(utc));
  needs('summary', utc, () => ledger.summary({} as SummaryQuery));
});

describe('an instance of a class as options', () => {
  it('counts by its own fields, whatever its prototype has', () => {
    class Options {
      baseUrl = url;
      get concurrency() {
        return 3;
      }
    }
    assert.equal(createUpstream(new Options()).concurrency, 8);
    assert.equal(createUpstream(Object.assign(new Options(), {})).concurrency, 8);
  });
});

it('a getter among options runs once', () => {
  let count = 0;
  const options = {
    baseUrl: url,
    get timeout() {
      return ++count;
    },
  };
  createUpstream(options);
  assert.equal(count, 1);
});
