// @ts-check
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectUsage, createUpstream } from '@usage/sdk';
import { bundleUrl } from './page-files.js';
import { sampleUpstream } from './sample-upstream.js';

const page = new URL('page/', import.meta.url);

/**
 * Writes the page as a folder that any static host serves, the sample's usage inside.
 * @param {string} folder made when it is missing
 * @param {{ script?: URL }} options `script`: the dashboard's script, by default the one that was built.
 */
export async function buildDemo(folder, { script = bundleUrl } = {}) {
  const handler = sampleUpstream();
  const upstream = createUpstream({
    baseUrl: 'http://sample.invalid/upstream',
    // No port, no network: the sample answers directly.
    fetch: async (input, init) => handler(new Request(input, init)),
  });
  const usage = await collectUsage({ upstream });
  const html = await readFile(new URL('index.html', page), 'utf8');

  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'usage.json'), JSON.stringify({ usage }));
  // Its attributes `src` and `href` name the contract as the server serves it: "usage".
  await writeFile(join(folder, 'index.html'), html.replaceAll('="usage"', '="usage.json"'));
  for (const name of ['page.css', 'icon.svg']) await copyFile(new URL(name, page), join(folder, name));
  await copyFile(script, join(folder, 'usage-dashboard.min.js')).catch((error) => {
    throw new Error('The dashboard has not been built yet: run "npm run build".', { cause: error });
  });
}
