/** How every element inside is drawn: each computed property, and where it stands. */
export interface ComputedTree {
  readonly size: number;
  /** What is not the same, a line each, at most twenty; `div.plot > svg: color red, not black`. */
  differences(other: ComputedTree): string[];
  readonly elements: ReadonlyMap<Element, { style: ReadonlyMap<string, string>; box: string }>;
}

// The language of the place: which glyphs a font takes is the page's to say.
const pages = new Set(['-webkit-locale']);

/** The tree below an element, shadow roots included; the element itself, which is the page's to style, is not in it. */
export function treeOf(root: Element): ComputedTree {
  const elements = new Map<Element, { style: Map<string, string>; box: string }>();
  for (const element of descendants(root)) {
    const computed = getComputedStyle(element);
    // Custom properties are means: what they lead to is compared.
    const names = Array.from(computed).filter((name) => !name.startsWith('--'));
    const style = new Map(names.map((name) => [name, computed.getPropertyValue(name)]));
    const { x, y, width, height } = element.getBoundingClientRect();
    elements.set(element, { style, box: [x, y, width, height].map((value) => value.toFixed(2)).join(' ') });
  }
  return {
    size: elements.size,
    elements,
    differences(other) {
      if (other.size !== elements.size) return [`${other.size} elements, not ${elements.size}`];
      const found = [...elements].flatMap(([element, { style, box }]) => {
        const now = other.elements.get(element);
        if (!now) return [`${nameOf(element)} is not there`];
        const lines = [...style]
          .filter(([name, value]) => now.style.get(name) !== value && !pages.has(name))
          .map(([name, value]) => `${nameOf(element)}: ${name} ${now.style.get(name)}, not ${value}`);
        return now.box === box ? lines : [...lines, `${nameOf(element)}: at ${now.box}, not ${box}`];
      });
      return found.slice(0, 20);
    },
  };
}

function* descendants(element: Element): Generator<Element> {
  const children = element.shadowRoot ? [...element.shadowRoot.children, ...element.children] : element.children;
  for (const child of children) {
    yield child;
    yield* descendants(child);
  }
}

function nameOf(element: Element): string {
  const { localName, parentElement } = element;
  const own = localName + (element.getAttribute('class') ?? '').trim().replace(/^(?=.)|\s+/g, '.');
  return parentElement ? `${parentElement.localName} > ${own}` : own;
}
