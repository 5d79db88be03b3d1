import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
import { bundleBudget, bundleLimit } from './scripts/bundle-budget.mjs';
import { bundleIntegrity } from './scripts/bundle-integrity.mjs';
import { bundleLicences } from './scripts/bundle-licences.mjs';
import { litAsGuest } from './scripts/lit-as-guest.mjs';
import { minifyTemplates } from './scripts/minify-templates.mjs';

const tags = ['usage-dashboard', 'usage-chart', 'usage-table'];

/**
 * What replaces a package in the bundle; the files say why.
 * @type {Record<string, string>}
 */
const standIns = {
  ky: 'packages/dashboard/bundle/ky.js',
  'zod/mini': 'packages/dashboard/bundle/zod-mini.js',
};

/** @type {import('rollup').Plugin} */
const resolveStandIns = {
  name: 'resolve-stand-ins',
  resolveId(source) {
    const file = standIns[source];
    return file ? fileURLToPath(new URL(file, import.meta.url)) : null;
  },
};

/**
 * TypeScript's helper for decorators hands over to a page's `Reflect.decorate`. A guest calls its own decorators.
 * @type {import('rollup').Plugin}
 */
const decorateAsGuest = {
  name: 'decorate-as-guest',
  transform(code, id) {
    if (!code.includes('__decorate = ')) return null;
    const guest = new MagicString(code);
    guest.replace(/if \(typeof Reflect === "object" && typeof Reflect\.decorate === "function"\) [^\n]*\n\s*else /, '');
    if (guest.toString().includes('Reflect.decorate'))
      this.error(`${id}: TypeScript's helper for decorators has changed. Adapt decorateAsGuest in rollup.config.mjs.`);
    return { code: guest.toString(), map: guest.generateMap({ hires: true }).toString() };
  },
};

/**
 * terser finds more to shorten in what esbuild has shortened.
 * @type {import('rollup').Plugin}
 */
const esbuild = {
  name: 'esbuild',
  async renderChunk(code) {
    return transform(code, { minify: true, target: 'es2022', charset: 'utf8', sourcemap: 'external' });
  },
};

/**
 * What an import of the bundle types: the tags in the page, and no exports.
 * @type {import('rollup').Plugin}
 */
const types = {
  name: 'types',
  generateBundle() {
    const source = "import './define.js';\nexport {};\n";
    this.emitFile({ type: 'asset', fileName: 'usage-dashboard.min.d.ts', source });
  },
};

/**
 * The same script under the name that says that it is a classic one.
 * @type {import('rollup').Plugin}
 */
const classicName = {
  name: 'classic-name',
  generateBundle(_, bundle) {
    const chunk = bundle['usage-dashboard.min.js'];
    if (chunk?.type !== 'chunk') throw new Error('There is no usage-dashboard.min.js.');
    this.emitFile({ type: 'asset', fileName: 'usage-dashboard.iife.min.js', source: chunk.code });
  },
};

/** @type {import('rollup').RollupOptions} */
export default {
  input: 'packages/dashboard/bundle/entry.js',
  output: {
    file: 'packages/dashboard/dist/usage-dashboard.min.js',
    // Without exports, it runs as a classic script and as a module alike.
    format: 'iife',
    sourcemap: true,
    // Loaded twice, or beside another version: whoever came first stays.
    intro: `if (${JSON.stringify(tags)}.every((tag) => customElements.get(tag))) return;`,
  },
  // d3-array calls it as it loads. Rollup cannot see that nothing else happens, and would keep it unused.
  treeshake: { manualPureFunctions: ['bisector'] },
  plugins: [
    resolveStandIns,
    nodeResolve(),
    litAsGuest(),
    decorateAsGuest,
    minifyTemplates(),
    esbuild,
    // Its types are written for CommonJS.
    /** @type {any} */ (terser)({ ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } }),
    types,
    classicName,
    bundleLicences(),
    bundleBudget(bundleLimit),
    bundleIntegrity(),
  ],
};
