import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { send, serve } from '../local-server.ts';

const size = 48 * 2 ** 20;
const filled = (text: string) => text.repeat(Math.floor(size / text.length));

/** As many different names as go into it. */
function names(): string {
  return Array.from({ length: size / 12 }, (_, index) => `"${index.toString(36).padStart(6, '0')}":0`).join(',');
}

/** What takes an engine much more memory than its text. */
const bombs: Record<string, () => string> = {
  'empty lists': () => `{"usage":[${filled('[],')}[]]}`,
  'empty objects': () => `{"messages":[${filled('{},')}{}]}`,
  'empty objects in a field that nobody reads': () => `{"usage":[],"messages":[],"more":[${filled('{},')}{}]}`,
  'lists within lists': () => filled('['),
  'different names': () => `{"usage":[],"messages":[],"more":{${names()}}}`,
};

/** Reads an endpoint in a process of its own, whose heap is small; gives what it printed. */
async function readInSmallHeap(origin: string): Promise<string> {
  const reader = fileURLToPath(new URL('bomb-reader.ts', import.meta.url));
  const args = ['--conditions=@usage/source', '--max-old-space-size=192', reader, origin];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}

describe('a process with a heap of 192 MiB survives 48 MiB of', () => {
  for (const [name, make] of Object.entries(bombs)) {
    it(`${name}, and says that it is too much`, async (t) => {
      const bomb = gzipSync(make(), { level: 1 });
      const { origin } = await serve(t, (_, response) => send(response, bomb, 200, { 'content-encoding': 'gzip' }));
      const readers = ['check', 'messages', 'report', 'usage', 'usage by column'];
      assert.equal(await readInSmallHeap(origin), readers.map((reader) => `${reader}: too_large`).join('\n'));
    });
  }
});
