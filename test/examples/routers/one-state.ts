import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { UsageDashboard, UsageTable } from '@usage/dashboard';

/** Sorting and time zone as the URL and the dashboard have them. */
function stateOf(page: Page) {
  return page.locator('usage-dashboard').evaluate((element) => {
    const { renderRoot } = element as UsageDashboard;
    const table = renderRoot.querySelector('usage-table') as UsageTable;
    const headers = Array.from(table.renderRoot.querySelectorAll('th'), ({ classList, ariaSort }) =>
      ariaSort && ariaSort !== 'none' ? [`${classList[0]}:${ariaSort.replace('ending', '')}`] : [],
    );
    const parameters = new URLSearchParams(location.search);
    const zone = renderRoot.querySelector<HTMLSelectElement>('select[part="time-zone"]')?.value ?? '';
    const sorting = table.sorting.map(({ column, direction }) => `${column}:${direction}`).join(';');
    return {
      url: [parameters.get('sorting') ?? '', parameters.get('tz') ?? 'Europe/London'],
      shown: [sorting, zone],
      headers: headers.flat().join(';'),
    };
  });
}

/**
 * Waits until URL, table, headers and the choice of the zone agree.
 * @param sorting Left out, it is any that they agree about; `zone` likewise.
 */
export async function expectOneState(page: Page, sorting?: string, zone?: string): Promise<void> {
  for (let looks = 0; ; looks++) {
    const state = await stateOf(page);
    const wanted = [sorting ?? state.url[0] ?? '', zone ?? state.url[1] ?? ''];
    try {
      assert.deepEqual(state, { url: wanted, shown: wanted, headers: wanted[0] });
      return;
    } catch (error) {
      if (looks === 40) throw error;
    }
    await page.waitForTimeout(50);
  }
}

/** Clicks the header of the column with the credits. */
export async function sortByCredits(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Credits Used' }).click();
}

export async function chooseUtc(page: Page): Promise<void> {
  await page.locator('select[part="time-zone"]').selectOption('UTC');
}
