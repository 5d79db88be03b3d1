const date =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * `Retry-After` (RFC 9110, 10.2.3) in milliseconds from now: whole seconds, or a date in the form that senders must use.
 * @returns Infinity for a time too long to be told exactly, undefined for anything else. Not left to `Date.parse`, which takes `-1` and `3.5` for dates.
 */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  const value = text?.trim() ?? '';
  const wait = /^\d+$/.test(value)
    ? Number(value) * 1000
    : date.test(value)
      ? Math.max(0, Date.parse(value) - now)
      : NaN;
  if (Number.isNaN(wait)) return undefined;
  return Number.isSafeInteger(wait) ? wait : Infinity;
}
