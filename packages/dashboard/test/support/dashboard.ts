import { fixture, html, waitUntil } from '@open-wc/testing';
import type { UsageItem } from '@usage/sdk';
import '@usage/dashboard';
import type { UsageChart, UsageDashboard, UsageTable } from '@usage/dashboard';
import { sampleItems } from './sample-items.ts';

let count = 0;

/** A name of the endpoint that no other test asks. */
export function freshName(): string {
  return `test-${Date.now()}-${count++}`;
}

/** A URL of the test server that answers as told; see usage-endpoint.mjs. */
export function endpoint(options: Record<string, unknown> = {}, name = freshName()): string {
  const { items = sampleItems, ...rest } = options;
  const query = new URLSearchParams({ items: JSON.stringify(items) });
  for (const [key, value] of Object.entries(rest)) query.set(key, String(value));
  return `/endpoint/${name}?${query}`;
}

/** What the endpoint of that name was asked. */
export async function logOf(
  name: string,
): Promise<{ requests: number; aborted: number; headers: Record<string, string>[] }> {
  return (await fetch(`/endpoint-log/${name}`)).json();
}

/** A dashboard with given items, drawn. */
export async function dashboardOf(
  items: readonly UsageItem[] = sampleItems,
  properties: Partial<UsageDashboard> = {},
): Promise<UsageDashboard> {
  const element = document.createElement('usage-dashboard');
  Object.assign(element, { timeZone: 'UTC' }, properties, { usage: items });
  (await fixture(html`<div></div>`)).append(element);
  await drawn(element);
  return element;
}

/** A dashboard that loads; resolves when it is neither loading nor idle. */
export async function loadedFrom(src: string): Promise<UsageDashboard> {
  const element = await fixture<UsageDashboard>(html`<usage-dashboard time-zone="UTC" src=${src}></usage-dashboard>`);
  await settled(element);
  return element;
}

/** The next event of that name. */
export function once<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
}

export async function settled(element: UsageDashboard): Promise<void> {
  // What was set just now has not been asked for before.
  await element.updateComplete;
  await waitUntil(() => element.status === 'ready' || element.status === 'failed', 'it settles', { timeout: 8000 });
  await drawn(element);
}

/** Waits for the dashboard and what is inside. */
export async function drawn(element: UsageDashboard): Promise<void> {
  await element.updateComplete;
  await Promise.all([tableIn(element)?.updateComplete, chartIn(element)?.updateComplete]);
}

export function tableIn(element: UsageDashboard): UsageTable | null {
  return element.renderRoot.querySelector('usage-table');
}

export function chartIn(element: UsageDashboard): UsageChart | null {
  return element.renderRoot.querySelector('usage-chart');
}

/** The texts of all rows, cell by cell. */
export function rowsOf(element: UsageDashboard | UsageTable): string[][] {
  const table = element.localName === 'usage-table' ? (element as UsageTable) : tableIn(element as UsageDashboard);
  const rows = table?.renderRoot.querySelectorAll('tbody tr') ?? [];
  return Array.from(rows, (row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent.trim()));
}

export function idsOf(element: UsageDashboard | UsageTable): string {
  return rowsOf(element)
    .map(([id]) => id)
    .join(' ');
}

/** The text of a part of the dashboard, white space folded. */
export function textOf(element: UsageDashboard, part: string): string {
  const found = element.renderRoot.querySelector(`[part~="${part}"]`);
  return found?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

/** The button in a column's header. */
export function sortButton(element: UsageDashboard | UsageTable, label: string): HTMLButtonElement {
  const table = element.localName === 'usage-table' ? (element as UsageTable) : tableIn(element as UsageDashboard);
  const buttons = Array.from(table?.renderRoot.querySelectorAll('thead button') ?? []) as HTMLButtonElement[];
  const button = buttons.find(({ textContent }) => textContent.includes(label));
  if (!button) throw new Error(`There is no button ${label}`);
  return button;
}
