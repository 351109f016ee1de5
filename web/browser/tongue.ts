// The words of the pages as the tests look for them: from the same files as the pages, in the language of who reads.
import i18next, {type TFunction} from 'i18next';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Language} from './browser';

const root = new URL('../src/i18n/locales', import.meta.url).pathname;

/** t('orders:state.open') of one language; without a namespace, of the common words and then of all others by name. */
export function tongue(language: Language): TFunction {
  const files = readdirSync(join(root, language)).map((file) => file.replace(/\.json$/, ''));
  const words = Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(join(root, language, `${file}.json`), 'utf8'))]));
  const one = i18next.createInstance();
  void one.init({
    lng: language, resources: {[language]: words}, ns: files, defaultNS: 'common', fallbackNS: ['glossary', ...files],
    interpolation: {escapeValue: false}, initAsync: false,
    // A word that is nowhere would be looked for on the page for a minute, and tell nothing.
    saveMissing: true, missingKeyHandler: (_, __, key) => { throw new Error(`no word "${key}" in ${language}`); },
  });
  return one.t;
}
