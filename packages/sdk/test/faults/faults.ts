import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { statusFaults } from './status-faults.ts';

/** One request to an endpoint that is at fault. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The right answer. */
  readonly good: string;
  /** Another right answer. */
  readonly other: string;
  /** Which request of its run this is, from 0. */
  readonly count: number;
  /** Sends the right answer, or what is given. */
  send(body?: string | Buffer, status?: number, headers?: Record<string, string>): void;
}

export type Fault = (exchange: Exchange) => void;

const gzip = { 'content-encoding': 'gzip' };
const half = (text: string) => text.slice(0, text.length / 2);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const withField = (good: string, field: string) => `{"more":${field},${good.slice(1)}`;

/** 32 MiB of spaces in 32 kB. */
const bomb = gzipSync(Buffer.alloc(32 * 2 ** 20, ' '));

/** All that can go wrong between two computers, by name. `docs/faults.md` says what comes of each. */
export const faults: Record<string, Fault> = {
  none: ({ send }) => send(),

  // Time.
  'slow-head': ({ send }) => void setTimeout(() => send(), 1500),
  'slow-head-once': ({ send, count }) => void setTimeout(() => send(), count === 0 ? 1500 : 0),
  'slow-body': ({ response, good }) => drip(response, good, 15),
  'hang-in-head': () => {},
  'hang-in-body': ({ response, good }) => void response.writeHead(200).write(half(good)),

  // Statuses.
  ...statusFaults,

  // Connections.
  'reset-before-head': ({ request }) => void request.socket.resetAndDestroy(),
  'reset-in-head': ({ request }) =>
    void request.socket.write('HTTP/1.1 200 OK\r\ncontent-type: appl', () => request.socket.resetAndDestroy()),
  'reset-in-body': ({ request, response, good }) =>
    void response.writeHead(200).write(half(good), () => request.socket.resetAndDestroy()),
  'closed-before-head': ({ request }) => void request.socket.destroy(),
  'truncated-with-length': ({ request, response, good }) =>
    void response
      .writeHead(200, { 'content-length': Buffer.byteLength(good) })
      .write(half(good), () => request.socket.destroy()),
  'truncated-chunked': ({ request, response, good }) =>
    void response.writeHead(200).write(half(good), () => request.socket.destroy()),
  // Whoever ends a body by closing cannot say that it is not all.
  'truncated-without-length': ({ request, good }) =>
    void request.socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${half(good)}`),
  'not-http': ({ request }) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'huge-head': ({ send }) => send(undefined, 200, { 'x-filler': 'x'.repeat(300_000) }),

  // Bodies.
  'echo-200': ({ request, send }) => send(echo(request)),
  'echo-500': ({ request, send }) => send(echo(request), 500, { 'x-echo': request.headers.authorization ?? '' }),
  'echo-no-json': ({ request, send }) => send(echo(request).slice(1)),
  'echo-redirect': ({ request, send }) =>
    send('', 302, { location: `http://localhost:${request.socket.localPort}/${encodeURIComponent(echo(request))}` }),
  'html-with-200': ({ send }) => send('<!doctype html><title>Sign in</title>', 200, { 'content-type': 'text/html' }),
  'content-type-wrong': ({ send }) => send(undefined, 200, { 'content-type': 'text/html' }),
  'content-type-missing': ({ response, good }) => void response.writeHead(200).end(good),
  'empty-body': ({ send }) => send(''),
  'null-body': ({ send }) => send('null'),
  'json-text-after': ({ good, send }) => send(`${good}{}`),
  bom: ({ good, send }) => send(`\ufeff${good}`),
  'invalid-utf-8': ({ good, send }) => send(Buffer.concat([Buffer.from(good.slice(0, -1)), Buffer.of(0xc3, 0x28)])),
  'utf-16': ({ good, send }) => send(Buffer.from(`\ufeff${good}`, 'utf16le')),
  gzip: ({ good, send }) => send(gzipSync(good), 200, gzip),
  'gzip-bomb': ({ send }) => send(bomb, 200, gzip),
  'gzip-truncated': ({ good, send }) => send(gzipSync(good).subarray(0, 40), 200, gzip),
  'gzip-in-name-only': ({ send }) => send(undefined, 200, gzip),
  'deep-nesting': ({ send }) => send(nested(200_000)),
  'deep-nesting-unknown-field': ({ good, send }) => send(withField(good, nested(5000))),
  'proto-field': ({ good, send }) => send(withField(good, '1,"__proto__":{"usage":[],"messages":[],"id":1}')),
  'contract-broken': ({ good, send }) => send(good.replace('79', '"79"').replace('"text"', '"txt"')),
  'contract-broken-once': ({ good, send, count }) => send(count === 0 ? '{}' : good),
  'changes-between-requests': ({ request, response, other, good, send, count }) =>
    count === 0 ? void response.writeHead(200).write(half(good), () => request.socket.destroy()) : send(other),

  // Redirects.
  'redirect-within': ({ request, send, count }) =>
    count === 0 ? send('', 307, { location: `${request.url}?again` }) : send(),
  'redirect-loop': ({ request, send }) => send('', 302, { location: request.url ?? '' }),
  'redirect-elsewhere': ({ request, send }) =>
    send('', 302, { location: `http://localhost:${request.socket.localPort}/elsewhere?token=1` }),
  'redirect-to-a-file': ({ send }) => send('', 302, { location: 'file:///etc/hostname' }),

  // Reports alone: messages are well, `/usage` is a handler of ours before this upstream.
  'reports-30-percent': ({ request, send }) => (Number(request.url?.at(-1)) < 3 ? send('{}', 500) : send()),
  'reports-down': ({ send }) => send('{}', 503),
};

/** The request's own headers, where the answer should be. */
function echo({ headers }: IncomingMessage): string {
  const values = Object.values(headers).join(' ');
  const item = { id: values, message_id: values, text: headers, timestamp: values, credits_used: values };
  return JSON.stringify({ id: values, name: '', credit_cost: values, messages: [item], usage: [item], error: values });
}

function drip(response: ServerResponse, text: string, pause: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const size = Math.ceil(text.length / 8);
  const next = (at: number) => {
    if (at >= text.length) return void response.end();
    response.write(text.slice(at, at + size));
    setTimeout(() => next(at + size), pause);
  };
  next(0);
}
