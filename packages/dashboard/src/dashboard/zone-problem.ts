import type { UsageStrings } from '../strings.ts';
import type { Problem } from './read-options.ts';

/**
 * The time zone that was asked for is not known here. Whoever wrote a link shall not put words into the page, nor into its
 * logs: what the URL says is not repeated.
 * @param parameter The URL parameter that asks, where it is the URL; else empty.
 * @param zone The one that is shown.
 */
export function zoneProblem(asked: string | undefined, parameter: string, zone: string): Problem | undefined {
  if (!asked || asked === zone) return undefined;
  const wanted = 'an IANA name such as Europe/London';
  return parameter ? { what: `the URL parameter ${parameter}`, wanted } : { what: 'time-zone', wanted, given: asked };
}

/** The same, for the person in front of the page. */
export function zoneNotice(
  asked: string | undefined,
  parameter: string,
  zone: string,
  strings: UsageStrings,
): string | undefined {
  if (!asked || asked === zone) return undefined;
  return parameter ? strings.unknownTimeZoneInUrl(parameter, zone) : strings.unknownTimeZone(asked, zone);
}
