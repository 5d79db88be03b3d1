export { UsageError, HttpStatusError, CircuitOpenError, ContractError, isUsageError } from './errors.ts';
export type { UsageErrorCode } from './errors.ts';
export type { Message, Report } from './contract.ts';
export type { UsageItem } from './usage-item.ts';
export { formatAmount } from './amounts.ts';
export { civilDate } from './civil-date.ts';
export type { CivilDate } from './civil-date.ts';
export { parseTimestamp } from './timestamp.ts';
export { UsageClient } from './reading/usage-client.ts';
export type { UsageClientOptions } from './reading/usage-client-options.ts';
export type { LoadOptions, Period, UsageSource } from './reading/source.ts';
export { givenSource, snapshotOf, sourceOf } from './reading/client-source.ts';
export type { LoadingClient } from './reading/client-source.ts';
export { columnarFormat } from './reading/columnar-reader.ts';
export { UsageLedger } from './reading/ledger.ts';
export type { CsvOptions } from './reading/ledger.ts';
export type { DayUsage } from './reading/day-sums.ts';
export type { Granularity, RowsQuery, Scope, Selection, SummaryQuery, Values } from './reading/query.ts';
export type {
  Adjustment,
  Allowance,
  ChargeLine,
  Grant,
  MaybePromise,
  Price,
  RowView,
  RowsEvent,
  UsageBucket,
  UsagePart,
  UsageRow,
  UsageRows,
  UsageSnapshot,
  UsageSummary,
} from './reading/snapshot.ts';
export { canonicalQuery } from './reading/query.ts';
export { checkSummary } from './reading/check-summary.ts';
export { isPromise } from './waiting.ts';
export { settle } from './reading/settle.ts';
export { advanceSorting, formatSorting, parseSorting } from './reading/sorting.ts';
export type { SortColumn, SortKey, Sorting } from './reading/sorting.ts';
export { zoneOffsets } from './reading/zone-offsets.ts';
export { createUpstream } from './metering/upstream.ts';
export type { Upstream, UpstreamOptions } from './metering/upstream.ts';
export { tokenCredits } from './metering/pricing.ts';
export type { CreditPolicy, TokenCreditsOptions } from './metering/pricing.ts';
export { collectUsage } from './metering/collect-usage.ts';
export type { CollectUsageOptions } from './metering/collect-usage.ts';
export type { FallbackListener, FallbackMessage, FallbackOptions, FallbackReason } from './metering/fallbacks.ts';
export { createUsageHandler } from './metering/usage-handler.ts';
export type { UsageHandlerOptions } from './metering/usage-handler.ts';
export type { AllowOrigin } from './metering/cors.ts';
export type { UsageFailureCode } from './metering/failures.ts';
export type { HeadersOption, TextFormat, TextReader } from './http.ts';
