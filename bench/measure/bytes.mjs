import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { openPage } from './browser-page.mjs';

/**
 * What each app's page fetches until it shows 105 rows: scripts and WebAssembly together, and style sheets.
 * @param {{ url: string, takeServed(): string[] }} server
 * @param {readonly import('../apps.mjs').App[]} apps
 */
export async function measureBytes(server, apps) {
  /** @type {Record<string, Record<string, number>>} */
  const bytes = {};
  for (const app of apps) {
    const opened = await openPage(`${server.url}/blank`, 20_000);
    server.takeServed();
    await opened.page.goto(`${server.url}${app.path}?n=105`, { waitUntil: 'networkidle' });
    await opened.close();
    const files = server.takeServed();
    const script = files.filter((file) => ['.js', '.wasm'].includes(extname(file)));
    bytes[app.name] = {
      raw: sum(script, (content) => content.length),
      gzip: sum(script, (content) => gzipSync(content, { level: 9 }).length),
      brotli: sum(script, (content) => brotliCompressSync(content).length),
      'WebAssembly, brotli': sum(
        script.filter((file) => extname(file) === '.wasm'),
        (content) => brotliCompressSync(content).length,
      ),
      'style sheets, brotli': sum(
        files.filter((file) => extname(file) === '.css'),
        (content) => brotliCompressSync(content).length,
      ),
    };
  }
  return bytes;
}

/**
 * @param {readonly string[]} files
 * @param {(content: Buffer) => number} size
 */
function sum(files, size) {
  return files.reduce((total, file) => total + size(readFileSync(file)), 0);
}
