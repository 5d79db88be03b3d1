import { genuine } from './genuine.ts';

/**
 * The language of the place an element stands in: the nearest `lang`, also through shadow hosts, that is a valid tag.
 * @returns undefined when nothing states one.
 */
export function inheritedLanguage(start: Element): string | undefined {
  let node: Node | null = start;
  while (node) {
    // Not by class: what is in a frame or another window has classes of its own.
    const type: number = genuine(node, 'nodeType');
    const tag = type === 1 ? valid(genuine(node as Element, 'getAttribute').call(node, 'lang')) : undefined;
    if (tag) return tag;
    node = (type === 11 && (node as ShadowRoot).host) || genuine(node, 'parentNode');
  }
  return undefined;
}

/** The language that an element states itself, if it is a valid tag. */
export function ownLanguage(element: Element): string | undefined {
  return valid(element.getAttribute('lang'));
}

const valid = (tag: string | null) => validLocale(tag || '-');

/** The canonical form of a language tag, or undefined. */
export function validLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

// By script, then by language: not every engine tells (Intl.Locale's getTextInfo).
const rightToLeft = /^(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$|^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb|nqo|syr)$/;

/** Is this language written from right to left? */
export function isRightToLeft(tag: string): boolean {
  const { language, script } = new Intl.Locale(tag);
  return rightToLeft.test(script ?? language);
}
