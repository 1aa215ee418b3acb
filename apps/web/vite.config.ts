import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './build/compress.ts';
import { glossary } from './build/glossary.ts';

/** The desk as files the service sends: `dist/index.html` and, under `/desk/`, what it loads. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), glossary(), compress()],
  build: {
    assetsDir: 'desk',
    // Nothing inlined as data: the policy of the pages allows files of this service only.
    assetsInlineLimit: 0,
    // Which file a source became: for whoever weighs what a page loads.
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 1200,
    target: 'es2022',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7070', '/icon.svg': 'http://127.0.0.1:7070' } },
});
