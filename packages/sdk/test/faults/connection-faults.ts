import { half, type Fault } from './exchange.ts';

/** Connections that break, and what does not speak HTTP. */
export const connectionFaults: Record<string, Fault> = {
  'reset-before-head': ({ request }) => void request.socket.resetAndDestroy(),
  'reset-in-head': ({ request }) =>
    void request.socket.write('HTTP/1.1 200 OK\r\ncontent-type: appl', () => request.socket.resetAndDestroy()),
  'reset-in-body': ({ request, open, good }) => void open().write(half(good), () => request.socket.resetAndDestroy()),
  'closed-before-head': ({ request }) => void request.socket.destroy(),
  'truncated-with-length': ({ request, open, good }) =>
    void open({ 'content-length': Buffer.byteLength(good) }).write(half(good), () => request.socket.destroy()),
  'truncated-chunked': ({ request, open, good }) => void open().write(half(good), () => request.socket.destroy()),
  // Whoever ends a body by closing cannot say that it is not all.
  'truncated-without-length': ({ request, good, type }) =>
    void request.socket.end(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n${half(good)}`),
  'changes-between-requests': ({ request, open, other, good, send, count }) =>
    count === 0 ? void open().write(half(good), () => request.socket.destroy()) : send(other),
  'not-http': ({ request }) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'huge-head': ({ send }) => send(undefined, 200, { 'x-filler': 'x'.repeat(300_000) }),
};
