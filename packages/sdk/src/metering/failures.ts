import { isUsageError, type UsageErrorCode } from '../errors.ts';

/**
 * Why `/usage` has no usage to give, as `error.code` of its answer.
 *
 * - `unauthorized` (401): this visitor may not see it
 * - `unknown_customer` (404): there is no customer whose usage it could be
 * - `method_not_allowed` (405): only GET and HEAD are answered
 * - `upstream_unreachable` (503): the upstream cannot be reached
 * - `upstream_timeout` (503): the upstream took too long
 * - `upstream_error` (503): the upstream answered with a status or a redirect that was not promised
 * - `upstream_paused` (503): the upstream has failed several times in a row, and is not asked for some seconds
 * - `upstream_invalid` (503): the upstream's answer breaks the contract
 * - `internal_error` (503): the fault is on the side of the server that answers
 */
export type UsageFailureCode = keyof typeof sentences;

const sentences = {
  unauthorized: 'You are not allowed to see this usage. Sign in and try again.',
  unknown_customer: 'There is no usage for this account: it is not known as a customer.',
  method_not_allowed: 'Usage can only be read: send GET or HEAD.',
  upstream_unreachable: 'The service that keeps the usage cannot be reached. Try again later.',
  upstream_timeout: 'The service that keeps the usage took too long to answer. Try again later.',
  upstream_error: 'The service that keeps the usage could not answer. Try again later.',
  upstream_paused: 'The service that keeps the usage has failed several times in a row. Try again in some seconds.',
  upstream_invalid: 'The service that keeps the usage gave an answer that cannot be relied on.',
  internal_error: 'The usage could not be put together. Try again later.',
};

const codes: Partial<Record<UsageErrorCode, UsageFailureCode>> = {
  network: 'upstream_unreachable',
  circuit_open: 'upstream_paused',
  timeout: 'upstream_timeout',
  http_status: 'upstream_error',
  redirect: 'upstream_error',
  too_large: 'upstream_invalid',
  contract_violation: 'upstream_invalid',
};

/** What an error of ours or anybody's is called to the outside. */
export function failureCode(error: unknown): UsageFailureCode {
  return (isUsageError(error) && codes[error.code]) || 'internal_error';
}

/** The body of a failure: for people, without internals. */
export function failureBody(code: UsageFailureCode): { error: { code: UsageFailureCode; message: string } } {
  return { error: { code, message: sentences[code] } };
}

/** The longest `Retry-After` that is passed on, in seconds: a day. */
const longestRetryAfter = 86_400;

/**
 * `Retry-After` in whole seconds, when the upstream or its circuit has said so: a day at most, and nothing for what is no
 * exact number of milliseconds, such as Infinity.
 */
export function retryAfterSeconds(error: unknown): number | undefined {
  // By what it holds, not by its class: it may come from another copy of the SDK.
  const wait = isUsageError(error) && 'retryAfter' in error ? error.retryAfter : undefined;
  if (typeof wait !== 'number' || !(wait >= 0 && wait <= Number.MAX_SAFE_INTEGER)) return undefined;
  return Math.min(Math.ceil(wait / 1000), longestRetryAfter);
}
