// What documents say about what was built: between markers, made from it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../processes.mjs';
import { fillMarkers } from './markers.mjs';

const dist = join(root, 'packages/dashboard/dist');

/**
 * Each document with its generated parts, by its path from the root.
 * @returns {Promise<Map<string, { before: string, after: string }>>}
 */
export async function documents() {
  const blocks = { 'README.md': { 'script-tag': scriptTag() } };
  /** @type {Map<string, { before: string, after: string }>} */
  const found = new Map();
  for (const [name, filling] of Object.entries(blocks)) {
    const path = join(root, name);
    const before = readFileSync(path, 'utf8');
    const options = { ...(await resolveConfig(path)), filepath: path };
    found.set(name, { before, after: await format(fillMarkers(before, filling), options) });
  }
  return found;
}

/** Writes those that are behind. */
export async function writeDocuments() {
  for (const [name, { before, after }] of await documents()) {
    if (before === after) continue;
    writeFileSync(join(root, name), after);
    console.log(`${name} says what was built: commit it.`);
  }
}

function scriptTag() {
  const [[file, hash] = []] = Object.entries(JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8')));
  return `\`\`\`html
<script
  type="module"
  src="https://cdn.example.com/${file}"
  integrity="${hash}"
  crossorigin
></script>
\`\`\``;
}
