import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import config from '../rollup.config.mjs';
import { chromiumArgs, needChromium } from '../scripts/browsers.mjs';
import { integrity } from '../scripts/bundle-integrity.mjs';

const dist = new URL('../packages/dashboard/dist/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, dist), 'utf8');
const code = read('usage-dashboard.min.js');
const hash: string = JSON.parse(read('integrity.json'))['usage-dashboard.min.js'];

const usage = [{ message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 4.4 }];
let script = '';
const page: RequestListener = (request, response) => {
  const isUsage = request.url === '/usage';
  response.setHeader('content-type', isUsage ? 'application/json' : 'text/html; charset=utf-8');
  const html = `<!doctype html><html lang="en"><head><link rel="icon" href="data:," />${script}</head>
    <usage-dashboard src="/usage"></usage-dashboard></html>`;
  response.end(isUsage ? JSON.stringify({ usage }) : html);
};
// As a CDN: another origin that lets pages read its files.
const cdn: RequestListener = (request, response) => {
  response.setHeader('content-type', 'text/javascript; charset=utf-8');
  response.setHeader('access-control-allow-origin', '*');
  response.end(request.url === '/changed.js' ? code.replace('usage-load', 'usage-lord') : code);
};

const servers = [createServer(page), createServer(cdn)];
let origins: string[] = [];
let browser: Browser;
before(async () => {
  origins = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }),
  );
  browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs });
});
after(async () => {
  await browser?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A page with the tag in its head, and what its console said. */
async function open(tag: string) {
  script = tag;
  const opened = await browser.newPage();
  const noise: string[] = [];
  opened.on('console', (message) => noise.push(message.text()));
  opened.on('pageerror', (error) => noise.push(String(error)));
  await opened.goto(origins[0] ?? '');
  return { page: opened, noise };
}

for (const manner of ['', 'defer', 'async', 'type="module"', 'type="module" async']) {
  test(`from another origin, with its hash, the script shows the usage: <script ${manner}>`, async () => {
    const { page, noise } = await open(
      `<script ${manner} src="${origins[1]}/dashboard.js" integrity="${hash}" crossorigin></script>`,
    );
    await page.locator('[part=total]').getByText('4.40 credits').waitFor();
    assert.deepEqual(noise, []);
    await page.close();
  });
}

test('loaded as a classic script and as a module, it shows the usage once', async () => {
  const src = `${origins[1]}/dashboard.js`;
  const { page, noise } = await open(
    `<script src="${src}"></script><script type="module" src="${src}?2" crossorigin></script>`,
  );
  await page.locator('[part=total]').getByText('4.40 credits').waitFor();
  await page.waitForLoadState('load');
  assert.deepEqual(noise, []);
  await page.close();
});

test('a byte changed in the file is refused', async () => {
  const { page, noise } = await open(
    `<script type="module" src="${origins[1]}/changed.js" integrity="${hash}" crossorigin></script>`,
  );
  await page.waitForLoadState('load');
  assert.match(noise.join('\n'), /integrity/i);
  assert.equal(await page.evaluate(() => customElements.get('usage-dashboard')), undefined);
  await page.close();
});

test('the hash is that of the file', () => {
  assert.equal(hash, integrity(code));
  assert.notEqual(hash, integrity(`${code} `));
});

test('built again, the file and its map have the same bytes', async () => {
  const { output, ...input } = config as RollupOptions;
  const build = await rollup({ ...input, onLog: () => {} });
  const { output: files } = await build.generate(output as OutputOptions);
  const built = new Map(files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  for (const name of ['usage-dashboard.min.js', 'usage-dashboard.min.js.map'])
    assert.ok(built.get(name) === read(name), `${name} differs`);
});

test('the map names no place of the machine it was built on, and holds what it names', () => {
  const { sources, sourcesContent } = JSON.parse(read('usage-dashboard.min.js.map'));
  assert.ok(sources.length > 20);
  for (const source of sources) assert.doesNotMatch(source, /^\/|^\w+:/);
  assert.ok(sourcesContent.every((content: unknown) => typeof content === 'string'));
});
