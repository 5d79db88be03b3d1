import assert from 'node:assert/strict';
import { readParameter, writeParameter } from '../../../dashboard/src/url/url-parameter.ts';
import { isUsageError } from '../../src/errors.ts';
import { formatSorting, parseSorting, type SortKey } from '../../src/reading/sorting.ts';
import { zoneOffsets } from '../../src/reading/zone-offsets.ts';
import { usageColumnNames } from '../item-order.ts';
import type { Parameter } from './parameters.ts';

/** What is read of an address, what writing makes of it, and what is read of that. */
export function checkParameter({ href, name, text }: Parameter): 'taken' {
  const before = partsOf(href);
  const isOurs = (part: string) => nameOf(part) === name;
  const others = before.query.filter((part) => !isOurs(part));
  const first = before.query.find(isOurs);
  const read = readParameter(new URL(href).search, name);
  assert.equal(read, first === undefined ? undefined : valueOf(first));
  checkText(read);

  const written = writeParameter(href, name, text ?? undefined);
  const after = partsOf(written);
  assert.deepEqual([after.base, after.hash], [before.base, before.hash]);
  assert.equal(after.query.filter((part) => !isOurs(part)).join('&'), others.join('&'));
  assert.equal(after.query.filter(isOurs).length, text === null ? 0 : 1);
  // Where it was, or else at the end.
  const place = first === undefined ? others.length : before.query.indexOf(first);
  if (text !== null) assert.equal(after.query.findIndex(isOurs), place);
  assert.equal(readParameter(new URL(written).search, name), text ?? undefined);
  checkText(text ?? undefined);
  return 'taken';
}

/** Any text is a sorting, that of an oracle, and a time zone or an invalid option. */
function checkText(text: string | undefined): void {
  const sorting = parseSorting(text, usageColumnNames);
  assert.deepEqual(sorting, sortingOf(text ?? ''));
  assert.deepEqual(parseSorting(formatSorting(sorting), usageColumnNames), sorting);
  if (text !== undefined && !sorting.length) checkTimeZone(text);
}

/** Those that have been looked at. */
const known = new Set<string>();

function checkTimeZone(text: string): void {
  if (known.has(text)) return;
  const offset = offsetNow(text);
  try {
    assert.equal(zoneOffsets(text)(now), offset);
    known.add(text);
  } catch (error) {
    assert.ok(isUsageError(error) && error.code === 'invalid_option' && offset === undefined, `${text}: ${error}`);
  }
}

/** All pairs with exactly one colon; the first of each column counts. */
function sortingOf(text: string): SortKey[] {
  const keys = new Map<string, SortKey>();
  for (const [, name, direction] of text.matchAll(/(?<![^;])([^:;]*):([^:;]*)(?![^;])/g)) {
    const column = usageColumnNames.find((each) => each === name);
    if (column && !keys.has(column))
      keys.set(column, { column, direction: /^\s*desc\s*$/i.test(direction!) ? 'desc' : 'asc' });
  }
  return [...keys.values()];
}

const now = Date.UTC(2024, 6, 1, 12);

/** By the name that Intl has for an offset; undefined for what it does not know. */
function offsetNow(timeZone: string): number | undefined {
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(now);
    const [, sign = '+', hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
    return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  } catch {
    return undefined;
  }
}

function partsOf(href: string): { base: string; query: string[]; hash: string } {
  const hash = href.includes('#') ? href.slice(href.indexOf('#')) : '';
  const rest = href.slice(0, href.length - hash.length);
  const [base = '', ...queries] = rest.split('?');
  const query = queries.join('?');
  return { base, query: query ? query.split('&') : [], hash };
}

/** By the rules of forms, https://url.spec.whatwg.org/#urlencoded-parsing; undefined for an empty part, which is none. */
function nameOf(part: string): string | undefined {
  return part ? decoded(part.split('=', 1)[0]!) : undefined;
}

function valueOf(part: string): string {
  return part.includes('=') ? decoded(part.slice(part.indexOf('=') + 1)) : '';
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text.toWellFormed();
  const bytes = Buffer.from(text.replaceAll('+', ' ')).toString('latin1');
  const plain = bytes.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return decoder.decode(Buffer.from(plain, 'latin1'));
}
