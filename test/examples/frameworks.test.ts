import { driveExamples } from './drive-examples.ts';

driveExamples(
  [
    ['script tag', 'script-tag'],
    ['React 19', 'react/dist'],
    ['React 18', 'react-18/dist'],
    ['Vue 3', 'vue/dist'],
    ['Svelte 5', 'svelte/dist'],
  ],
  'npm run examples:test',
);
