/**
 * Escapes what a terminal would act on: control characters (ESC, DEL and C1 too), line separators and bidi controls, as
 * `\u001b` for example.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
