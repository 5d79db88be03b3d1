import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../processes.mjs';
import { analyze } from './analyze.mjs';
import { vsCodeCss, vsCodeHtml, webTypes } from './editor-data.mjs';
import { elementFaces } from './elements.mjs';
import { facesTypes, jsxTypes, svelteTypes, vueTypes } from './framework-types.mjs';

const folder = join(root, 'packages/dashboard');

/** Writes the manifest and what editors and frameworks know of the elements into the package. */
export async function writeManifest() {
  const elements = elementFaces(await analyze());
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  /** @type {Record<string, unknown>} */
  const files = {
    'vscode.html-custom-data.json': vsCodeHtml(elements),
    'vscode.css-custom-data.json': vsCodeCss(elements),
    'web-types.json': webTypes(elements, version),
    'faces.d.ts': facesTypes(elements),
    'jsx.d.ts': jsxTypes(elements),
    'svelte.d.ts': svelteTypes(elements),
    'vue.d.ts': vueTypes(elements),
  };
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
    writeFileSync(join(folder, 'dist', name), text);
  }
}
