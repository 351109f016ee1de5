import {mergeConfig} from 'vitest/config';
import browser from './vitest.browser.config.ts';

/** The pictures of docs/guide, taken in a real browser against real nodes: `npm run screenshots`. */
const config = mergeConfig(browser, {test: {}});
config.test.include = ['browser/screenshots.ts'];
export default config;
