import {mergeConfig} from 'vitest/config';
import browser from './vitest.browser.config.ts';

/** First paints in a real browser against real nodes: `npm run paint`. */
const config = mergeConfig(browser, {test: {}});
config.test.include = ['browser/paint.ts'];
export default config;
