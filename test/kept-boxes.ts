import type { Page } from 'playwright-core';

interface Kept {
  boxes: Map<Element, string>;
  shift: number;
}

/** Remembers where every element is seen, in shadow roots too. */
export async function keepBoxes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const elements = (root: ParentNode): Element[] =>
      Array.from(root.querySelectorAll('*')).flatMap((one) => [
        one,
        ...(one.shadowRoot ? elements(one.shadowRoot) : []),
      ]);
    const boxOf = (element: Element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const region = element.closest('.scroller')?.getBoundingClientRect();
      const lowest = Math.min(bottom, region?.bottom ?? Infinity);
      if (lowest < top) return 'unseen';
      return [left, top, right, lowest].map((number) => Math.round(number * 100) / 100).join(' ');
    };
    const kept: Kept = { boxes: new Map(), shift: 0 };
    for (const element of elements(document.body)) kept.boxes.set(element, boxOf(element));
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) kept.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    }
    Object.assign(globalThis, { kept, elements, boxOf });
  });
}

/** What has moved or gone since, and what is new, by tag; `shift` as engines that know it count it. */
export async function boxesAfter(page: Page): Promise<{ moved: string[]; added: string[]; shift: number }> {
  return page.evaluate(() => {
    const { kept, elements, boxOf } = globalThis as unknown as {
      kept: Kept;
      elements: (root: ParentNode) => Element[];
      boxOf: (element: Element) => string;
    };
    const all = elements(document.body);
    const name = (element: Element) =>
      `${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className}` : ''}`;
    const moved = [...kept.boxes].flatMap(([element, box]) => {
      const now = element.isConnected ? boxOf(element) : 'unseen';
      return now === box ? [] : [`${name(element)}: ${box} -> ${now}`];
    });
    const added = all.filter((element) => !kept.boxes.has(element)).map((element) => element.localName);
    return { moved, added, shift: kept.shift };
  });
}
