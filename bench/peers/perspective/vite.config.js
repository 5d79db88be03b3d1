import { defineConfig } from 'vite';

// Perspective's modules wait for their WebAssembly at the top level.
export default defineConfig({ base: './', build: { target: 'esnext' } });
