const month = '(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '(?<time>\\d\\d:\\d\\d:\\d\\d)';

/** The form that senders must use, and the two obsolete ones that everybody must read (RFC 9110, 5.6.7). */
const dates = [
  `[A-Z][a-z]{2}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT`,
  `[A-Z][a-z]{5,8}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT`,
  `[A-Z][a-z]{2} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})`,
].map((date) => new RegExp(`^${date}$`));

/**
 * `Retry-After` (RFC 9110, 10.2.3) of an answer, in milliseconds from when it came: whole seconds, or a date. A date is
 * read by the clock that wrote it, which the answer's `Date` shows, and not by ours, which may be hours off. Not left to
 * `Date.parse`, which takes `-1` and `3.5` for dates.
 * @param now Our own clock, for an answer whose `Date` is hidden or is no date.
 * @returns Infinity for a time too long to be told exactly, undefined for anything else.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return exact(Number(value) * 1000);
  const from = serverTime(headers, now);
  const wait = parseDate(value, from) - from;
  return Number.isNaN(wait) ? undefined : exact(Math.max(0, wait));
}

/** What the server's clock said when the answer came: a cache may have kept it for `Age` seconds (RFC 9111, 5.1). */
function serverTime(headers: Headers, now: number): number {
  const sentAt = parseDate(String(headers.get('date')), now);
  const age = String(headers.get('age'));
  return Number.isNaN(sentAt) ? now : sentAt + (/^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0);
}

function exact(wait: number): number {
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
