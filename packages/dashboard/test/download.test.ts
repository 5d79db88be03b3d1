import { expect } from '@open-wc/testing';
import { UsageLedger } from '@usage/sdk';
import { dashboardOf } from './support/dashboard.ts';
import { putBack, stub } from './support/stub.ts';

// What the button saves, and what it asks of the ledger for that.

afterEach(putBack);

/** The name and the text of the file that a dashboard with these timestamps saves, and the methods that were called. */
async function download(timestamps: readonly string[], timeZone: string) {
  const items = timestamps.map((timestamp, id) => ({ message_id: id, timestamp, credits_used: 1 }));
  const element = await dashboardOf(items, { timeZone });
  const asked: string[] = [];
  const methods = Object.getOwnPropertyDescriptors(UsageLedger.prototype) as Record<string, PropertyDescriptor>;
  for (const [name, { value }] of Object.entries(methods)) {
    if (typeof value !== 'function' || name === 'constructor') continue;
    stub(UsageLedger.prototype, name, function (this: UsageLedger, ...args: unknown[]) {
      asked.push(name);
      return value.apply(this, args);
    });
  }
  const saved: { name?: string; content?: Blob } = {};
  stub(URL, 'createObjectURL', (content: Blob) => ((saved.content = content), 'blob:nothing'));
  stub(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    saved.name = this.download;
  });
  element.renderRoot.querySelector<HTMLButtonElement>('[part="download"]')!.click();
  const lines = (await saved.content!.text()).trim().split('\r\n');
  return { name: saved.name, lines: lines.length, asked };
}

const cases: [timestamps: string[], zone: string, name: string][] = [
  [['2024-04-29T02:08:29Z'], 'UTC', 'usage-2024-04-29-2024-04-29.csv'],
  [['2024-05-01T03:00:00Z', '2024-04-29T02:08:29Z'], 'America/Sao_Paulo', 'usage-2024-04-28-2024-05-01.csv'],
  [['2024-03-31T23:30:00Z', '2024-12-31T23:30:00Z'], 'Europe/London', 'usage-2024-04-01-2024-12-31.csv'],
  [['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'], 'UTC', 'usage-0000-01-01-9999-12-31.csv'],
  [['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'], 'Asia/Tokyo', 'usage-0000-01-01-+010000-01-01.csv'],
  [['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'], 'America/New_York', 'usage--000001-12-31-9999-12-31.csv'],
];
for (const [timestamps, zone, name] of cases) {
  it(`the CSV of ${timestamps.join(' and ')} is called ${name} in ${zone}, without a list of its days`, async () => {
    const saved = await download(timestamps, zone);
    expect(saved).to.deep.equal({ name, lines: timestamps.length + 1, asked: ['csv'] });
  });
}
