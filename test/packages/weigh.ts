import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { join } from 'node:path';
import { rollup, type Plugin } from 'rollup';

// Its types are written for CommonJS.
const minify = terser as unknown as (options: object) => Plugin;

/** What a bundler leaves of an app's file. */
export async function bundle(folder: string, entry: string): Promise<string> {
  const build = await rollup({
    input: join(folder, entry),
    plugins: [nodeResolve({ browser: true }), minify({ ecma: 2020, module: true })],
    onLog: () => {},
  });
  const { output } = await build.generate({ format: 'es', inlineDynamicImports: true });
  return output[0].code;
}
