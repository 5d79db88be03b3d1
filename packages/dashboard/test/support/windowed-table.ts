import { aTimeout, fixture, html, nextFrame } from '@open-wc/testing';
import type { RowView, UsageItem, UsageRow } from '@usage/sdk';
import '@usage/dashboard';
import type { UsageTable } from '@usage/dashboard';

const names = ['', 'Short', 'A name that is too long for any column '.repeat(9), 'จดหมาย 日本 ﷽ 🎉'];

/** As many rows as wanted, made when they are asked for; the id is the row's index. */
export function viewOf(length: number): RowView {
  return {
    length,
    at: (index): UsageRow => {
      const instant = Date.UTC(2024, 0, 1) + index * 60_000;
      return {
        id: index,
        instant,
        timestamp: new Date(instant).toISOString(),
        ...(names[index % 4] ? { reportName: names[index % 4]! } : {}),
        amount: index % 900,
        fields: {},
      };
    },
  };
}

/** The same rows as usage items. */
export function itemsOf(length: number): UsageItem[] {
  const view = viewOf(length);
  return Array.from({ length }, (_, index) => {
    const { id, timestamp, reportName, amount } = view.at(index)!;
    const item = { message_id: id, timestamp, credits_used: amount / 100 };
    return reportName === undefined ? item : { ...item, report_name: reportName };
  });
}

/** A table that is 480 pixels high at most, at rest. */
export async function tableOf(length: number): Promise<UsageTable> {
  const table = await fixture<UsageTable>(html`<usage-table time-zone="UTC"></usage-table>`);
  table.style.setProperty('--usage-table-max-height', '480px');
  table.rows = viewOf(length);
  await settledAt(table);
  return table;
}

/** Waits until the table is drawn and its scroll rests. */
export async function settledAt(table: UsageTable): Promise<void> {
  await table.updateComplete;
  await nextFrame();
  await nextFrame();
  await aTimeout(200);
  await table.updateComplete;
}

/** Waits until the region has scrolled where it is going. */
export async function rested(table: UsageTable): Promise<void> {
  const { scroller } = partsOf(table);
  let top = NaN;
  await aTimeout(100);
  while (top !== scroller.scrollTop) {
    top = scroller.scrollTop;
    await settledAt(table);
  }
}

export function partsOf(table: UsageTable) {
  const find = (selector: string) => table.renderRoot.querySelector<HTMLElement>(selector)!;
  return { scroller: find('.scroller'), table: find('table'), thead: find('thead'), tbody: find('tbody') };
}

/** The rows as one sees them, from top to bottom. */
export function rowsIn(table: UsageTable): HTMLTableRowElement[] {
  const rows = Array.from(partsOf(table).tbody.children) as HTMLTableRowElement[];
  return rows.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
}

const slack = 0.75;

/**
 * The ids of the rows that are seen, from top to bottom, those that are seen in part included. Throws where they leave a
 * gap, or are not in order.
 */
export function seen(table: UsageTable): number[] {
  return look(table).map(({ id }) => id);
}

/** As `seen`, but only what is seen from its upper to its lower edge. */
export function seenWhole(table: UsageTable): number[] {
  return look(table).flatMap(({ id, whole }) => (whole ? id : []));
}

function look(table: UsageTable): { id: number; whole: boolean }[] {
  const { scroller, thead } = partsOf(table);
  const [top, bottom] = [thead.getBoundingClientRect().bottom, scroller.getBoundingClientRect().bottom];
  const looked: { id: number; whole: boolean }[] = [];
  let end = top;
  for (const row of rowsIn(table)) {
    const box = row.getBoundingClientRect();
    if (box.bottom <= top + slack || box.top >= bottom - slack) continue;
    if (box.top > end + slack) throw new Error(`There is a gap of ${box.top - end} pixels.`);
    end = box.bottom;
    const id = Number(row.querySelector('.message_id')?.textContent);
    const last = looked.at(-1)?.id ?? id - 1;
    if (id !== last + 1) throw new Error(`Row ${id} follows row ${last}.`);
    looked.push({ id, whole: box.top >= top - slack && box.bottom <= bottom + slack });
  }
  if (end < bottom - slack) throw new Error(`${bottom - end} pixels below the last row are blank.`);
  return looked;
}
