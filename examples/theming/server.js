// @ts-check
// One dashboard in the look of four products. The server and its sample usage are those of examples/server.

import { realpathSync } from 'node:fs';
import { parseOptions } from '../server/options.js';
import { servePage } from '../server/page-files.js';
import { printable } from '../server/printable.js';
import { start as startServer } from '../server/server.js';

const themes = ['paper', 'console', 'bloom', 'primer'];
const page = servePage(new URL('page/', import.meta.url), [
  'index.html',
  'page.css',
  'switch.js',
  ...themes.map((theme) => `themes/${theme}.css`),
]);

/**
 * @param {import('../server/options.js').ServerOptions} options `port`: 5002 when absent.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} its origin, and what stops it.
 */
export function start(options = {}) {
  return startServer({ port: 5002, ...options, page });
}

// As a program, not when a test or another script imports it.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    const server = await start(parseOptions(process.argv.slice(2), process.env));
    console.log(`The four themes are at ${server.url}/ (Ctrl+C stops it)`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
  } catch (error) {
    console.error(printable(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}
