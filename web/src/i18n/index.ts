import i18next from 'i18next';
import {initReactI18next} from 'react-i18next';

/** The three languages of the pages, each by its own name. */
export const languages = {en: 'English', ja: '日本語', fil: 'Filipino'} as const;
export type Language = keyof typeof languages;

const STORED = 'palitan.language';
/** Set by the tests: every translated text is bracketed, so that text that is none stands out. */
const PSEUDO = 'palitan.pseudo';

const brackets = {
  type: 'postProcessor' as const,
  name: 'brackets',
  process: (words: string) => (words === '' ? '' : `⟦${words}⟧`),
};

/** One file a language and namespace, fetched when a view first asks for it. */
const files = import.meta.glob<{default: Record<string, unknown>}>('./locales/*/*.json');

const fetchNamespaces = {
  type: 'backend' as const,
  read(language: string, namespace: string, done: (error: unknown, data: Record<string, unknown> | false) => void) {
    const file = files[`./locales/${language}/${namespace}.json`];
    if (!file) return done(new Error(`no words for ${language}/${namespace}`), false);
    file().then(
      (words) => done(null, words.default),
      (error: unknown) => done(error, false),
    );
  },
};

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored && stored in languages) return stored as Language;
  for (const wanted of navigator.languages) {
    const short = wanted.split('-')[0] ?? '';
    if (short === 'tl') return 'fil';
    if (short in languages) return short as Language;
  }
  return 'en';
}

/** Starts with the language last chosen here, or the browser's. */
export async function startWords(): Promise<void> {
  const pseudo = localStorage.getItem(PSEUDO) !== null;
  if (pseudo) i18next.use(brackets);
  await i18next
    .use(fetchNamespaces)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      supportedLngs: Object.keys(languages),
      ns: ['common', 'glossary'],
      defaultNS: 'common',
      fallbackNS: 'glossary',
      interpolation: {escapeValue: false},
      returnNull: false,
      postProcess: pseudo ? ['brackets'] : [],
      react: {useSuspense: true},
    });
  document.documentElement.lang = i18next.language;
}

export const currentLanguage = (): Language => i18next.language as Language;

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
