import { injections } from './hostile-texts/injections.ts';
import { lookAlikes } from './hostile-texts/look-alikes.ts';
import { markup } from './hostile-texts/markup.ts';
import { unicode } from './hostile-texts/unicode.ts';

/** Texts that would do something, were they more than text; and texts that look like something else. Each is there once. */
export const hostileTexts: readonly string[] = [...new Set([...markup, ...injections, ...unicode, ...lookAlikes])];
