import { fileURLToPath } from 'node:url';

// The package is linked from its folder, outside of this one: the bundler has to see both.
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** @type {import('next').NextConfig} */
export default {
  // Pages that are left stay in the document, hidden.
  cacheComponents: true,
  partialPrefetching: true,
  distDir: 'dist',
  outputFileTracingRoot: root,
  turbopack: { root },
};
