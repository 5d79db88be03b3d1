import { ownGlobal } from './genuine.ts';

/** Where engines have it, it knows the viewer's time zone at once; the first `Intl.DateTimeFormat` takes 10 ms and more. */
const Temporal = ownGlobal('Temporal') as { Now?: { timeZoneId(): string } } | undefined;

/** The time zone of the person who looks at the page. */
export function viewersTimeZone(): string {
  return Temporal?.Now?.timeZoneId() ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Does the browser know this time zone? */
export function isTimeZone(name: string): boolean {
  // The first time zone that Intl is asked for takes as long as drawing the chart.
  if (name === 'UTC') return true;
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
}

/**
 * The time zones that a person can choose from: the page's, their own, UTC, and the one that is shown.
 * @param viewers Their own; UTC where nobody knows it yet.
 */
export function offeredZones(given: string | undefined, shown: string, viewers = viewersTimeZone()): string[] {
  const known = given && (given === shown || isTimeZone(given)) ? [given] : [];
  return [...new Set([...known, viewers, 'UTC', shown])];
}
