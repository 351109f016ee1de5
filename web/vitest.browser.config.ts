import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {counted} from './vite/counted.ts';

/**
 * The pages in a real browser against real nodes: `npm run browser`, and `npm run byhand` for the whole demonstration in each
 * language of PALITAN_LANGUAGES (en,ja,fil), which takes as long as all others. PALITAN_BUILD names the folder with bin/palitan.
 */
const byhand = process.env.npm_lifecycle_event === 'byhand';
const whole = 'browser/byhand.test.ts';

export default defineConfig({
  resolve: {alias: {'@': fileURLToPath(new URL('./src', import.meta.url))}},
  test: {
    include: byhand ? [whole] : ['browser/**/*.test.ts'],
    exclude: byhand ? [] : [whole],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: counted(byhand ? 'byhand' : 'browser'),
  },
});
