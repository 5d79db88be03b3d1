import type { UsageDashboard } from '@usage/dashboard';

declare global {
  var probe: ReturnType<typeof makeProbe>;
}

/**
 * What tests do and look at in a page. It is made before the page, and keeps what the page may change.
 * Runs there, so it uses nothing else.
 */
export function makeProbe() {
  const { setTimeout } = globalThis;
  const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  const until = async (holds: () => unknown, what: string) => {
    for (let tries = 0; tries < 400; tries++) {
      if (holds()) return;
      await pause(25);
    }
    throw new Error(`It did not come to this: ${what}`);
  };
  // An element of the page may be called `querySelector`.
  const { querySelector } = Document.prototype;
  const dashboard = () => querySelector.call(document, 'usage-dashboard') as UsageDashboard;
  const all = (root: ParentNode | null | undefined, selector: string) =>
    Array.from(root?.querySelectorAll<HTMLElement>(selector) ?? []);
  const part = (element: Element | undefined, name: string) => element?.shadowRoot?.querySelector<HTMLElement>(name);
  const chart = (element = dashboard()) => part(element, 'usage-chart')!.shadowRoot!;
  const table = (element = dashboard()) => part(element, 'usage-table')?.shadowRoot;
  const rows = (element = dashboard()) =>
    all(table(element), 'tbody tr')
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').trim()));
  const drawn = async (element = dashboard()) => {
    await until(() => element.status === 'ready', 'usage is ready');
    await element.updateComplete;
    await until(() => rows(element).length > 3 && rows(element)[0]?.[0], 'rows are drawn');
  };
  const button = (root: ParentNode, text: string) => {
    const found = all(root, 'button').find((one) => one.textContent?.includes(text));
    if (!found) throw new Error(`There is no button ${text}.`);
    return found;
  };
  const sort = async (column: string, element = dashboard()) => {
    button(table(element)!, column).click();
    await pause(50);
    await element.updateComplete;
  };
  /** Bars and rows as they are, and whether they are where they should be. */
  const seen = (element = dashboard()) => {
    const bars = all(chart(element), '[part=bar]');
    const box = element.getBoundingClientRect();
    return {
      total: part(element, '[part=total]')?.textContent?.trim(),
      bars: bars.length,
      drawnBars: bars.filter((bar) => bar.getBoundingClientRect().height > 10).length,
      first: rows(element)[0],
      rows: rows(element).length,
      laidOut: box.width > 300 && box.height > 300 && getComputedStyle(part(element, 'section')!).display === 'flex',
    };
  };
  /** Scrolls a windowed table to a row, and gives the ids that are then seen. */
  const scrollTo = async (share: number, element = dashboard()) => {
    const scroller = table(element)!.querySelector('.scroller')!;
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
    await pause(400);
    await element.updateComplete;
    return rows(element).map(([id]) => Number(id));
  };
  return { pause, until, dashboard, chart, table, part, rows, drawn, button, sort, seen, scrollTo };
}

/** The script that makes it. */
export const probeScript = `globalThis.probe = (${makeProbe})();`;
