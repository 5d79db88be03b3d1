// What documents say about what was built: between markers, made from it; and what they say of the contract, from its rules.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { elementFaces } from '../manifest/elements.mjs';
import { root } from '../processes.mjs';
import { styleNames, styleTables, usageTables } from './element-tables.mjs';
import { fillMarkers } from './markers.mjs';
import { withUsageItem } from './openapi.mjs';

const dist = join(root, 'packages/dashboard/dist');

/**
 * Each document with its generated parts, by its path from the root.
 * @returns {Promise<Map<string, { before: string, after: string }>>}
 */
export async function documents() {
  const elements = elementFaces(readBuilt('custom-elements.json'));
  const [dashboard] = elements;
  if (!dashboard) throw new Error('The manifest has no elements.');
  /** @type {Record<string, (before: string) => string>} */
  const makers = {
    'README.md': (before) =>
      fillMarkers(before, {
        'script-tag': scriptTag(),
        attributes: usageTables(dashboard),
        styling: styleNames(dashboard),
      }),
    'packages/dashboard/README.md': (before) =>
      fillMarkers(before, {
        elements: elements
          .map((element) => [heading(element), usageTables(element), styleTables(element)].join('\n\n'))
          .join('\n\n'),
      }),
    'docs/usage.openapi.json': withUsageItem,
  };
  /** @type {Map<string, { before: string, after: string }>} */
  const found = new Map();
  for (const [name, make] of Object.entries(makers)) {
    const path = join(root, name);
    const before = readFileSync(path, 'utf8');
    const options = { ...(await resolveConfig(path)), filepath: path };
    found.set(name, { before, after: await format(make(before), options) });
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
  const [[file, hash] = []] = Object.entries(readBuilt('integrity.json'));
  return `\`\`\`html
<script
  type="module"
  src="https://cdn.example.com/${file}"
  integrity="${hash}"
  crossorigin
></script>
\`\`\``;
}

/** @param {import('../manifest/elements.mjs').ElementFace} element */
function heading({ tag, description }) {
  return `## \`<${tag}>\`\n\n${description.replaceAll('\n', ' ')}`;
}

/** @param {string} name */
function readBuilt(name) {
  return JSON.parse(readFileSync(join(dist, name), 'utf8'));
}
