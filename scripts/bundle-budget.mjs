import { brotliCompressSync } from 'node:zlib';

/** The most that the script-tag bundle may weigh, in bytes of brotli. */
export const bundleLimit = 48_000;

/**
 * Rollup plugin: prints what the bundle weighs and which packages it is made of, and fails the build above a limit.
 * @param {number} limit In bytes of brotli.
 * @returns {import('rollup').Plugin}
 */
export function bundleBudget(limit) {
  return {
    name: 'bundle-budget',
    writeBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        const bytes = brotliCompressSync(output.code).length;
        console.log(`${output.fileName}: ${format(bytes)} bytes brotli of ${format(limit)}`);
        console.log(`  before minifying, by package: ${shares(output.modules)}`);
        if (bytes > limit) this.error(`${output.fileName} weighs ${bytes} bytes brotli, the limit is ${limit}.`);
      }
    },
  };
}

/** @param {Record<string, import('rollup').RenderedModule>} modules */
function shares(modules) {
  /** @type {Map<string, number>} */
  const packages = new Map();
  for (const [id, { renderedLength }] of Object.entries(modules)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? /packages\/([^/]+)/.exec(id)?.[1] ?? 'other';
    packages.set(name, (packages.get(name) ?? 0) + renderedLength);
  }
  const total = [...packages.values()].reduce((sum, length) => sum + length, 0);
  return [...packages]
    .filter(([, length]) => length > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, length]) => `${name} ${Math.round((length / total) * 100)} %`)
    .join(', ');
}

/** @param {number} bytes */
function format(bytes) {
  return bytes.toLocaleString('en-US');
}
