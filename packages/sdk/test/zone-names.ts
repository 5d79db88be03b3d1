import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { aTimeZone } from './usage-items.ts';

const listed = readFileSync(new URL('zone-names.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));

/** Every name of a time zone, those that `Intl` knows without listing them included. */
export const zoneNames: readonly string[] = [...new Set([...listed, ...Intl.supportedValuesOf('timeZone')])];

/** Any of them, and often one that is known for what it did. */
export const anyTimeZone: fc.Arbitrary<string> = fc.oneof(aTimeZone, fc.constantFrom(...zoneNames));
