import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One classic script, as the others it is compared with.
export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { lib: { entry: 'main.jsx', formats: ['iife'], name: 'reactPlain', fileName: () => 'react-plain.js' } },
});
