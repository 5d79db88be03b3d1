import { globSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { build } from 'esbuild';
import { root } from './processes.mjs';

/**
 * Plugin of the test server: tests in TypeScript are bundled once, when it starts, and share what they import. Served one
 * by one, the several hundred modules that each file of tests imports took more of the processor than the tests.
 * @param {object} options
 * @param {string} options.files A pattern, from the root.
 * @param {string[]} options.conditions Those of `exports` in package.json that hold.
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function bundledTests({ files, conditions }) {
  /** @type {Map<string, string>} */
  const served = new Map();
  return {
    name: 'bundled-tests',
    async serverStart() {
      const { outputFiles } = await build({
        absWorkingDir: root,
        entryPoints: globSync(files, { cwd: root }),
        outbase: root,
        outdir: root,
        chunkNames: 'test-chunks/[hash]',
        outExtension: { '.js': '.ts' },
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        tsconfig: 'tsconfig.base.json',
        conditions,
        external: ['/__web-*'],
        sourcemap: 'linked',
        write: false,
      });
      for (const { path, text } of outputFiles) served.set(`/${relative(root, path).split(sep).join('/')}`, text);
    },
    serve({ path }) {
      const body = served.get(path);
      return body === undefined ? undefined : { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
