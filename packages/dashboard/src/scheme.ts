import { genuine, windowOf } from './genuine.ts';

/** An element, and all that is around it as it is drawn: also the slots and the hosts of shadow roots. */
export function* around(start: Element): Generator<Element> {
  let node: Node | null = start;
  while (node) {
    if (node instanceof Element) yield node;
    const slot: Node | null = node instanceof Element ? genuine(node, 'assignedSlot') : null;
    node = slot ?? (node instanceof ShadowRoot ? node.host : genuine(node, 'parentNode'));
  }
}

/**
 * Whether the place is light or dark. A `color-scheme` of one word says so; else the nearest opaque background behind the
 * element, or the colour of the place's text.
 * @returns undefined when that is for the browser to decide.
 */
export function schemeAt(host: Element, own: Element): 'light' | 'dark' | undefined {
  const view = windowOf(host);
  if (!view) return undefined;
  const { colorScheme, color, ...place } = read(view, host);
  if (!/^normal$|light dark|dark light/.test(colorScheme)) return undefined;
  // A surface that the page gives, and that does not go by the scheme itself, is what text has to be read on.
  const isFixed = !/^$|light-dark|canvas/i.test(place.surface);
  for (const element of around(isFixed ? own : host)) {
    const { backgroundColor, backgroundImage } = view.getComputedStyle(element);
    const { lightness, alpha } = parseColour(backgroundColor);
    if (alpha > 0.5) return lightness > middle ? 'light' : 'dark';
    if (backgroundImage !== 'none') break;
  }
  return colorScheme === 'normal' && parseColour(color).lightness > middle ? 'dark' : undefined;
}

function read(view: Window, host: Element) {
  const style = view.getComputedStyle(host);
  const { colorScheme, color } = style;
  return { colorScheme, color, surface: style.getPropertyValue('--usage-surface').trim() };
}

/** As bright as it looks, from 0 to 1: of what is brighter, black is read better than white. */
const middle = 0.57;

/** Of a computed colour, in any of the forms that engines give: `rgb(1, 2, 3)`, `oklch(0.2 0 0 / 0.5)`, `color(srgb 1 1 1)`. */
function parseColour(colour: string): { lightness: number; alpha: number } {
  const [, space = '', list = ''] = /^(\w+)\((?:[a-z][\w-]* )?(.*)\)/.exec(colour) ?? [];
  const [one = 0, two = 0, three = 0, alpha = 1] = list.split(/[\s,/]+/).map((part) => parseFloat(part) || 0);
  if (/^ok/.test(space)) return { lightness: one, alpha };
  if (/^l/.test(space)) return { lightness: (one + 16) / 116, alpha };
  const top = space === 'color' ? 1 : 255;
  return { lightness: Math.cbrt((0.21 * one ** 2 + 0.72 * two ** 2 + 0.07 * three ** 2) / top ** 2), alpha };
}
