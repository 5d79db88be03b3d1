import { readFileSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** The built script. */
export const script = readFileSync(
  new URL('../../packages/dashboard/dist/usage-dashboard.min.js', import.meta.url),
  'utf8',
);

/** So many that the table is windowed: days from 1 April 2024 on, two reports and a text in turn. */
export const usage = Array.from({ length: 320 }, (_, index) => ({
  message_id: 1000 + index,
  timestamp: new Date(Date.UTC(2024, 3, 1 + Math.floor(index / 20), 8, index % 20)).toISOString(),
  ...(index % 3 < 2 && { report_name: index % 3 ? 'Annual Report' : 'Short Report' }),
  credits_used: index % 3 < 2 ? 10 + (index % 7) : 4.4,
}));
const totalAmount = usage.reduce((sum, { credits_used }) => sum + Math.round(credits_used * 100), 0);

/** What a page that shows this usage says of it. */
export const expected = {
  total: `${Math.floor(totalAmount / 100).toLocaleString('en-US')}.${String(totalAmount % 100).padStart(2, '0')} credits`,
  bars: new Set(usage.map(({ timestamp }) => timestamp.slice(0, 10))).size,
  dearest: Math.max(...usage.map(({ credits_used }) => credits_used)).toFixed(2),
};

/** What a path is answered with. */
export interface Answer {
  readonly body: string;
  readonly type?: string;
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  /** Milliseconds before anything comes. */
  readonly delay?: number;
}

/** The usage, as the contract has it. */
export const usageAnswer = (items: readonly unknown[] = usage): Answer => ({
  body: JSON.stringify({ usage: items }),
  type: 'application/json',
});

/** Text of scripts. */
export const scriptAnswer = (body: string, headers?: OutgoingHttpHeaders): Answer => ({
  body,
  type: 'text/javascript; charset=utf-8',
  ...(headers && { headers }),
});

/**
 * A server on a free port.
 * @param answer What a path with its query is answered with; undefined is 404.
 * @returns `asked` is what was asked for, in order: method, path and body.
 */
export async function servePages(answer: (path: string) => Answer | undefined) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = await text(request);
    asked.push([request.method, path, body].filter(Boolean).join(' '));
    const found = answer(path) ?? { status: 404, body: '', type: 'text/plain' };
    if (found.delay) await wait(found.delay);
    const type = found.type ?? 'text/html; charset=utf-8';
    response.writeHead(found.status ?? 200, { 'content-type': type, 'cache-control': 'no-store', ...found.headers });
    response.end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
