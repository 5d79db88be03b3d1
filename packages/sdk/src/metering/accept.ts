import { columnarType } from '../columnar-wire.ts';

/**
 * Does a client prefer usage by column? Only one that names it does, and no other type more: whoever sends no `Accept`,
 * or takes anything, gets JSON.
 * @see RFC 9110, 12.5.1
 */
export function prefersColumnar(accept: string | null): boolean {
  // Nobody puts a text between quotes here, and it may hold a comma.
  if (accept === null || accept.includes('"')) return false;
  const qualities = readAccept(accept);
  const columns = qualities.get(columnarType) ?? 0;
  // The most specific range counts.
  const json = ['application/json', 'application/*', '*/*'].find((range) => qualities.has(range));
  return columns > 0 && columns >= (json === undefined ? 0 : qualities.get(json)!);
}

/** How much each media range is wanted, from 0 to 1. A range with parameters is left out: it is none of ours. */
function readAccept(accept: string): Map<string, number> {
  const qualities = new Map<string, number>();
  for (const element of accept.toLowerCase().split(',')) {
    const [range = '', parameter = 'q=1', ...others] = element.split(';').map((part) => part.trim());
    const quality = /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/.exec(parameter)?.[1];
    if (quality !== undefined && others.length === 0) qualities.set(range, Number(quality));
  }
  return qualities;
}
