import {fileURLToPath} from 'node:url';
import react from '@vitejs/plugin-react';
import {defineConfig} from 'vitest/config';
import {coastPlugin} from './vite/coast.ts';
import {counted} from './vite/counted.ts';

/** Where `npm run dev` finds a node's pages listener; see docs/operating/pages.md. */
const node = process.env.PALITAN_PAGES ?? 'http://127.0.0.1:8081';

export default defineConfig({
  plugins: [react(), coastPlugin()],
  resolve: {alias: {'@': fileURLToPath(new URL('./src', import.meta.url))}},
  server: {host: '127.0.0.1', proxy: {'/v1': {target: node, changeOrigin: false}}},
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    manifest: true,
    // What most views use comes with the first load, so that each view after it costs little.
    rolldownOptions: {output: {codeSplitting: {groups: [{name: 'frame', test: /node_modules|src.(?:parts|domain|api|session|shell).(?!ActForm)/}]}}},
  },
  test: {include: ['src/**/*.test.{ts,tsx}'], environment: 'node', reporters: counted('test')},
});
