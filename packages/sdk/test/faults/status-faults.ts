import type { Fault } from './exchange.ts';

/** Every final status that is registered, but 200, and some that are not. Redirects do not say where to. */
const statuses = [
  201, 202, 203, 204, 205, 206, 207, 208, 226, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401, 402, 403,
  404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429,
  431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520, 530, 599,
];

const ownShape = JSON.stringify({ error: { code: 'upstream_timeout', message: 'It took too long.' } });
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
const retryAfter = (status: number, value: () => string, once = false): Fault => {
  return ({ send, count }) => (once && count > 0 ? send() : send('{}', status, { 'retry-after': value() }));
};

/** Servers that answer, but with a status that was not promised. */
export const statusFaults: Record<string, Fault> = {
  ...Object.fromEntries(statuses.map((status) => [`status-${status}`, (({ send }) => send('{}', status)) as Fault])),
  'early-hints': ({ response, send }) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    send();
  },
  '404-xml': ({ send }) =>
    send('<?xml version="1.0"?><Error><Code>BlobNotFound</Code></Error>', 404, { 'content-type': 'application/xml' }),
  '429-seconds-once': retryAfter(429, () => '1', true),
  '429-date-once': retryAfter(429, () => inSeconds(2), true),
  '500-seconds-once': retryAfter(500, () => '1', true),
  '503-seconds-once': retryAfter(503, () => '1', true),
  '503-date-once': retryAfter(503, () => inSeconds(2), true),
  '429-past-date': retryAfter(429, () => inSeconds(-3600)),
  '429-an-hour': retryAfter(429, () => '3600'),
  '429-an-hour-by-date': retryAfter(429, () => inSeconds(3600)),
  '500-an-hour': retryAfter(500, () => '3600'),
  '503-an-hour': retryAfter(503, () => '3600'),
  '503-an-hour-by-date': retryAfter(503, () => inSeconds(3600)),
  '429-for-ever': retryAfter(429, () => '9'.repeat(400)),
  '429-word': retryAfter(429, () => 'soon'),
  '429-negative': retryAfter(429, () => '-1'),
  '429-fraction': retryAfter(429, () => '3600.5'),
  '429-wrong-date': retryAfter(429, () => '2099-01-01T00:00:00Z'),
  '429-two-values': retryAfter(429, () => '3600, 7200'),
  '503-own-shape': ({ send }) => send(ownShape, 503),
  '503-own-shape-retry-after': ({ send }) => send(ownShape, 503, { 'retry-after': '0' }),
  '503-own-shape-an-hour': ({ send }) => send(ownShape, 503, { 'retry-after': '3600' }),
  // The body would say why.
  '503-body-hangs': ({ response }) => void response.writeHead(503).write(ownShape.slice(0, 20)),
};
