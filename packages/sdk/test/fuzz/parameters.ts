import { formatSorting, type SortKey } from '../../src/reading/sorting.ts';
import { usageColumnNames } from '../item-order.ts';
import { zoneNames } from '../zone-names.ts';
import type { Random } from './random.ts';

/** An address of a page, and what a dashboard on it is to write into one of its parameters. */
export interface Parameter {
  /** As a browser gives it. */
  readonly href: string;
  readonly name: string;
  /** Null to take it away. */
  readonly text: string | null;
}

const pieces = [
  ...usageColumnNames,
  ...['asc', 'desc', ':', ';', ':asc', ':desc;', 'credits_used:desc', 'Credits_Used', '__proto__', 'constructor:asc'],
  ...[' ', '%', '%00', '%3A', '%3a', '%3B', '%E0%A4%A', '%C3%BC', '+', '%2B', '&', '=', '?', '/', '..', "'", '"', '\\'],
  ...['<img src=x onerror=alert(1)>', '\u0000', '\ufeff', '\ud800', 'ü', '👩', 'Europe/London', 'Etc/GMT+12', '+05:30'],
];
const names = ['sorting', 'sorting', 'time-zone', 'tz', 'so rt', 's+t', 'ü', '__proto__', 'a[b]', '100%'];

/** Somebody's address, with our parameter in it or not, and the parameter's next text. */
export function aParameter(random: Random): Parameter {
  const name = random.pick(names);
  const parts = Array.from({ length: random.below(5) }, () => aPart(name, random));
  const query = random.oneIn(8) ? '' : `?${parts.join('&')}`;
  const hash = random.oneIn(2) ? '' : `#${aText(random)}?${name}=x&`;
  return { href: new URL(`https://app.test/a/${query}${hash}`).href, name, text: nextText(random) };
}

function nextText(random: Random): string | null {
  if (random.oneIn(6)) return null;
  if (random.oneIn(4)) return random.pick(zoneNames);
  return random.oneIn(3) ? aText(random).toWellFormed() : formatSorting(aSorting(random));
}

/** Of our name, written in one way or another, or of somebody else's. */
function aPart(name: string, random: Random): string {
  const escaped = name.replaceAll(/[a-z ]/g, (character) =>
    random.oneIn(4) ? `%${character.charCodeAt(0).toString(16)}` : character,
  );
  const ours = [encodeURIComponent(name), escaped.replaceAll(' ', '+'), `${name}x`, name.toUpperCase()];
  const key = random.oneIn(2) ? random.pick(ours) : random.pick(['', 'a', 'b=c', aText(random)]);
  const value = random.oneIn(2) ? formatPairs(random) : aText(random);
  return random.oneIn(6) ? key : `${key}=${value}`;
}

/** Nearly a sorting: columns that come twice, or pairs that are none. */
function formatPairs(random: Random): string {
  const pairs = Array.from({ length: random.below(7) }, () =>
    random.oneIn(8)
      ? aText(random)
      : `${random.pick(usageColumnNames)}:${random.pick(['asc', 'desc', 'desc', 'x', ''])}`,
  );
  return random.oneIn(2) ? pairs.join(';') : encodeURIComponent(pairs.join(';').toWellFormed());
}

function aSorting(random: Random): SortKey[] {
  const columns = usageColumnNames.filter(() => !random.oneIn(3));
  if (random.oneIn(2)) columns.reverse();
  return columns.map((column) => ({ column, direction: random.pick(['asc', 'desc']) }));
}

function aText(random: Random): string {
  return Array.from({ length: random.below(6) }, () =>
    random.oneIn(4) ? String.fromCharCode(random.below(0x10000)) : random.pick(pieces),
  ).join('');
}
