import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [react()],
  // Only here, where another example's React 19 stands above: one React for all.
  resolve: { dedupe: ['react', 'react-dom'] },
});
