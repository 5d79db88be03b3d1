import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// The tags are no components of Vue.
const isCustomElement = (tag) => tag.startsWith('usage-');

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
