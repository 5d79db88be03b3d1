// @ts-check
import { inspect } from 'node:util';

/**
 * Escapes what a terminal would act on: control characters (ESC, DEL and C1 too), line separators and bidi controls, as
 * `\u001b` for example.
 * @param {string} text
 */
export function printable(text) {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Writes an error to the log. Continuation lines are indented, so that none looks like an entry of its own.
 * @param {unknown} error
 */
export function logError(error) {
  console.error(inspect(error).split('\n').map(printable).join('\n  '));
}
