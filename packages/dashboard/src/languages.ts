import type { ReactiveControllerHost } from 'lit';
import type { GivenStrings } from './strings.ts';

const languages = new Map<string, GivenStrings>();
const speakers = new Set<ReactiveControllerHost>();

/**
 * Adds the words of a language. Elements that stand in a place of that language (`lang`) use them, also those that are
 * in the page already: a language may be loaded when it is needed.
 * @param tag Such as `de`, which serves `de-CH`, too.
 */
export function addLanguage(tag: string, strings: GivenStrings): void {
  languages.set(tag.toLowerCase(), strings);
  for (const element of speakers) element.requestUpdate();
}

/** The words of the language, or of the one it is a kind of; undefined when nobody added them. */
export function stringsFor(tag: string | undefined): GivenStrings | undefined {
  const parts = tag?.toLowerCase().split('-') ?? [];
  while (parts.length) {
    const strings = languages.get(parts.join('-'));
    if (strings) return strings;
    parts.pop();
  }
  return undefined;
}

/** Tells a host when words are added, while it is in the page. */
export function speak(host: ReactiveControllerHost): void {
  host.addController({
    hostConnected: () => speakers.add(host),
    hostDisconnected: () => speakers.delete(host),
  });
}
