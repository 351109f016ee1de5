// The words of the pages: every language has every word, every placeholder, and views use no word that is not there.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

const here = new URL('.', import.meta.url).pathname;
const root = join(here, 'locales');
const languages = ['en', 'ja', 'fil'];

type Words = {[key: string]: string | Words};
const read = (language: string, file: string): Words => JSON.parse(readFileSync(join(root, language, file), 'utf8'));

function flat(words: Words, path = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value === 'string') out.set(name, value);
    else for (const [inner, text] of flat(value, name)) out.set(inner, text);
  }
  return out;
}

const placeholders = (text: string): string[] => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1] as string).sort();

const files = readdirSync(join(root, 'en')).filter((file) => file !== 'refusals.json');

describe.each(files)('%s', (file) => {
  const english = flat(read('en', file));
  it.each(['ja', 'fil'])('has the same words in %s', (language) => {
    expect([...flat(read(language, file)).keys()].sort()).toEqual([...english.keys()].sort());
  });
  it.each(['ja', 'fil'])('keeps every placeholder in %s', (language) => {
    for (const [key, text] of flat(read(language, file))) expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
  });
  it.each(languages)('leaves no word empty in %s', (language) => {
    for (const [key, text] of flat(read(language, file))) expect(text.trim(), key).not.toBe('');
  });
  it('writes Japanese in Japanese', () => {
    for (const [key, text] of flat(read('ja', file))) {
      const plain = text.replace(/{{[^}]*}}/g, '').replace(/[^\p{L}]/gu, '');
      if (plain.length < 12) continue; // codes and names stay as they are
      expect(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text), key).toBe(true);
    }
  });
});

it('says what to do about the same refusals in Japanese and Filipino', () => {
  expect(Object.keys(read('ja', 'refusals.json')).sort()).toEqual(Object.keys(read('fil', 'refusals.json')).sort());
});

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !name.includes('.test.') ? [path] : [];
  });
}

it('knows every word that a view asks for', () => {
  const words = new Map(readdirSync(join(root, 'en')).map((file) => [file.replace('.json', ''), flat(read('en', file))]));
  const has = (spaces: string[], key: string) =>
    [...spaces, 'common', 'glossary'].some((space) => {
      const list = words.get(space);
      return list?.has(key) || list?.has(`${key}_one`) || list?.has(`${key}_other`);
    });
  const missing: string[] = [];
  for (const path of sources(join(here, '..'))) {
    const text = readFileSync(path, 'utf8');
    const spaces = [...text.matchAll(/useTranslation\(\[?([^)]*)\)/g)].flatMap((match) => [...(match[1] ?? '').matchAll(/'(\w+)'/g)].map((one) => one[1] as string));
    if (/useWords\(|: Words\b/.test(text)) spaces.push('work', ...[...text.matchAll(/useWords\('(\w+)'\)/g)].map((one) => one[1] as string));
    for (const match of text.matchAll(/\bt\(\s*'((?:(\w+):)?([\w.]+))'\s*(?:,([^)]*))?\)/g)) {
      const [, , space, key = '', options = ''] = match;
      const named = space ?? /ns: '(\w+)'/.exec(options)?.[1];
      if (!has(named ? [named] : spaces, key) && !options.includes('defaultValue')) missing.push(`${path.slice(here.length - 5)}: ${match[1]}`);
    }
  }
  expect(missing).toEqual([]);
});
