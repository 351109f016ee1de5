import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {counted} from './vite/counted.ts';

/** The pages in a real browser against real nodes: `npm run browser`. PALITAN_BUILD names the folder with bin/palitan. */
export default defineConfig({
  resolve: {alias: {'@': fileURLToPath(new URL('./src', import.meta.url))}},
  test: {
    include: ['browser/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: counted('browser'),
  },
});
