import { zoneOffsets } from '@usage/sdk';
import { createElement } from './genuine.ts';

/** Lets the person save a text as a file. */
export function downloadText(text: string, type: string, fileName: string, document: Document): void {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: `${type};charset=utf-8` }));
  const link = createElement(document, 'a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Browsers begin to read after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * `2024-04-01-2024-04-16`: the civil days of two instants, in milliseconds since 1970. Not read off a list of days, which
 * has three million for two messages that are ten thousand years apart.
 */
export function daySpan(first: number, last: number, timeZone: string): string {
  const offsetAt = zoneOffsets(timeZone);
  return [first, last].map((instant) => new Date(instant + offsetAt(instant)).toISOString().slice(0, -14)).join('-');
}
