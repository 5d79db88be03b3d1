import { HttpStatusError, isUsageError } from '../errors.ts';

const retriedStatuses = new Set([408, 429, 500, 502, 503, 504]);
const firstBackoff = 300;
const longestBackoff = 5000;

/**
 * May the same request be sent again after this failure?
 * @param violations how many answers have broken their promise so far, this one included: one is forgiven.
 */
export function isRetryable(error: unknown, violations: number): boolean {
  if (!isUsageError(error)) return false;
  if (error instanceof HttpStatusError) {
    // The server behind an answer in our own shape has retried already: one layer does.
    const isFinal = error.status === 503 && error.serverCode !== undefined && error.retryAfter === undefined;
    return retriedStatuses.has(error.status) && !isFinal;
  }
  if (error.code === 'contract_violation') return violations <= 1;
  return error.code === 'network' || error.code === 'timeout';
}

/**
 * Milliseconds to wait before retry number `retry`, counted from 0: exponential, with full jitter, on top of what the
 * server asked for, so that all who were told the same time do not come at once.
 * (AWS Architecture Blog, "Exponential Backoff And Jitter")
 */
export function retryDelay(error: unknown, retry: number, random: () => number): number {
  const backoff = random() * Math.min(longestBackoff, firstBackoff * 2 ** retry);
  return error instanceof HttpStatusError ? backoff + (error.retryAfter ?? 0) : backoff;
}
