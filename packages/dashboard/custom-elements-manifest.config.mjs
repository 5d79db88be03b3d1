import { documentedDefaults, publicFace } from '../../scripts/manifest/analyzer-plugins.mjs';

export default {
  globs: ['src/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  quiet: true,
  plugins: [documentedDefaults(), publicFace()],
};
