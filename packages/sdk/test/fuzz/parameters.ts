import assert from 'node:assert/strict';
import { formatSorting, parseSorting } from '../../src/reading/sorting.ts';
import type { Random } from './random.ts';

const columns = ['message_id', 'timestamp', 'report_name', 'credits_used'] as const;
const pieces = [
  ...columns,
  'asc',
  'desc',
  ':',
  ';',
  ':asc',
  ':desc;',
  'credits_used:desc',
  'Credits_Used',
  '__proto__',
  'constructor:asc',
  ' ',
  '%',
  '%00',
  '%3A',
  '%E0%A4%A',
  '+',
  '&',
  '=',
  '#',
  '?',
  '<img src=x onerror=alert(1)>',
  '\ud800',
  '\u0000',
  '👩',
];

/** The query of a URL, such as somebody else might send. */
export function aQuery(random: Random): string {
  const value = Array.from({ length: random.below(8) }, () =>
    random.oneIn(4) ? String.fromCharCode(random.below(0x10000)) : random.pick(pieces),
  ).join('');
  return `?${random.pick(['sorting=', 'sorting', 'a=1&sorting=', 'sorting=credits_used:desc&sorting=', ''])}${value}`;
}

/** Any query is a sorting, and what is written of it is read back. */
export function checkQuery(query: string): void {
  const text = new URLSearchParams(query).get('sorting');
  const sorting = parseSorting(text, columns);
  const names = sorting.map(({ column }) => column);
  assert.equal(new Set(names).size, names.length);
  for (const { column, direction } of sorting) {
    assert.ok(columns.includes(column) && (direction === 'asc' || direction === 'desc'));
    // The first mention with one colon counts.
    const [, wanted] = new RegExp(`(?:^|;)${column}:([^:;]*)(?:;|$)`).exec(text ?? '') ?? [];
    assert.equal(direction, wanted === 'desc' ? 'desc' : 'asc');
    assert.notEqual(wanted, undefined);
  }
  assert.deepEqual(parseSorting(formatSorting(sorting), columns), sorting);
  const written = new URLSearchParams({ sorting: formatSorting(sorting) });
  assert.deepEqual(parseSorting(written.get('sorting'), columns), sorting);
}
