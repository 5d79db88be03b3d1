import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './exchange.ts';

const gzip = { 'content-encoding': 'gzip' };
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const withField = (good: string, field: string) => `{"more":${field},${good.slice(1)}`;

/** 32 MiB of spaces in 32 kB. */
const bomb = gzipSync(Buffer.alloc(32 * 2 ** 20, ' '));

/** 12 MiB of empty lists, each of which takes an engine more than ten times its text. */
const emptyLists = gzipSync(`{"more":[${'[],'.repeat(2 ** 22)}[]]}`);

/** Bodies that come whole, and are not what they should be. */
export const bodyFaults: Record<string, Fault> = {
  'echo-200': ({ request, send }) => send(echo(request)),
  'echo-500': ({ request, send }) => send(echo(request), 500, { 'x-echo': request.headers.authorization ?? '' }),
  'echo-no-json': ({ request, send }) => send(echo(request).slice(1)),
  'echo-redirect': ({ request, send }) =>
    send('', 302, { location: `http://localhost:${request.socket.localPort}/${encodeURIComponent(echo(request))}` }),
  'html-with-200': ({ send }) => send('<!doctype html><title>Sign in</title>', 200, { 'content-type': 'text/html' }),
  'html-by-the-right-name': ({ send }) => send('<!doctype html><title>Sign in</title>'),
  'content-type-wrong': ({ send }) => send(undefined, 200, { 'content-type': 'text/html' }),
  'content-type-missing': ({ response, good }) => void response.writeHead(200).end(good),
  'empty-body': ({ send }) => send(''),
  'null-body': ({ send }) => send('null'),
  'json-text-after': ({ good, send }) => send(`${good}{}`),
  bom: ({ good, send }) => send(`\ufeff${good}`),
  // Within a text, where all else is right: read as something like it, the answer would be a valid one.
  'invalid-utf-8': ({ good, send }) => send(Buffer.from(good.replace(/Generate|Report/, '\xc3('), 'latin1')),
  'utf-16': ({ good, send }) => send(Buffer.from(`\ufeff${good}`, 'utf16le')),
  gzip: ({ good, send }) => send(gzipSync(good), 200, gzip),
  'gzip-bomb': ({ send }) => send(bomb, 200, gzip),
  '503-gzip-bomb': ({ send }) => send(bomb, 503, gzip),
  'gzip-bomb-of-lists': ({ send }) => send(emptyLists, 200, gzip),
  'gzip-truncated': ({ good, send }) => send(gzipSync(good).subarray(0, 40), 200, gzip),
  'gzip-in-name-only': ({ send }) => send(undefined, 200, gzip),
  'deep-nesting': ({ send }) => send(nested(200_000)),
  'deep-nesting-unknown-field': ({ good, send }) => send(withField(good, nested(5000))),
  'proto-field': ({ good, send }) => send(withField(good, '1,"__proto__":{"usage":[],"messages":[],"id":1}')),
  'contract-broken': ({ good, send }) => send(good.replace(/\b79(00)?\b/, '"$&"').replace('"text"', '"txt"')),
  'contract-broken-once': ({ good, send, count }) => send(count === 0 ? '{}' : good),
};

/** The request's own headers, where the answer should be. */
function echo({ headers }: IncomingMessage): string {
  const values = Object.values(headers).join(' ');
  const item = { id: values, message_id: values, text: headers, timestamp: values, credits_used: values };
  return JSON.stringify({ id: values, name: '', credit_cost: values, messages: [item], usage: [item], error: values });
}
