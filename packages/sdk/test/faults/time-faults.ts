import type { ServerResponse } from 'node:http';
import { half, type Fault } from './exchange.ts';

/** Servers that take their time, up to for ever. */
export const timeFaults: Record<string, Fault> = {
  'slow-head': ({ send }) => void setTimeout(() => send(), 1500),
  'slow-head-once': ({ send, count }) => void setTimeout(() => send(), count === 0 ? 4000 : 0),
  // Longer than `timeout` in total.
  'slow-body': ({ open, good }) => drip(open(), good),
  'hang-in-head': () => {},
  'hang-in-body': ({ open, good }) => void open().write(half(good)),
  'hang-in-body-once': ({ open, good, send, count }) => (count === 0 ? void open().write(half(good)) : send()),
  // Blocks of no bytes: something comes on the wire, and nothing of the body.
  'empty-pieces': ({ open }) => {
    const response = open({ 'content-encoding': 'gzip' });
    response.write(Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3));
    repeat(response, 50, () => response.write(Buffer.of(0, 0, 0, 0xff, 0xff)));
  },
  'endless-drip': ({ open }) => {
    const response = open();
    repeat(response, 50, () => response.write(' '));
  },
  // Not as quickly as it can: WebKit takes in what comes, whether or not the page keeps up, until no memory is left.
  'endless-body': ({ open }) => {
    const response = open();
    repeat(response, 10, () => response.write(' '.repeat(2 ** 17)));
  },
};

/** Eight pieces, 400 ms apart. */
function drip(response: ServerResponse, text: string): void {
  const size = Math.ceil(text.length / 8);
  let at = 0;
  repeat(response, 400, () => {
    response.write(text.slice(at, (at += size)));
    if (at >= text.length) response.end();
  });
}

/** Does something again and again, as long as the connection is open. */
function repeat(response: ServerResponse, milliseconds: number, work: () => void): void {
  const timer = setInterval(work, milliseconds);
  response.on('close', () => clearInterval(timer));
}
