declare module '@custom-elements-manifest/analyzer/cli.js' {
  import type { Manifest } from './analyzer-plugins.mjs';

  /** Runs the command-line tool; with `noWrite`, the manifest is only returned. */
  export function cli(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<Manifest>;
}
