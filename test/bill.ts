import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message, Report } from '@usage/sdk';
import { Temporal } from 'temporal-polyfill';
import type { Figures } from './figures.ts';

/** What messages cost, by arithmetic of its own; days and times are those of Temporal. */
export function billOf(messages: readonly Message[], reports: readonly Report[]) {
  const found = new Map(reports.map((report) => [report.id, report]));
  const lines = messages.map(({ id, text, timestamp, report_id }) => {
    const report = report_id === undefined ? undefined : found.get(report_id);
    const byText = Math.max(100, 40 * Math.ceil([...text].length / 4));
    const amount = report ? Math.round(report.credit_cost * 100) : byText;
    return { id, timestamp, name: report?.name ?? '', amount };
  });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const localTime = (timestamp: string, zone: string) => Temporal.Instant.from(timestamp).toZonedDateTimeISO(zone);
  return {
    lines,
    total,
    /** All that a place may say of it. */
    figuresIn(zone: string): Required<Figures> {
      const days = new Map<string, number>();
      for (const { timestamp, amount } of lines) {
        const day = localTime(timestamp, zone).toPlainDate().toString();
        days.set(day, (days.get(day) ?? 0) + amount);
      }
      return {
        total,
        days,
        rows: new Map(lines.map(({ id, amount }) => [id, amount])),
        names: new Map(lines.map(({ id, name }) => [id, name])),
        timestamps: new Map(lines.map(({ id, timestamp }) => [id, timestamp])),
        localTimes: new Map(
          lines.map(({ id, timestamp }) => {
            const [date, time = ''] = localTime(timestamp, zone).toPlainDateTime().toString().split('T');
            return [id, `${date!.split('-').reverse().join('-')} ${time.slice(0, 5)}`];
          }),
        ),
      };
    },
  };
}

/** An upstream of these messages and reports, over HTTP; a report that is not there answers 404, in XML. */
export async function serveUpstream(messages: readonly Message[], reports: readonly Report[]) {
  const upstream = createServer((request, response) => {
    const report = reports.find(({ id }) => request.url === `/reports/${id}`);
    const isList = request.url === '/messages/current-period';
    response.statusCode = report || isList ? 200 : 404;
    response.end(
      report || isList ? JSON.stringify(report ?? { messages }) : '<Error><Code>BlobNotFound</Code></Error>',
    );
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    close() {
      upstream.closeAllConnections();
      upstream.close();
    },
  };
}
