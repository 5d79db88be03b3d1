import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { UsageItem, UsageLedger } from '@usage/sdk';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';

// What each place says, as amounts, by arithmetic on the digits of texts: nothing here is the SDK's.

/** What one place says of a bill; what it does not say is left out. */
export interface Figures {
  readonly total?: number;
  /** By message id. */
  readonly rows?: ReadonlyMap<number, number>;
  /** By message id; empty where no report priced it. */
  readonly names?: ReadonlyMap<number, string>;
  /** By message id, as the upstream wrote them. */
  readonly timestamps?: ReadonlyMap<number, string>;
  /** By message id, such as `29-04-2024 02:08`. */
  readonly localTimes?: ReadonlyMap<number, string>;
  /** By civil day, those with usage alone. */
  readonly days?: ReadonlyMap<string, number>;
}

/** Fails unless a place says just what it has to say, and the right thing of each. */
export function assertSays(place: string, said: Figures, wanted: Figures, what: readonly (keyof Figures)[]): void {
  assert.deepEqual(Object.keys(said).sort(), [...what].sort(), `What is said by ${place}`);
  for (const name of what) assert.deepEqual(said[name], wanted[name], `${name} of ${place}`);
}

/** `1,240.6` is 124060. */
export function amount(text: string): number {
  const [, whole = '', cents = ''] = /^([\d,]+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '') throw new Error(`${text} is no amount.`);
  return Number(whole.replaceAll(',', '') + cents.padEnd(2, '0'));
}

export function ofItems(items: readonly UsageItem[]): Figures {
  const by = <T>(of: (item: UsageItem) => T) => new Map(items.map((item) => [Number(item.message_id), of(item)]));
  return {
    rows: by((item) => amount(String(item.credits_used))),
    names: by((item) => item.report_name ?? ''),
    timestamps: by((item) => item.timestamp),
  };
}

export function ofLedger(ledger: UsageLedger, timeZone: string): Figures {
  const items = Array.from({ length: ledger.length }, (_, index) => ledger.item(index));
  return { ...ofItems(items), total: ledger.totalAmount, days: used(ledger.days(timeZone)) };
}

export function ofCsv(csv: string): Figures {
  const records: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  const days = new Map<string, number>();
  for (const { day = '', credits_used = '' } of records) {
    days.set(day, (days.get(day) ?? 0) + amount(credits_used));
  }
  const by = <T>(of: (record: Record<string, string>) => T) =>
    new Map(records.map((record) => [Number(record['message_id']), of(record)]));
  return {
    rows: by(({ credits_used = '' }) => amount(credits_used)),
    names: by(({ report_name = '' }) => report_name),
    timestamps: by(({ timestamp = '' }) => timestamp),
    days,
  };
}

/** The example that prints a bill in a terminal. */
export async function ofNodeScript(
  upstream: string,
  timeZone: string,
): Promise<[text: Figures, json: Figures, csv: Figures]> {
  const run = async (...flags: string[]) => {
    const program = fileURLToPath(new URL('../examples/node-script/usage-report.js', import.meta.url));
    const args = ['--conditions=@usage/source', program, '--upstream', upstream, '--time-zone', timeZone, ...flags];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    await once(child, 'close');
    return text;
  };
  const [text, json, csv] = await Promise.all([run(), run('--json'), run('--csv')]);
  const [, total = ''] = /^(\S+) credits for /.exec(text) ?? [];
  const printed = [...text.matchAll(/^ {2}(\d{4}-\d\d-\d\d) +(\S+)/gm)].map(([, day = '', credits = '']) => ({
    day,
    amount: amount(credits),
  }));
  const { total_amount, days } = JSON.parse(json);
  return [{ total: amount(total), days: used(printed) }, { total: total_amount, days: used(days) }, ofCsv(csv)];
}

/** What a person sees of the whole: header and bars. */
export async function ofHeaderAndBars(page: Page): Promise<Figures> {
  const total = await page.locator('[part=total]').innerText();
  const labels = await page
    .locator('[part=bar]')
    .evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')));
  const bars = labels.map((label) => {
    const [, day, month, year, credits = ''] = /^(\d\d)-(\d\d)-(\d{4}): (\S+) credits/.exec(label ?? '') ?? [];
    return { day: `${year}-${month}-${day}`, amount: amount(credits) };
  });
  return { total: amount(total.replace(' credits', '')), days: used(bars) };
}

/** What a person sees: header, rows and bars. */
export async function ofPage(page: Page): Promise<Figures> {
  const cells = await page
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').trim())));
  const by = <T>(of: (row: string[]) => T) => new Map(cells.map((row) => [Number(row[0]), of(row)]));
  return {
    ...(await ofHeaderAndBars(page)),
    rows: by(([, , , credits = '']) => amount(credits)),
    names: by(([, , name = '']) => name),
    localTimes: by(([, time = '']) => time),
  };
}

/** A message always costs something in this data, so a day without credits is one without usage. */
function used(days: readonly { day: string; amount: number }[]): Map<string, number> {
  return new Map(days.filter((each) => each.amount > 0).map((each) => [each.day, each.amount]));
}
