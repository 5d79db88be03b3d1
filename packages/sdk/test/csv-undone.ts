const unseen = '"\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}⠀\u{13441}\u{13442}\u{16fe4}\u{1d159}';

/** What spreadsheets may drop before a sign. */
export const dropped = `(?:(?![\\t\\r\\n])[${unseen}])*`;

/** Signs that formulas begin with, in all their forms. */
export const signs = [...'=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋﬩⩵⩶−'];

const sign = `[${signs.join('').replace('-', '\\-')}]`;
const begun = new RegExp(`((?:^|[;|:\\t\\r\\n])${dropped})'(?='*${sign})`, 'gu');
const word = new RegExp(`( (?! )${dropped.replace('\\n', '\\n ')})'(?='*${sign}[^ \\t\\r\\n]*[\\p{L}\\p{N}])`, 'gu');

/** What a field of the CSV was before it was made harmless: without one apostrophe before each sign. */
export function undone(field: string): string {
  const places = new Set<number>();
  for (const pattern of [begun, word])
    for (const { index, 1: before } of field.matchAll(pattern)) places.add(index + before!.length);
  return Array.from({ length: field.length }, (_, at) => (places.has(at) ? '' : field[at])).join('');
}
