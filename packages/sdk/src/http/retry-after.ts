const month = '(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '(?<time>\\d\\d:\\d\\d:\\d\\d)';

/** The form that senders must use, and the two obsolete ones that everybody must read (RFC 9110, 5.6.7). */
const dates = [
  `[A-Z][a-z]{2}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT`,
  `[A-Z][a-z]{5,8}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT`,
  `[A-Z][a-z]{2} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})`,
].map((date) => new RegExp(`^${date}$`));

/**
 * `Retry-After` (RFC 9110, 10.2.3) in milliseconds from now: whole seconds, or a date. Not left to `Date.parse`, which
 * takes `-1` and `3.5` for dates.
 * @returns Infinity for a time too long to be told exactly, undefined for anything else.
 */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  const value = text?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Math.max(0, parseDate(value, now) - now);
  if (Number.isNaN(wait)) return undefined;
  return Number.isSafeInteger(wait) ? wait : Infinity;
}

/** NaN for what is no date. */
function parseDate(text: string, now: number): number {
  for (const date of dates) {
    const parts = date.exec(text)?.groups;
    if (!parts) continue;
    const { day, month, time, year = '' } = parts;
    const at = (full: number | string) => Date.parse(`${day} ${month} ${full} ${time} GMT`);
    if (year.length === 4) return at(year);
    // Two digits are of this century, unless that is more than 50 years ahead.
    const thisYear = new Date(now).getUTCFullYear();
    const full = thisYear - (thisYear % 100) + Number(year);
    return at(full > thisYear + 50 ? full - 100 : full);
  }
  return NaN;
}
