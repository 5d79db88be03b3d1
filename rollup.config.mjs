import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { bundleBudget } from './scripts/bundle-budget.mjs';

const tags = ['usage-dashboard', 'usage-chart', 'usage-table'];

/** Lit's Trusted Types policy gets our name, so that a page that lists it need not know Lit. */
const renamePolicy = {
  name: 'rename-policy',
  transform(code, id) {
    if (!/node_modules[\\/]lit-html[\\/]/.test(id) || !code.includes('createPolicy("lit-html"')) return null;
    return { code: code.replace('createPolicy("lit-html"', 'createPolicy("usage-dashboard-lit"'), map: null };
  },
};

/** What stands in for a package in the bundle; the files say why. */
const standIns = {
  ky: 'packages/dashboard/bundle/ky.js',
  'zod/mini': 'packages/dashboard/bundle/zod-mini.js',
};

const resolveStandIns = {
  name: 'resolve-stand-ins',
  resolveId: (source) =>
    Object.hasOwn(standIns, source) ? fileURLToPath(new URL(standIns[source], import.meta.url)) : null,
};

/** @type {import('rollup').RollupOptions} */
export default {
  input: 'packages/dashboard/dist/index.js',
  output: {
    file: 'packages/dashboard/dist/usage-dashboard.min.js',
    format: 'iife',
    sourcemap: true,
    // Loaded twice, or beside another version: whoever came first stays.
    intro: `if (${JSON.stringify(tags)}.every((tag) => customElements.get(tag))) return;`,
  },
  plugins: [
    resolveStandIns,
    nodeResolve(),
    renamePolicy,
    terser({ ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } }),
    bundleBudget(30_000),
  ],
};
